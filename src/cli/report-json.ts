import type { z } from 'zod'
import type { ReportColumn, ReportResult } from '../contract/report-result.ts'
import type { Language } from '../contract/text.ts'
import { readCells, type Cell } from './arrow-cells.ts'

export type ReportRow = Record<string, Cell>

export interface ReportJson {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly type: string; readonly unit: string }[]
  readonly rows: readonly ReportRow[]
  readonly total: ReportRow | null
  readonly n: ReportResult['n']
  readonly asOf: string
  readonly warnings: readonly { readonly code: string; readonly column?: string; readonly text: string }[]
}

/** An empty dimension value is a row of its own and needs a name. */
export const emptyLabel = '(none)'

export interface LevelledRow {
  /** How many row dimensions it is broken down by; 0 = the grand total. */
  readonly level: number
  /** Its dimension values as they are: the empty value is null. */
  readonly address: ReportRow
  /** What is shown: the empty value has its label, and the values stand beside it. */
  readonly values: ReportRow
}

/** The rows of a report in their order, subtotals and the grand total among them. */
export function levelledRows(columns: readonly z.infer<typeof ReportColumn>[], bytes: Uint8Array): LevelledRow[] {
  const table = readCells(bytes)
  return Array.from({ length: table.rowCount }, (_unused, row) => {
    const level = Number(table.cell(row, '$level'))
    const dimensions = columns.filter(({ role }) => role === 'row').slice(0, level)
    const address = Object.fromEntries(dimensions.map(({ id }) => [id, table.cell(row, id)]))
    const labels = dimensions.map(({ id }) => [id, address[id] ?? emptyLabel])
    const numbers = columns.filter(({ role }) => role === 'value').map(({ id }) => [id, table.cell(row, id)])
    return { level, address, values: Object.fromEntries([...labels, ...numbers]) as ReportRow }
  })
}

/** A report as `helmdeck report --format json` prints it. */
export function reportJson(result: ReportResult & { readonly bytes: Uint8Array }, language: Language): ReportJson {
  const depth = result.columns.filter(({ role }) => role === 'row').length
  const rows = levelledRows(result.columns, result.bytes)
  const total = rows.find(({ level }) => level === 0)?.values ?? null
  const shown = depth === 0 ? rows : rows.filter(({ level }) => level > 0)
  return {
    columns: result.columns.map(({ id, label, type, unit }) => ({ id, label: label[language], type, unit })),
    rows: shown.map(({ level, values }) => (level < depth ? { ...values, level } : values)),
    total,
    n: result.n,
    asOf: result.asOf,
    warnings: result.warnings.map(({ code, column, text }) => ({
      code,
      ...(column === undefined ? {} : { column }),
      text: text[language],
    })),
  }
}
