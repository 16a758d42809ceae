import type { EChartsOption, LineSeriesOption, BarSeriesOption } from 'echarts'
import type { ChartData, ChartSeries, ChartTheme, FormatFigure } from './chart-data.ts'
import { categoryAxis, chartBase, legendOf, textWidth, valueAxis } from './chart-frame.ts'
import { tipOf, tooltipText } from './chart-tooltip.ts'

export type CartesianKind = 'bar' | 'stacked-bar' | 'full-stacked-bar' | 'line' | 'area'

export interface CartesianRequest {
  readonly kind: CartesianKind
  readonly data: ChartData
  readonly theme: ChartTheme
  readonly format: FormatFigure
  /** Bars lie when the categories are names; they stand when the categories are time. */
  readonly categoriesAreTime: boolean
}

const directLabelLimit = 4
const mostLabelledBars = { lying: 40, standing: 24 }
const wholeAxis = { min: 0, max: 1, interval: 0.25 }
const widestEndLabel = 150

/** Data and theme to an ECharts option: horizontal grid lines only, no frame, direct labels up to four lines, a legend beyond. */
export function cartesianOption(request: CartesianRequest): EChartsOption {
  const { data, theme, format } = request
  const lying = isLying(request)
  const labelled = hasDirectLabels(request)
  const unit = data.series[0]?.unit ?? 'none'
  const below = data.series.some(({ values }) => values.some((value) => value !== null && value < 0))
  const category = categoryAxis(theme, data.categories, { ...(lying ? { inverse: true, width: 120 } : {}), strong: below })
  const value =
    request.kind === 'full-stacked-bar' ? { ...valueAxis(theme, format, 'percent'), ...wholeAxis } : valueAxis(theme, format, unit)
  const whole = request.kind === 'full-stacked-bar' ? partsOfWhole(data) : null
  return {
    ...chartBase(theme),
    grid: {
      left: 4,
      right: labelled ? endLabelWidth(data) + 10 : lying && labelsBars(request) ? 56 : 12,
      top: showsLegend(request) ? 28 : labelsBars(request) ? 20 : 10,
      bottom: 4,
      containLabel: true,
    },
    ...(showsLegend(request) ? { legend: legendOf(theme) } : {}),
    tooltip: {
      trigger: 'axis',
      confine: true,
      appendTo: 'body',
      axisPointer: { type: isBar(request) ? 'shadow' : 'line' },
      backgroundColor: theme.surface,
      borderColor: theme.line,
      formatter: (parameters: unknown) => tipOf(tooltipText(data, categoryOf(parameters), format), theme),
    },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: data.series.map((series, place) => drawn(request, whole ? { ...series, values: whole[place] ?? [] } : series, labelled)),
  }
}

function endLabelWidth(data: ChartData): number {
  return textWidth(
    data.series.map((series) => series.label),
    widestEndLabel,
  )
}

function isLying(request: CartesianRequest): boolean {
  return isBar(request) && !request.categoriesAreTime
}

function hasDirectLabels(request: CartesianRequest): boolean {
  const { kind, data } = request
  return (kind === 'line' || kind === 'area') && data.series.length > 1 && data.series.length <= directLabelLimit
}

function isBar({ kind }: CartesianRequest): boolean {
  return kind === 'bar' || kind === 'stacked-bar' || kind === 'full-stacked-bar'
}

/** Few bars of one value say their figures themselves. */
function labelsBars(request: CartesianRequest): boolean {
  const { kind, data } = request
  const most = mostLabelledBars[isLying(request) ? 'lying' : 'standing']
  return kind === 'bar' && data.series.length === 1 && data.categories.length <= most
}

/** Where a stack is drawn as a whole, each part's place in it: layout only, tooltips tell the figures. */
export function partsOfWhole(data: ChartData): (number | null)[][] {
  const wholes = data.categories.map((_, place) => data.series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0))
  return data.series.map(({ values }) =>
    values.map((value, place) => (value === null || (wholes[place] ?? 0) <= 0 ? null : value / (wholes[place] ?? 1))),
  )
}

function barLabel(request: CartesianRequest, series: ChartSeries) {
  const write = (value: unknown) => (typeof value === 'number' ? (series.write?.(value) ?? request.format(value, series.unit)) : '')
  return {
    show: true,
    position: isLying(request) ? ('right' as const) : ('top' as const),
    color: request.theme.secondary,
    fontSize: 11,
    formatter: ({ value }: { value?: unknown }) => write(value),
  }
}

function showsLegend(request: CartesianRequest): boolean {
  return request.data.series.length > 1 && !hasDirectLabels(request)
}

function drawn(request: CartesianRequest, series: ChartSeries, labelled: boolean): LineSeriesOption | BarSeriesOption {
  const shared = {
    name: series.label,
    data: [...series.values],
    itemStyle: { color: series.colour },
    emphasis: { focus: 'series' as const },
  }
  if (isBar(request)) {
    return {
      ...shared,
      type: 'bar',
      barMaxWidth: 28,
      ...(request.kind === 'bar' ? {} : { stack: 'all' }),
      ...(labelsBars(request) ? { label: barLabel(request, series), labelLayout: { hideOverlap: true } } : {}),
    }
  }
  return {
    ...shared,
    type: 'line',
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: request.data.categories.length <= 24,
    lineStyle: { width: 2, color: series.colour },
    ...(request.kind === 'area' ? { areaStyle: { color: series.colour, opacity: 0.14 } } : {}),
    ...(labelled
      ? {
          endLabel: {
            show: true,
            formatter: '{a}',
            color: series.colour,
            fontSize: 11,
            distance: 6,
            width: widestEndLabel,
            overflow: 'truncate' as const,
          },
          labelLayout: { moveOverlap: 'shiftY' as const },
        }
      : {}),
  }
}

function categoryOf(parameters: unknown): number {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  return typeof first === 'object' && first !== null && 'dataIndex' in first && typeof first.dataIndex === 'number' ? first.dataIndex : 0
}
