import type { EChartsOption } from 'echarts'
import type { StudyCell, StudyChart, StudyColumn, StudyTable } from '../contract/study-result.ts'
import type { Language } from '../contract/text.ts'
import type { ChartTheme, FormatFigure } from './chart-data.ts'
import type { TooltipText } from './chart-tooltip.ts'

/** How a study's tables and charts are told to the reader. */
export interface StudyLook {
  readonly theme: ChartTheme
  readonly language: Language
  readonly format: FormatFigure
  /** What the empty value is called: `(none)`. */
  readonly none: string
  readonly yes: string
  readonly no: string
  /** Values of the breakdown in the workspace's own order, which keep their colours. */
  readonly known: readonly (string | null)[]
}

export type Words = Pick<StudyLook, 'language' | 'none' | 'yes' | 'no'>

/** A chart's table with the columns that it draws. */
export interface Drawn {
  readonly chart: StudyChart
  readonly table: StudyTable
  readonly look: StudyLook
}

/** A chart ready to be put on a canvas. */
export interface StudyDrawing {
  readonly option: EChartsOption
  /** Pixels it needs to be read. */
  readonly height: number
  /** The row of the table behind something that was clicked. */
  readonly rowOf: (series: number, item: number) => number | null
  /** How many of the table's rows it shows, where that is not all of them. */
  readonly drawn?: number
}

export function columnOf(table: Pick<StudyTable, 'columns'>, id: string | undefined): StudyColumn | undefined {
  return table.columns.find((column) => column.id === id)
}

export function isNumeric(column: StudyColumn): boolean {
  return column.type === 'integer' || column.type === 'decimal' || column.type === 'double'
}

/** A figure to draw; what is text because of its length becomes a float only here, where a pixel is coarser than the difference. */
export function figureOf(cell: StudyCell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '' || typeof cell === 'boolean') return null
  const figure = Number(cell)
  return Number.isFinite(figure) ? figure : null
}

/** A value of a key column as it is shown: by its word where the column has words. */
export function keyLabel(column: StudyColumn | undefined, cell: StudyCell | undefined, { language, none, yes, no }: Words): string {
  if (cell === null || cell === undefined || cell === '') return none
  const word = column?.words?.[String(cell)]
  if (word !== undefined) return word[language]
  if (typeof cell === 'boolean') return cell ? yes : no
  return String(cell)
}

/** What the rows are called along `x`; where that is said twice, as by stages of two pipelines, with the other keys before it. */
export function labelsOf({ chart, table, look }: Drawn): string[] {
  const isTold = new Set(table.rows.map((row) => row[chart.x])).size === table.rows.length
  const keys = table.columns.filter(({ id, role }) => id === chart.x || (!isTold && role === 'key' && id !== chart.series))
  const told = keys.filter(({ id }) => id === chart.x || new Set(table.rows.map((row) => row[id])).size > 1)
  return table.rows.map((row) => told.map((column) => keyLabel(column, row[column.id], look)).join(' · '))
}

export function valuesOf({ table }: Pick<Drawn, 'table'>, id: string | undefined): (number | null)[] {
  return table.rows.map((row) => (id === undefined ? null : figureOf(row[id])))
}

export function nameOf({ table, look }: Pick<Drawn, 'table' | 'look'>, id: string | undefined): string {
  return columnOf(table, id)?.label[look.language] ?? id ?? ''
}

/** The whole row: what it is about, and every figure of it. */
export function rowTip({ table, look }: Pick<Drawn, 'table' | 'look'>, place: number, colour: string): TooltipText {
  const row = table.rows[place] ?? {}
  const keys = table.columns.filter((column) => column.role === 'key')
  const values = table.columns.filter((column) => column.role === 'value' && !isBound(table, column.id))
  return {
    title: keys.map((column) => keyLabel(column, row[column.id], look)).join(' · '),
    rows: values.map((column) => ({ label: column.label[look.language], figure: tipFigure(column, row, look), colour })),
  }
}

/** `rate_from` and `rate_to` are the interval of `rate`, and are shown beside it. */
export function isBound(table: Pick<StudyTable, 'columns'>, id: string): boolean {
  const base = /^(.+)_(from|to)$/.exec(id)?.[1]
  if (base === undefined) return false
  return [base, `${base}_from`, `${base}_to`].every((one) => columnOf(table, one) !== undefined)
}

function tipFigure(column: StudyColumn, row: StudyTable['rows'][number], look: StudyLook): string {
  if (!isNumeric(column)) return keyLabel(column, row[column.id], { ...look, none: '–' })
  const value = figureOf(row[column.id])
  return value === null ? '–' : look.format(value, column.unit)
}
