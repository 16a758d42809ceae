import { axisText, categoryAxis, chartBase, itemTip, valueAxis } from './chart-frame.ts'
import { columnOf, figureOf, keyLabel, nameOf, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

/** Bars without gaps, one a range of `x`; a column `to` beside it says where a range ends. */
export function drawHistogram(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const column = columnOf(table, chart.x)
  const unit = columnOf(table, chart.y[0])?.unit ?? 'none'
  const values = valuesOf(drawn, chart.y[0])
  // Money is written as along any axis: ¥16M–¥16.5M.
  const write = (cell: string | number): string =>
    column?.unit === 'money' && typeof cell === 'number' ? axisText(format(cell, 'money')) : keyLabel(column, cell, look)
  const labels = table.rows.map((row) => rangeLabel(row[chart.x], row['to'], write))
  const hasEnds = columnOf(table, 'to') !== undefined
  const colour = theme.series[0] ?? theme.other
  return {
    height: 220,
    rowOf: (_, item) => item,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 12, top: 24, bottom: hasEnds ? 4 : 22, containLabel: true },
      tooltip: itemTip(theme, (_, item) => ({
        title: hasEnds ? (labels[item] ?? '') : `${nameOf(drawn, chart.x)} ${labels[item] ?? ''}`,
        rows: chart.y.map((id) => {
          const value = figureOf(table.rows[item]?.[id])
          return { label: nameOf(drawn, id), figure: value === null ? '–' : format(value, columnOf(table, id)?.unit ?? 'none'), colour }
        }),
      })),
      xAxis: {
        ...categoryAxis(theme, labels),
        // Ranges tell themselves under the chart's title.
        name: hasEnds ? '' : nameOf(drawn, chart.x),
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: theme.faint, fontSize: 11 },
      },
      yAxis: valueAxis(theme, format, unit),
      series: [
        {
          type: 'bar',
          data: values,
          barCategoryGap: '4%',
          itemStyle: { color: colour },
          label: {
            show: values.length <= 16,
            position: 'top',
            color: theme.secondary,
            fontSize: 11,
            formatter: ({ value }) => writeCount(value, (figure) => format(figure, unit)),
          },
        },
      ],
    },
  }
}

function rangeLabel(
  from: Parameters<typeof figureOf>[0],
  to: Parameters<typeof figureOf>[0],
  write: (cell: string | number) => string,
): string {
  if (from === null || from === undefined || typeof from === 'boolean') return write('')
  const [low, high] = [figureOf(from), figureOf(to)]
  // Whole steps of one need no end: "3" says as much as "3–4".
  if (low === null || high === null || high - low === 1) return write(from)
  return `${write(from)}–${write(high)}`
}

/** Nothing stands above a bar that is not there. */
function writeCount(value: unknown, write: (figure: number) => string): string {
  return typeof value === 'number' && value !== 0 ? write(value) : ''
}
