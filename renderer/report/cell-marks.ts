import type { CellRule, Look, Tone, ValueLook } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { drawnFigure, type ReportData } from '../../src/charts/report-data.ts'
import { lookOfColumn, valueOf } from '../../src/contract/look-of-value.ts'

/** How a cell stands out: a tone, a shade from -1 to 1 of its scale, a bar from and to in shares of the cell's width. */
export interface CellMark {
  readonly tone?: Tone
  readonly shade?: number
  readonly scale?: 'accent' | 'diverging'
  readonly bar?: { readonly from: number; readonly to: number; readonly negative: boolean }
}

interface Span {
  readonly least: number
  readonly most: number
}

const unmarked: CellMark = {}

/**
 * The marks of a report's cells as its look asks for them. Cells are held only against cells of their own kind: of the same value at
 * the same level, totals of the column shelf among themselves. Totals are left out unless the look says otherwise.
 */
export function cellMarks(report: ReportData, look: Look | undefined): (row: number, column: ReportColumn) => CellMark {
  if (look?.values === undefined) return () => unmarked
  const spans = new Map<string, Span>()
  const limits = new Map<string, number | null>()
  const rowsAt = rowsByLevel(report)
  const spanOf = (level: number, column: ReportColumn): Span => {
    const key = `${level} ${column.isColumnTotal === true} ${valueOf(column)}`
    return spans.get(key) ?? keep(spans, key, spanOfCells(report, rowsAt.get(level) ?? [], column))
  }
  const limitOf = (level: number, column: ReportColumn, rule: Extract<CellRule, { n: number }>) => {
    const key = `${level} ${rule.when} ${rule.n} ${column.id}`
    return limits.has(key) ? (limits.get(key) ?? null) : keep(limits, key, nthFigure(report, rowsAt.get(level) ?? [], column, rule))
  }
  return (row, column) => {
    const chosen = lookOfColumn(look, column)
    const value = drawnFigure(report.rows.value(row, column.id))
    const level = report.level(row)
    const isTotal = level < report.rowColumns.length || column.isColumnTotal === true
    if (chosen === undefined || value === null || (isTotal && chosen.totals !== true)) return unmarked
    const rule = chosen.rules?.find((one) => meets(value, one, ({ n, when, tone }) => limitOf(level, column, { n, when, tone })))
    return {
      ...(rule === undefined ? shadeOf(value, chosen, () => spanOf(level, column)) : { tone: rule.tone }),
      ...(chosen.bars === true ? { bar: barOf(value, spanOf(level, column)) } : {}),
    }
  }
}

function meets(value: number, rule: CellRule, limitOf: (rule: Extract<CellRule, { n: number }>) => number | null): boolean {
  switch (rule.when) {
    case 'above':
      return value >= rule.than
    case 'below':
      return value <= rule.than
    case 'between':
      return value >= Math.min(rule.from, rule.to) && value <= Math.max(rule.from, rule.to)
    case 'top': {
      const limit = limitOf(rule)
      return limit !== null && value >= limit
    }
    case 'bottom': {
      const limit = limitOf(rule)
      return limit !== null && value <= limit
    }
  }
}

/** The n-th largest or smallest figure of a column: equal ones are in or out together. */
function nthFigure(report: ReportData, rows: readonly number[], column: ReportColumn, { when, n }: Extract<CellRule, { n: number }>) {
  const figures = rows.flatMap((row) => drawnFigure(report.rows.value(row, column.id)) ?? []).toSorted((one, other) => one - other)
  if (figures.length === 0) return null
  return (when === 'top' ? figures[Math.max(0, figures.length - n)] : figures[Math.min(figures.length, n) - 1]) ?? null
}

function shadeOf(value: number, { shades }: ValueLook, spanOf: () => Span): CellMark {
  if (shades === undefined) return unmarked
  const { least, most } = spanOf()
  if (shades === 'diverging') {
    const size = Math.max(Math.abs(least), Math.abs(most))
    return { scale: shades, shade: size === 0 ? 0 : value / size }
  }
  return { scale: shades, shade: most === least ? 0 : (value - least) / (most - least) }
}

function barOf(value: number, { least, most }: Span) {
  const [low, high] = [Math.min(0, least), Math.max(0, most)]
  const place = (figure: number) => (high === low ? 0 : (figure - low) / (high - low))
  return { from: place(Math.min(0, value)), to: place(Math.max(0, value)), negative: value < 0 }
}

/** All columns of a value share one scale, so that a column of the shelf can be held against its neighbours. */
function spanOfCells(report: ReportData, rows: readonly number[], column: ReportColumn): Span {
  const like = report.valueColumns.filter(
    (one) => valueOf(one) === valueOf(column) && (one.isColumnTotal === true) === (column.isColumnTotal === true),
  )
  let [least, most] = [Infinity, -Infinity]
  for (const row of rows)
    for (const { id } of like) {
      const value = drawnFigure(report.rows.value(row, id))
      if (value === null) continue
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  return least > most ? { least: 0, most: 0 } : { least, most }
}

function rowsByLevel(report: ReportData): Map<number, number[]> {
  const levels = new Map<number, number[]>()
  for (let row = 0; row < report.rows.count; row += 1) {
    const level = report.level(row)
    const rows = levels.get(level)
    if (rows === undefined) levels.set(level, [row])
    else rows.push(row)
  }
  return levels
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.set(key, value)
  return value
}
