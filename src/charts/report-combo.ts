import type { ReportColumn } from '../contract/report-result.ts'
import { colourOfMeasure } from './series-colours.ts'
import { categoryAxis, chartBase, legendOf, valueAxis } from './chart-frame.ts'
import { tipOf } from './chart-tooltip.ts'
import { placeAt } from './report-cartesian.ts'
import {
  figureAt,
  nameOfColumn,
  nameOfRow,
  partColumns,
  rowTip,
  toldColumn,
  type DrawnReport,
  type Refusal,
  type ReportDrawing,
} from './report-look.ts'

const mostCategories = 60

/** Bars for the values of the first unit and lines for those of the second, on an axis of their own; of one unit alone, lines for all but the first. */
export function comboColumns(columns: readonly ReportColumn[]): { readonly bars: ReportColumn[]; readonly lines: ReportColumn[] } {
  const [first] = columns
  const second = columns.find((column) => column.unit !== first?.unit)
  if (first === undefined) return { bars: [], lines: [] }
  if (second === undefined) return { bars: [first], lines: columns.slice(1) }
  return { bars: columns.filter((column) => column.unit === first.unit), lines: columns.filter((column) => column.unit === second.unit) }
}

export function drawCombo(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme, format } = look
  const { bars, lines } = comboColumns(partColumns(report))
  const [bar] = bars
  const [line] = lines
  if (bar === undefined || line === undefined) return 'cantNothing'
  const rows = report.details.slice(0, mostCategories)
  const columns = [...bars, ...lines]
  const colour = (place: number) => colourOfMeasure(theme, place)
  const isApart = bar.unit !== line.unit
  const values = (column: ReportColumn) => rows.map((row) => figureAt(report, row, column))
  const category = categoryAxis(
    theme,
    rows.map((row) => nameOfRow(drawn, row)),
  )
  const tip = (item: number) => ({
    ...rowTip(drawn, rows[item] ?? 0, theme.other),
    rows: rowTip(drawn, rows[item] ?? 0, theme.other).rows.map((row, place) => ({
      ...row,
      colour: columns.includes(partColumns(report)[place]!) ? colour(columns.indexOf(partColumns(report)[place]!)) : theme.other,
    })),
  })
  return {
    placeOf: (series, item) => placeAt(rows[item], columns[series]),
    told: toldColumn(drawn, bar, rows),
    columns,
    ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      legend: legendOf(theme),
      tooltip: {
        trigger: 'axis',
        confine: true,
        appendTo: 'body',
        axisPointer: { type: 'shadow' },
        backgroundColor: theme.surface,
        borderColor: theme.line,
        formatter: (parameters: unknown) => tipOf(tip(itemOf(parameters)), theme),
      },
      xAxis: category,
      yAxis: [
        valueAxis(theme, format, bar.unit),
        ...(isApart ? [{ ...valueAxis(theme, format, line.unit), position: 'right' as const, splitLine: { show: false } }] : []),
      ],
      series: [
        ...bars.map((column, place) => ({
          type: 'bar' as const,
          name: nameOfColumn(drawn, column),
          data: values(column),
          barMaxWidth: 28,
          itemStyle: { color: colour(place) },
        })),
        ...lines.map((column, place) => ({
          type: 'line' as const,
          name: nameOfColumn(drawn, column),
          data: values(column),
          yAxisIndex: isApart ? 1 : 0,
          symbol: 'circle',
          symbolSize: 6,
          z: 3,
          lineStyle: { width: 2, color: colour(bars.length + place) },
          itemStyle: { color: colour(bars.length + place) },
        })),
      ],
    },
  }
}

function itemOf(parameters: unknown): number {
  const first: unknown = Array.isArray(parameters) ? parameters[0] : parameters
  return typeof first === 'object' && first !== null && 'dataIndex' in first && typeof first.dataIndex === 'number' ? first.dataIndex : 0
}
