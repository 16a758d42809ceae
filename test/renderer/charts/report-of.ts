import { drawReport, type DrawnKind } from '../../../src/charts/report-drawing.ts'
import { isRefusal, type DrawnReport, type ReportDrawing, type ReportLook } from '../../../src/charts/report-look.ts'
import type { Value } from '../../../renderer/grid/grid-rows.ts'
import { reportData, type ReportData } from '../../../src/charts/report-data.ts'
import type { ReportColumn } from '../../../src/contract/report-result.ts'

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

/** A report as the engine answers it: rows of cells in the order of the columns, each with its level last. */
export function reportOf(columns: readonly ReportColumn[], rows: readonly (readonly Value[])[]): ReportData {
  const places = new Map([...columns.map(({ id }, place) => [id, place] as const), ['$level', columns.length] as const])
  return reportData(
    {
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
    { count: rows.length, value: (row, column) => rows[row]?.[places.get(column) ?? -1] ?? null },
  )
}

export const look: ReportLook = {
  theme: {
    text: '#14202e',
    secondary: '#526172',
    faint: '#647283',
    line: '#e3e7ec',
    surface: '#ffffff',
    series: ['#000001', '#000002', '#000003', '#000004', '#000005', '#000006', '#000007', '#000008'],
    other: '#999999',
    hover: '#eff2f5',
    rise: '#00aa00',
    fall: '#aa0000',
    heat: ['#e7f5f4', '#0b7a75'],
    onHeat: '#ffffff',
    fontFamily: 'Inter',
    animate: false,
  },
  labels: { language: 'en', none: '(none)', other: 'Other' },
  known: ['North', 'South'],
  knownRows: [],
  format: (value) => String(value),
  write: (column, value) => `${value} ${column.unit}`,
  total: 'Total',
}

export const drawnOf = (report: ReportData, more: Partial<ReportLook> = {}): DrawnReport => ({ report, look: { ...look, ...more } })

/** A report that can be drawn as a kind. */
export function drawing(kind: DrawnKind, report: ReportData): ReportDrawing {
  const drawn = drawReport(kind, drawnOf(report))
  if (isRefusal(drawn)) throw new Error(drawn)
  return drawn
}

export function seriesOf(drawn: ReportDrawing) {
  return drawn.option.series as { type: string; data: unknown[]; [more: string]: unknown }[]
}

/** Why a report can't be drawn as a kind. */
export function refusal(kind: DrawnKind, report: ReportData): string | null {
  const drawn = drawReport(kind, drawnOf(report))
  return isRefusal(drawn) ? drawn : null
}
