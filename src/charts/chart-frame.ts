import type { EChartsOption } from 'echarts'
import type { Unit } from '../contract/report-result.ts'
import type { ChartTheme, FormatFigure } from './chart-data.ts'
import { tipOf, type TooltipText } from './chart-tooltip.ts'

/** Type and motion of every chart. */
export function chartBase(theme: ChartTheme): EChartsOption {
  return {
    animation: theme.animate,
    animationDuration: 160,
    textStyle: { fontFamily: theme.fontFamily, fontSize: 11, color: theme.text },
  }
}

interface CategoryLook {
  readonly inverse?: boolean
  /** Pixels for a name before it is cut. */
  readonly width?: number
  /** The line at zero stands out, since something lies below it. */
  readonly strong?: boolean
}

export function categoryAxis(
  theme: ChartTheme,
  categories: readonly string[],
  { inverse = false, width, strong = false }: CategoryLook = {},
) {
  return {
    type: 'category' as const,
    data: [...categories],
    inverse,
    axisTick: { show: false },
    axisLine: { show: true, lineStyle: { color: strong ? theme.faint : theme.line } },
    axisLabel: {
      color: theme.secondary,
      fontSize: 11,
      hideOverlap: true,
      ...(width === undefined ? {} : { width, overflow: 'truncate' as const }),
    },
  }
}

/** Things are counted in whole numbers: an axis of them has no halves. */
export function valueAxis(theme: ChartTheme, format: FormatFigure, unit: Unit) {
  return {
    type: 'value' as const,
    splitNumber: unit === 'percent' ? 5 : 4,
    ...(unit === 'count' ? { minInterval: 1 } : {}),
    // Nearly all is held against all, never against more than all.
    ...(unit === 'percent' ? { max: ({ max }: { max: number }) => (max > 0.7 && max <= 1 ? 1 : null) } : {}),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: theme.line, width: 1 } },
    axisLabel: { color: theme.faint, fontSize: 11, hideOverlap: true, formatter: (figure: number) => axisText(format(figure, unit)) },
  }
}

/** `¥200.0K` as `¥200K`: what an axis says is round. */
export function axisText(text: string): string {
  return text.replace(/(\d)\.0+(?!\d)/, '$1').replace(/(\.\d*[1-9])0+(?!\d)/, '$1')
}

/** A tooltip that tells about one thing: `tell` gives its text, null where there is nothing to tell. */
export function itemTip(theme: ChartTheme, tell: (series: number, item: number) => TooltipText | null, of?: 'edge') {
  return {
    trigger: 'item' as const,
    confine: true,
    appendTo: 'body' as const,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    formatter: (parameters: unknown) => {
      if (of !== undefined && (parameters as { dataType?: unknown }).dataType !== of) return ''
      const text = tell(numberAt(parameters, 'seriesIndex'), numberAt(parameters, 'dataIndex'))
      return text === null ? '' : tipOf(text, theme)
    },
  }
}

/** Pixels that the longest of some names needs at 11 px; CJK characters are as wide as high. */
export function textWidth(texts: readonly string[], most: number): number {
  const width = (text: string) => [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 11 : 6.6), 0)
  return Math.min(most, Math.ceil(Math.max(0, ...texts.map(width))))
}

function numberAt(parameters: unknown, name: string): number {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  if (typeof first !== 'object' || first === null) return 0
  const value = (first as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'number' ? value : 0
}

/** A legend over the chart; `names` where not every series is to be in it. */
export function legendOf(theme: ChartTheme, names?: readonly string[]) {
  return {
    type: 'scroll' as const,
    top: 0,
    left: 0,
    itemWidth: 10,
    itemHeight: 10,
    icon: 'rect',
    textStyle: { color: theme.secondary, fontSize: 11 },
    ...(names === undefined ? {} : { data: [...names] }),
  }
}
