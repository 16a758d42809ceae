import type { EChartsOption, LineSeriesOption, BarSeriesOption } from 'echarts'
import type { ChartData, ChartSeries, ChartTheme, FormatFigure } from './chart-data.ts'
import { categoryAxis, chartBase, legendOf, textWidth, valueAxis } from './chart-frame.ts'
import { tooltipElement, tooltipText } from './chart-tooltip.ts'

export type CartesianKind = 'bar' | 'stacked-bar' | 'line' | 'area'

export interface CartesianRequest {
  readonly kind: CartesianKind
  readonly data: ChartData
  readonly theme: ChartTheme
  readonly format: FormatFigure
  /** Bars lie when the categories are names; they stand when the categories are time. */
  readonly categoriesAreTime: boolean
}

const directLabelLimit = 4
const widestEndLabel = 150

/** Data and theme to an ECharts option: horizontal grid lines only, no frame, direct labels up to four lines, a legend beyond. */
export function cartesianOption(request: CartesianRequest): EChartsOption {
  const { data, theme, format } = request
  const lying = isLying(request)
  const labelled = hasDirectLabels(request)
  const unit = data.series[0]?.unit ?? 'none'
  const category = categoryAxis(theme, data.categories, lying ? { inverse: true, width: 120 } : {})
  const value = valueAxis(theme, format, unit)
  return {
    ...chartBase(theme),
    grid: { left: 4, right: labelled ? endLabelWidth(data) + 10 : 12, top: showsLegend(request) ? 28 : 10, bottom: 4, containLabel: true },
    ...(showsLegend(request) ? { legend: legendOf(theme) } : {}),
    tooltip: {
      trigger: 'axis',
      confine: true,
      appendTo: 'body',
      axisPointer: { type: request.kind === 'bar' || request.kind === 'stacked-bar' ? 'shadow' : 'line' },
      backgroundColor: theme.surface,
      borderColor: theme.line,
      formatter: (parameters: unknown) => tooltipElement(tooltipText(data, categoryOf(parameters), format), theme),
    },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: data.series.map((series) => drawn(request, series, labelled)),
  }
}

function endLabelWidth(data: ChartData): number {
  return textWidth(
    data.series.map((series) => series.label),
    widestEndLabel,
  )
}

function isLying(request: CartesianRequest): boolean {
  return (request.kind === 'bar' || request.kind === 'stacked-bar') && !request.categoriesAreTime
}

function hasDirectLabels(request: CartesianRequest): boolean {
  const { kind, data } = request
  return (kind === 'line' || kind === 'area') && data.series.length > 1 && data.series.length <= directLabelLimit
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
  if (request.kind === 'bar' || request.kind === 'stacked-bar') {
    return { ...shared, type: 'bar', barMaxWidth: 28, ...(request.kind === 'stacked-bar' ? { stack: 'all' } : {}) }
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
