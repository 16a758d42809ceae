import type { ReportColumn } from '../contract/report-result.ts'
import type { ReportData } from './report-data.ts'
import { categoryAxis, chartBase, itemTip, legendOf, textWidth, valueAxis } from './chart-frame.ts'
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

const mostBullets = 60

/** The value and what it is held against: the next one of its unit, a target or a comparison. */
export function bulletColumns(report: ReportData): readonly [ReportColumn, ReportColumn] | null {
  const [value, ...others] = partColumns(report)
  const against = others.find((column) => column.unit === value?.unit)
  return value === undefined || against === undefined ? null : [value, against]
}

export function drawBullet(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme, format } = look
  const columns = bulletColumns(report)
  if (columns === null) return 'cantNothing'
  const [value, against] = columns
  const rows = report.details.slice(0, mostBullets)
  const names = rows.map((row) => nameOfRow(drawn, row))
  const colour = theme.series[0] ?? theme.other
  const texts = rows.map((row) => {
    const figure = figureAt(report, row, value)
    return figure === null ? '–' : look.write(value, figure)
  })
  return {
    height: 60 + rows.length * 26,
    placeOf: (series, item) => placeAt(rows[item], columns[series]),
    told: toldColumn(drawn, value, rows),
    columns,
    ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 8, top: 34, bottom: 4, containLabel: true },
      legend: legendOf(theme),
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, rows[item] ?? 0, colour)),
      xAxis: valueAxis(theme, format, value.unit),
      yAxis: [
        categoryAxis(theme, names, { inverse: true, width: textWidth(names, 160) + 8 }),
        // The figures stand in a column of their own, where no mark can be taken for theirs.
        {
          ...categoryAxis(theme, texts, { inverse: true }),
          position: 'right',
          axisLine: { show: false },
          axisLabel: { color: theme.text, fontSize: 11, interval: 0 },
        },
      ],
      series: [
        {
          type: 'bar',
          name: nameOfColumn(drawn, value),
          barMaxWidth: 14,
          itemStyle: { color: colour },
          data: rows.map((row) => figureAt(report, row, value)),
        },
        {
          type: 'scatter',
          name: nameOfColumn(drawn, against),
          symbol: 'rect',
          symbolSize: [3, 20],
          z: 4,
          itemStyle: { color: theme.text },
          data: rows.map((row, place) => [figureAt(report, row, against) ?? Number.NaN, place]),
        },
      ],
    },
  }
}
