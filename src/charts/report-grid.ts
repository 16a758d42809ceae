import type { ReportColumn } from '../contract/report-result.ts'
import { valueOf } from '../contract/look-of-value.ts'
import { axisText, categoryAxis, chartBase, itemTip, textWidth } from './chart-frame.ts'
import { readableOn } from './readable.ts'
import { placeAt } from './report-cartesian.ts'
import { figureAt, nameOfColumn, nameOfRow, partColumns, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'

export interface ShadedCell {
  readonly column: number
  readonly line: number
  readonly value: number
}

export interface ShadedGrid {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly number[]
  readonly cells: readonly ShadedCell[]
}

const mostLines = 100
const mostColumns = 60
const mostTold = 800
const lineHeight = 24

/** The first value of the report under every value of the column shelf, by row. What has no answer is no cell; columns without any take no room. */
export function shadedGrid(report: DrawnReport['report']): ShadedGrid {
  const [first] = partColumns(report)
  const rows = report.details.slice(0, mostLines)
  const columns = partColumns(report)
    .filter((column) => first !== undefined && column.metric === first.metric && valueOf(column) === valueOf(first))
    .filter((column) => rows.some((row) => figureAt(report, row, column) !== null))
    .slice(0, mostColumns)
  const cells = rows.flatMap((row, line) =>
    columns.flatMap((column, place) => {
      const value = figureAt(report, row, column)
      return value === null ? [] : [{ column: place, line, value }]
    }),
  )
  return { columns, rows, cells }
}

export function drawGrid(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme } = look
  const { columns, rows, cells } = shadedGrid(report)
  const [first] = columns
  if (first === undefined || cells.length === 0) return 'cantNothing'
  const values = cells.map(({ value }) => value)
  const [least, most] = [Math.min(0, ...values), Math.max(...values)]
  const place = (value: number) => (value - least) / (most - least || 1)
  const lines = rows.map((row) => nameOfRow(drawn, row))
  const heads = columns.map((column) => nameOfColumn(drawn, column))
  const across = categoryAxis(theme, heads)
  const isTold = cells.length <= mostTold && columns.length <= 26
  const tip = (item: number) => {
    const { line = 0, column = 0, value = 0 } = cells[item] ?? {}
    const row = { label: heads[column] ?? '', figure: look.write(columns[column] ?? first, value), colour: theme.heat[1] }
    return { title: lines[line] ?? '', rows: [row] }
  }
  return {
    height: 30 + rows.length * lineHeight,
    placeOf: (_, item) => placeAt(rows[cells[item]?.line ?? -1], columns[cells[item]?.column ?? -1]),
    told: {
      label: first.label[look.labels.language],
      points: cells.map(({ line, column, value }) => ({ name: `${lines[line]} · ${heads[column]}`, value })),
      count: cells.length,
      column: first,
    },
    columns: partColumns(report).filter((column) => column.metric === first.metric),
    ...(rows.length < report.details.length ? { rows: rows.length } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => tip(item)),
      xAxis: { ...across, position: 'top', axisLine: { show: false } },
      yAxis: { ...categoryAxis(theme, lines, { inverse: true, width: textWidth(lines, 150) + 10 }), axisLine: { show: false } },
      visualMap: { show: false, min: least, max: most === least ? least + 1 : most, inRange: { color: [...theme.heat] } },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 3 },
          data: cells.map(({ column, line, value }) => ({
            value: [column, line, value],
            label: {
              show: isTold,
              fontSize: 11,
              color: readableOn(theme.heat, place(value), [theme.text, theme.onHeat]),
              // Zeros are many and say little: no unit.
              formatter: value === 0 ? '0' : axisText(look.write(columns[column] ?? first, value)),
            },
          })),
        },
      ],
    },
  }
}
