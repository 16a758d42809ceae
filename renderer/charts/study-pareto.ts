import { categoryAxis, chartBase, itemTip, textWidth, valueAxis } from './chart-frame.ts'
import { columnOf, labelsOf, rowTip, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

const mostBars = 30

/** Bars in the table's order, and over them the cumulative share: the first of `y` are the bars, the second is the line. */
export function drawPareto(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const [bars, line] = chart.y
  const labels = labelsOf(drawn).slice(0, mostBars)
  const axis = (id: string | undefined) => valueAxis(theme, format, columnOf(table, id)?.unit ?? 'none')
  const [first, second] = [theme.series[0] ?? theme.other, theme.series[1] ?? theme.other]
  const isCrowded = textWidth(labels, 999) > 70 || labels.length > 8
  const category = categoryAxis(theme, labels)
  return {
    height: isCrowded ? 320 : 280,
    drawn: labels.length,
    rowOf: (_, item) => item,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 4, top: 16, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (series, item) => rowTip(drawn, item, series === 0 ? first : second)),
      xAxis: isCrowded
        ? {
            ...category,
            axisLabel: { ...category.axisLabel, hideOverlap: false, interval: 0, rotate: 40, width: 110, overflow: 'truncate' },
          }
        : category,
      yAxis: [axis(bars), ...(line === undefined ? [] : [{ ...axis(line), min: 0, max: 1, interval: 0.25, splitLine: { show: false } }])],
      series: [
        { type: 'bar', data: valuesOf(drawn, bars).slice(0, mostBars), barMaxWidth: 36, itemStyle: { color: first } },
        ...(line === undefined
          ? []
          : [
              {
                type: 'line' as const,
                yAxisIndex: 1,
                data: valuesOf(drawn, line).slice(0, mostBars),
                symbol: 'circle',
                symbolSize: 5,
                lineStyle: { width: 2, color: second },
                itemStyle: { color: second },
              },
            ]),
      ],
    },
  }
}
