import { categoryAxis, chartBase, itemTip, valueAxis } from './chart-frame.ts'
import { placeAt } from './report-cartesian.ts'
import { figureAt, nameOfRow, partColumns, rowTip, toldColumn, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'

const mostBins = 200
const mostLabelled = 24

/** Bars without gaps, one a range, as high as what the engine counted in it. */
export function drawHistogram(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme, format } = look
  const [column] = partColumns(report)
  const [range] = report.rowColumns
  if (column === undefined || range === undefined) return 'cantNothing'
  const rows = report.details.slice(0, mostBins)
  const values = rows.map((row) => figureAt(report, row, column))
  const colour = theme.series[0] ?? theme.other
  return {
    placeOf: (_, item) => placeAt(rows[item], column),
    told: toldColumn(drawn, column, rows),
    columns: [column],
    ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 12, top: 24, bottom: 22, containLabel: true },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, rows[item] ?? 0, colour)),
      xAxis: {
        ...categoryAxis(
          theme,
          rows.map((row) => nameOfRow(drawn, row)),
        ),
        name: range.label[look.labels.language],
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.faint, fontSize: 11 },
      },
      yAxis: valueAxis(theme, format, column.unit),
      series: [
        {
          type: 'bar',
          barCategoryGap: '2%',
          itemStyle: { color: colour },
          label: { show: values.length <= mostLabelled, position: 'top', color: theme.secondary, fontSize: 11 },
          data: values.map((value) => ({ value, label: { formatter: value === null || value === 0 ? '' : look.write(column, value) } })),
        },
      ],
    },
  }
}
