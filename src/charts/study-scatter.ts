import type { StudyCell } from '../contract/study-result.ts'
import { chartBase, itemTip, valueAxis } from './chart-frame.ts'
import { seriesColours } from './study-cartesian.ts'
import { columnOf, figureOf, keyLabel, nameOf, rowTip, type Drawn, type StudyDrawing } from './study-look.ts'

/** A dot a row: `x` and the first of `y` are its place, `series` its colour, the second of `y` its size. */
export function drawScatter(drawn: Drawn): StudyDrawing | null {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const [y = '', size] = chart.y
  const groups = new Map<StudyCell, { row: number; value: [number, number, number] }[]>()
  const largest = Math.max(0, ...table.rows.map((row) => figureOf(row[size ?? '']) ?? 0))
  table.rows.forEach((row, place) => {
    const [across, up] = [figureOf(row[chart.x]), figureOf(row[y])]
    if (across === null || up === null) return
    const group = chart.series === undefined ? null : (row[chart.series] ?? null)
    const dots = groups.get(group) ?? []
    groups.set(group, dots)
    dots.push({ row: place, value: [across, up, dotSize(figureOf(row[size ?? '']), largest)] })
  })
  const series = [...groups]
  if (series.length === 0) return null
  const column = columnOf(table, chart.series)
  const colours = seriesColours(
    series.map(([key]) => key),
    look,
  )
  const axis = (id: string) => ({
    ...valueAxis(theme, format, columnOf(table, id)?.unit ?? 'none'),
    name: nameOf(drawn, id),
    nameTextStyle: { color: theme.faint, fontSize: 11 },
    scale: true,
  })
  const rowOf = (group: number, item: number) => series[group]?.[1][item]?.row ?? null
  return {
    height: 320,
    rowOf,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 24, top: series.length > 1 ? 52 : 28, bottom: 22, containLabel: true },
      ...(series.length > 1
        ? { legend: { type: 'scroll', top: 0, left: 0, icon: 'circle', itemWidth: 8, textStyle: { color: theme.secondary, fontSize: 11 } } }
        : {}),
      tooltip: itemTip(theme, (group, item) => rowTip(drawn, rowOf(group, item) ?? 0, colours[group] ?? theme.other)),
      xAxis: { ...axis(chart.x), nameLocation: 'middle', nameGap: 26 },
      yAxis: { ...axis(y), nameTextStyle: { color: theme.faint, fontSize: 11, align: 'left' } },
      series: series.map(([key, dots], place) => ({
        type: 'scatter',
        name: keyLabel(column, key, look),
        data: dots.map(({ value }) => value),
        symbolSize: (value: unknown) => (Array.isArray(value) && typeof value[2] === 'number' ? value[2] : 7),
        itemStyle: { color: colours[place] ?? theme.other, opacity: 0.75 },
      })),
    },
  }
}

/** The area tells the size: 5 to 24 pixels across. */
function dotSize(value: number | null, largest: number): number {
  return value === null || largest <= 0 ? 7 : 5 + 19 * Math.sqrt(Math.max(0, value) / largest)
}
