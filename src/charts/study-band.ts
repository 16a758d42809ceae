import { categoryAxis, chartBase, itemTip, legendOf, valueAxis } from './chart-frame.ts'
import { columnOf, labelsOf, nameOf, rowTip, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

/** A line in its band: the first of `y` is the line, the next two are where the band begins and ends, any others are lines of their own. */
export function drawBand(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const [middle, low, high, ...others] = chart.y
  const unit = columnOf(table, middle)?.unit ?? 'none'
  const [lows, highs] = [valuesOf(drawn, low), valuesOf(drawn, high)]
  const colour = theme.series[0] ?? theme.other
  const hidden = {
    type: 'line' as const,
    stack: 'band',
    stackStrategy: 'all' as const,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
  }
  const line = (id: string | undefined, place: number) => ({
    type: 'line' as const,
    name: nameOf(drawn, id),
    data: valuesOf(drawn, id),
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: table.rows.length <= 40,
    lineStyle: { width: 2, color: theme.series[place] ?? theme.other },
    itemStyle: { color: theme.series[place] ?? theme.other },
  })
  const lines = [middle, ...others]
  return {
    height: 280,
    rowOf: (_, item) => item,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 12, top: lines.length > 1 ? 28 : 12, bottom: 4, containLabel: true },
      ...(lines.length > 1
        ? {
            legend: legendOf(
              theme,
              lines.map((id) => nameOf(drawn, id)),
            ),
          }
        : {}),
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, item, colour)),
      xAxis: { ...categoryAxis(theme, labelsOf(drawn)), boundaryGap: false },
      yAxis: valueAxis(theme, format, unit),
      series: [
        { ...hidden, data: lows },
        {
          ...hidden,
          data: highs.map((value, place) => (value === null || lows[place] === null ? null : value - (lows[place] ?? 0))),
          areaStyle: { color: colour, opacity: 0.16 },
        },
        ...lines.map((id, place) => line(id, place)),
      ],
    },
  }
}
