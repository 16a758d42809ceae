import type { ReportColumn } from '../../../../src/contract/report-result.ts'
import type { DeckReport } from '../../../../src/engine/deck/report-data.ts'

export const rowColumn = (id: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  id,
  label: { zh: `${id}（中）`, en: id },
  type: 'text',
  unit: 'none',
  role: 'row',
  field: id,
  ...more,
})

export const valueColumn = (id: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  id,
  label: { zh: `${id}（中）`, en: id },
  type: 'double',
  unit: 'count',
  role: 'value',
  metric: /^[^:@|]*/.exec(id)?.[0] ?? id,
  ...more,
})

type Cell = string | number | null

/** A report as slides read it: rows of cells in the order of the columns, each with its level last. */
export function deckReportOf(columns: readonly ReportColumn[], rows: readonly (readonly Cell[])[]): DeckReport {
  const rowColumns = columns.filter(({ role }) => role === 'row')
  const level = (row: number) => Number(rows[row]?.[columns.length] ?? rowColumns.length)
  const places = rows.map((_, row) => row)
  const value = (row: number, column: ReportColumn) => rows[row]?.[columns.findIndex(({ id }) => id === column.id)] ?? null
  return {
    result: {
      columns: [...columns],
      rowCount: rows.length,
      trueRowCount: rows.length,
      n: {},
      period: null,
      asOf: '2026-09-30',
      warnings: [],
      dataVersion: 1,
      milliseconds: { compile: 1, query: 1 },
    },
    rowColumns,
    valueColumns: columns.filter(({ role }) => role === 'value'),
    details: places.filter((row) => level(row) === rowColumns.length),
    total: rowColumns.length === 0 ? null : (places.find((row) => level(row) === 0) ?? null),
    count: rows.length,
    level,
    value,
    number: (row, column) => {
      const found = value(row, column)
      return found === null ? null : Number(found)
    },
    label: (row, column) => String(value(row, column) ?? '(none)'),
    heading: (column) => [...(column.path ?? []).map(String), column.label.en].join(' · '),
  }
}
