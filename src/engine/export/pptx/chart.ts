import type { Colour } from './drawing.ts'

/** A row of numbers of a chart; null = there is none. */
export interface ChartSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** Of the workbook's cells and of labels, as Excel writes formats. */
  readonly format: string
  readonly colour: Colour | null
  /** Written at each point. */
  readonly isLabelled?: boolean
  /** Where the colour of what lies under a label leaves it unreadable, or its bar is too small. */
  readonly labelColour?: Colour
  readonly isDashed?: boolean
  /** Lines only: drawn by the second axis. */
  readonly isSecond?: boolean
  /** A colour of its own for some points. */
  readonly pointColours?: readonly (Colour | null)[]
  /** The column of the report or the table that it draws, where its values stand there as they are. */
  readonly column?: string
  /** The cells of a sheet it is drawn from, where that is not the workbook beside the chart. */
  readonly ranges?: { readonly name: string; readonly values: string }
}

export const nativeKinds = ['bar', 'column', 'line', 'area', 'doughnut', 'scatter', 'bubble'] as const

/** A chart that Office draws and edits: its numbers stand in a workbook of its own beside it. */
export interface NativeChart {
  /** `bar` lies, `column` stands. */
  readonly kind: (typeof nativeKinds)[number]
  readonly grouping: 'clustered' | 'stacked' | 'percent'
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** Drawn as lines over the bars, in the same order after `series` in the workbook. */
  readonly lines: readonly ChartSeries[]
  readonly axisFormat: string
  readonly secondFormat: string | null
  readonly hasLegend: boolean
  /** Per cent of a bar's width between bars. */
  readonly gap: number
  /** What it shows, for who can't see it. */
  readonly description: string
  /** Scatter and bubble: what the two axes measure. The third series of a bubble is how large it is. */
  readonly axisTitles?: readonly [string, string]
  /** As `ranges` of its series. */
  readonly categoriesRange?: string
  /** Where those cells are days: how they are written, and their numbers as Excel counts days. */
  readonly categoryDays?: { readonly format: string; readonly serials: readonly (number | null)[] }
}

/** A chart of bars, to be changed where another is wanted. */
export function plainChart(
  chart: Pick<NativeChart, 'kind' | 'categories' | 'series' | 'axisFormat' | 'description'> & Partial<NativeChart>,
): NativeChart {
  return { grouping: 'clustered', lines: [], secondFormat: null, hasLegend: chart.series.length > 1, gap: 50, ...chart }
}
