import type { TooltipComponentFormatterCallback } from 'echarts'
import type { ChartData, ChartTheme, FormatFigure } from './chart-data.ts'

export interface TooltipRow {
  readonly label: string
  readonly figure: string
  readonly colour: string
}

export interface TooltipText {
  readonly title: string
  readonly rows: readonly TooltipRow[]
}

/** The whole row of a category: every series with its figure; n/a is a dash. */
export function tooltipText(data: ChartData, category: number, format: FormatFigure): TooltipText {
  const rows = data.series.map((series) => {
    const value = series.values[category] ?? null
    return {
      label: series.label,
      figure: value === null ? '–' : (series.write?.(value) ?? format(value, series.unit)),
      colour: series.colour,
    }
  })
  return { title: data.categories[category] ?? '', rows }
}

/** What a tooltip's formatter answers: text, or an element where there is a document. */
export type TipContent = ReturnType<TooltipComponentFormatterCallback<unknown>>

/** A tooltip as the surface writes it; pictures have none. */
export function tipOf(text: TooltipText, theme: ChartTheme): TipContent {
  return theme.tip?.(text, theme) ?? ''
}
