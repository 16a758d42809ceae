import type { StudyCell } from '../contract/study-result.ts'
import { chartBase, itemTip } from './chart-frame.ts'
import { seriesColours } from './study-cartesian.ts'
import { columnOf, figureOf, keyLabel, rowTip, type Drawn, type StudyDrawing } from './study-look.ts'

const nodeHeight = 34

/** What goes from `x` on the left to `series` on the right, as broad as the first of `y`. */
export function drawSankey(drawn: Drawn): StudyDrawing | null {
  const { chart, table, look } = drawn
  const [y = ''] = chart.y
  const { series: to = '' } = chart
  const links = table.rows.flatMap((row, place) => {
    const value = figureOf(row[y])
    return value === null || value <= 0 || to === '' ? [] : [{ place, value, before: row[chart.x] ?? null, after: row[to] ?? null }]
  })
  if (links.length === 0) return null
  const order = Object.keys(columnOf(table, chart.x)?.words ?? {})
  const rank = (key: StudyCell) => (order.includes(String(key)) ? order.indexOf(String(key)) : order.length)
  const keys = [...new Set([...links.map(({ before }) => before), ...links.map(({ after }) => after)])].toSorted(
    (one, other) => rank(one) - rank(other),
  )
  const colours = seriesColours(keys, look)
  // The same value stands on both sides, and nodes are told apart by their names.
  const nodes = (side: 'before' | 'after') =>
    keys
      .filter((key) => links.some((link) => link[side] === key))
      .map((key) => ({
        name: `${side} ${String(key)}`,
        depth: side === 'before' ? 0 : 1,
        itemStyle: { color: colours[keys.indexOf(key)] ?? look.theme.other },
        label: {
          position: side === 'before' ? ('right' as const) : ('left' as const),
          formatter: keyLabel(columnOf(table, side === 'before' ? chart.x : to), key, look),
        },
      }))
  const [left, right] = [nodes('before'), nodes('after')]
  return {
    height: 32 + Math.max(left.length, right.length) * nodeHeight,
    rowOf: (_, item) => links[item]?.place ?? null,
    option: {
      ...chartBase(look.theme),
      tooltip: itemTip(look.theme, (_, item) => rowTip(drawn, links[item]?.place ?? 0, look.theme.series[0] ?? look.theme.other), 'edge'),
      series: [
        {
          type: 'sankey',
          left: 4,
          right: 4,
          top: 8,
          bottom: 8,
          nodeWidth: 10,
          nodeGap: 10,
          layoutIterations: 0,
          draggable: false,
          data: [...left, ...right],
          links: links.map(({ before, after, value }) => ({ source: `before ${String(before)}`, target: `after ${String(after)}`, value })),
          lineStyle: { color: 'source', opacity: 0.28 },
          label: { color: look.theme.text, fontSize: 11 },
        },
      ],
    },
  }
}
