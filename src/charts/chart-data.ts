import type { Unit } from '../contract/report-result.ts'
import type { TipContent, TooltipText } from './chart-tooltip.ts'

/** One run of figures, one per category; null where there is no answer (n/a), which is never drawn as zero. */
export interface ChartSeries {
  readonly id: string
  readonly label: string
  readonly unit: Unit
  readonly colour: string
  readonly values: readonly (number | null)[]
  /** Prints its figures where the value has a format of its own. */
  readonly write?: (value: number) => string
}

/** What every chart draws: categories along one axis, series of figures along the other. */
export interface ChartData {
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
}

/** Colours and type of the surface a chart stands on; read once from the CSS variables of the theme. */
export interface ChartTheme {
  readonly text: string
  readonly secondary: string
  readonly faint: string
  readonly line: string
  readonly surface: string
  readonly series: readonly string[]
  readonly other: string
  /** Pale ground under a bar. */
  readonly hover: string
  /** What grew and what shrank, as the settings colour them. */
  readonly rise: string
  readonly fall: string
  /** From least to most, and the text that can be read on most. */
  readonly heat: readonly [string, string]
  readonly onHeat: string
  readonly fontFamily: string
  readonly animate: boolean
  /** Writes a tooltip; nothing is said where there is none. */
  readonly tip?: (text: TooltipText, theme: ChartTheme) => TipContent
}

/** Prints a figure as the reader's language and the unit ask: `¥1.2万`, `63.2%`. */
export type FormatFigure = (value: number, unit: Unit) => string
