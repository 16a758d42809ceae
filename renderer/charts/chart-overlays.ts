import type { EChartsOption } from 'echarts'
import type { ChartTheme } from '../../src/charts/chart-data.ts'

export interface AxisNote {
  /** The place on the category axis. */
  readonly at: number
  readonly text: string
}

/** Notes as upright lines at their place on the category axis, each with its words. */
export function withNotes(option: EChartsOption, notes: readonly AxisNote[], theme: ChartTheme): EChartsOption {
  const [first, ...rest] = seriesOf(option)
  if (first === undefined || notes.length === 0) return option
  const last = Array.isArray(first['data']) ? first['data'].length - 1 : 0
  const markLine = {
    symbol: 'none',
    animation: false,
    lineStyle: { color: theme.secondary, type: 'dashed', width: 1 },
    label: {
      position: 'end',
      rotate: 0,
      distance: 2,
      color: theme.text,
      fontSize: 11,
      width: 140,
      overflow: 'truncate',
      textBorderColor: theme.surface,
      textBorderWidth: 3,
    },
    emphasis: { lineStyle: { width: 1 } },
    data: notes.map(({ at, text }) => ({
      xAxis: at,
      name: text,
      label: { formatter: () => text, align: at > last / 2 ? 'right' : 'left' },
    })),
  }
  return { ...option, series: [{ ...first, markLine }, ...rest] as NonNullable<EChartsOption['series']> }
}

/** What was chosen stays as it is, and the rest steps back; where nothing or everything is chosen, nothing changes. */
export function withChosen(option: EChartsOption, isChosen: (series: number, item: number, row: number | null) => boolean): EChartsOption {
  const series = seriesOf(option)
  const chosen = series.map(({ data }, place) => (Array.isArray(data) ? data.map((item, at) => isChosen(place, at, rowOf(item))) : []))
  const all = chosen.flat()
  if (!all.includes(true) || !all.includes(false)) return option
  return {
    ...option,
    series: series.map((one, place) =>
      Array.isArray(one.data) ? { ...one, data: one.data.map((item, at) => (chosen[place]?.[at] === true ? item : stepBack(item))) } : one,
    ) as NonNullable<EChartsOption['series']>,
  }
}

type Series = Readonly<Record<string, unknown>>

function seriesOf({ series }: EChartsOption): readonly Series[] {
  if (series === undefined) return []
  return (Array.isArray(series) ? series : [series]) as unknown as readonly Series[]
}

function rowOf(item: unknown): number | null {
  return typeof item === 'object' && item !== null && 'row' in item && typeof item.row === 'number' ? item.row : null
}

function stepBack(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return { value: item, itemStyle: { opacity: 0.3 } }
  const style = 'itemStyle' in item && typeof item.itemStyle === 'object' ? item.itemStyle : {}
  return { ...item, itemStyle: { ...style, opacity: 0.3 } }
}
