import type { ReportColumn } from '../contract/report-result.ts'
import type { ReportData } from './report-data.ts'
import { categoriesAreTime } from './chart-of-report.ts'
import { categoryAxis, chartBase, itemTip, textWidth, valueAxis } from './chart-frame.ts'
import { boxStats } from './chart-spec.ts'
import { figureAt, nameOfRow, partColumns, rowTip, toldColumn, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'

const mostBoxes = 60

/** The columns of the five statistics, from the least to the most; null where one of them is missing. */
export function boxColumns(report: ReportData): ReportColumn[] | null {
  const columns = partColumns(report)
  for (const { metric } of columns) {
    const five = boxStats.map((names) => columns.find(({ id }) => names.some((stat) => id === `${metric}:${stat}`)))
    if (five.every((column) => column !== undefined)) return five
  }
  return null
}

/** A box a row: from the first to the third quarter of the things, with the middle one, and lines to the least and the most. */
export function drawBox(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme, format } = look
  const five = boxColumns(report)
  const [least, , middle] = five ?? []
  if (five === null || least === undefined || middle === undefined) return 'cantNoSpread'
  const rows = report.details.filter((row) => five.every((column) => figureAt(report, row, column) !== null)).slice(0, mostBoxes)
  if (rows.length === 0) return 'cantNothing'
  const names = rows.map((row) => nameOfRow(drawn, row))
  const stands = categoriesAreTime(report)
  const colour = theme.series[0] ?? theme.other
  const category = categoryAxis(theme, names, stands ? {} : { inverse: true, width: textWidth(names, 160) + 8 })
  const value = { ...valueAxis(theme, format, least.unit), scale: true }
  return {
    ...(stands ? {} : { height: 40 + rows.length * 26 }),
    placeOf: (_, item) => {
      const row = rows[item]
      return row === undefined ? null : { row, value: middle.id }
    },
    told: toldColumn(drawn, middle, rows),
    columns: five,
    ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 16, top: 10, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, rows[item] ?? 0, colour)),
      xAxis: stands ? category : value,
      yAxis: stands ? value : category,
      series: [
        {
          type: 'boxplot',
          boxWidth: [8, 22],
          itemStyle: { color: theme.heat[0], borderColor: colour, borderWidth: 1.5 },
          data: rows.map((row) => five.map((column) => figureAt(report, row, column) ?? 0)),
        },
      ],
    },
  }
}
