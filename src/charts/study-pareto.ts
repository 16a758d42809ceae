import { categoryAxis, chartBase, itemTip, legendOf, textWidth, valueAxis } from './chart-frame.ts'
import { seriesColours } from './study-cartesian.ts'
import { columnOf, keyLabel, labelsOf, rowTip, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

const mostBars = 30

/** Bars in the table's order, and over them the cumulative share: the first of `y` are the bars, the second is the line. */
export function drawPareto(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const [bars, line] = chart.y
  const labels = labelsOf(drawn).slice(0, mostBars)
  const axis = (id: string | undefined) => valueAxis(theme, format, columnOf(table, id)?.unit ?? 'none')
  const [first, second] = [theme.series[0] ?? theme.other, theme.series[1] ?? theme.other]
  // Won and lost have reasons of their own, each with a cumulative share of its own.
  const groupAt = (row: number) => (chart.series === undefined ? null : (table.rows[row]?.[chart.series] ?? null))
  const groups = [...new Set(labels.map((_, row) => groupAt(row)))]
  const colours = seriesColours(groups, look)
  const isCrowded = textWidth(labels, 999) > 70 || labels.length > 8
  const category = categoryAxis(theme, labels)
  return {
    height: isCrowded ? 320 : 280,
    drawn: labels.length,
    rowOf: (_, item) => item,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 4, top: groups.length > 1 ? 32 : 16, bottom: 4, containLabel: true },
      ...(groups.length > 1
        ? {
            legend: legendOf(
              theme,
              groups.map((group) => keyLabel(columnOf(table, chart.series), group, look)),
            ),
          }
        : {}),
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, item, first)),
      xAxis: isCrowded
        ? {
            ...category,
            axisLabel: { ...category.axisLabel, hideOverlap: false, interval: 0, rotate: 40, width: 110, overflow: 'truncate' },
          }
        : category,
      yAxis: [axis(bars), ...(line === undefined ? [] : [{ ...axis(line), min: 0, max: 1, interval: 0.25, splitLine: { show: false } }])],
      series: groups.flatMap((group, place) => {
        const own = (id: string) =>
          valuesOf(drawn, id)
            .map((value, row) => (groupAt(row) === group ? value : null))
            .slice(0, mostBars)
        const colour = groups.length > 1 ? (colours[place] ?? theme.other) : first
        const name = keyLabel(columnOf(table, chart.series), group, look)
        return [
          { type: 'bar' as const, name, stack: 'all', data: own(bars ?? ''), barMaxWidth: 36, itemStyle: { color: colour } },
          ...(line === undefined ? [] : [cumulative(own(line), groups.length > 1 ? colour : second)]),
        ]
      }),
    },
  }
}

function cumulative(data: (number | null)[], colour: string) {
  return {
    type: 'line' as const,
    yAxisIndex: 1,
    data,
    symbol: 'circle',
    symbolSize: 5,
    lineStyle: { width: 2, color: colour },
    itemStyle: { color: colour },
  }
}
