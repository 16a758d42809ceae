import { dimensionLabel } from './chart-of-report.ts'
import { chartBase, itemTip } from './chart-frame.ts'
import { placeAt } from './report-cartesian.ts'
import type { Value } from './report-data.ts'
import {
  figureAt,
  hasNegative,
  partColumns,
  rowTip,
  toldColumn,
  type DrawnReport,
  type Refusal,
  type ReportDrawing,
} from './report-look.ts'
import { colourOfMeasure, colourOfValue } from './series-colours.ts'

export interface Flow {
  readonly row: number
  readonly from: Value
  readonly to: Value
  readonly value: number
}

/** What flows from the first row dimension to the second, as broad as the first value; nothing flows where it is 0 or n/a. */
export function flowsOf({ report }: DrawnReport): Flow[] {
  const [from, to] = report.rowColumns
  const [column] = partColumns(report)
  if (from === undefined || to === undefined) return []
  return report.details.flatMap((row) => {
    const value = figureAt(report, row, column)
    return value === null || value <= 0 ? [] : [{ row, value, from: report.rows.value(row, from.id), to: report.rows.value(row, to.id) }]
  })
}

export function drawSankey(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme } = look
  const [column] = partColumns(report)
  const [left, right] = report.rowColumns
  if (column === undefined || left === undefined || right === undefined) return 'cantNothing'
  if (hasNegative(report, [column])) return 'cantBelowZero'
  const flows = flowsOf(drawn)
  if (flows.length === 0) return 'cantNothing'
  const sources = [...new Set(flows.map(({ from }) => from))]
  const targets = [...new Set(flows.map(({ to }) => to))]
  const colour = (key: Value, place: number) =>
    look.knownRows.length > 0 ? colourOfValue(theme, look.knownRows, key === null ? null : String(key)) : colourOfMeasure(theme, place)
  // The same value may stand on both sides, and nodes are told apart by their names.
  const nodes = [
    ...sources.map((key, place) => ({
      name: `from ${String(key)}`,
      depth: 0,
      itemStyle: { color: colour(key, place) },
      label: { position: 'right' as const, formatter: dimensionLabel(left, key, look.labels) },
    })),
    ...targets.map((key) => ({
      name: `to ${String(key)}`,
      depth: 1,
      itemStyle: { color: theme.series[7] ?? theme.other },
      label: { position: 'left' as const, formatter: dimensionLabel(right, key, look.labels) },
    })),
  ]
  return {
    height: 24 + Math.max(sources.length, targets.length) * 22,
    placeOf: (_, item) => placeAt(flows[item]?.row, column),
    told: toldColumn(drawn, column),
    columns: [column],
    option: {
      ...chartBase(theme),
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, flows[item]?.row ?? 0, theme.series[0] ?? theme.other), 'edge'),
      series: [
        {
          type: 'sankey',
          left: 4,
          right: 4,
          top: 8,
          bottom: 8,
          nodeWidth: 10,
          nodeGap: 8,
          layoutIterations: 0,
          draggable: false,
          data: nodes,
          links: flows.map(({ from, to, value }) => ({ source: `from ${String(from)}`, target: `to ${String(to)}`, value })),
          lineStyle: { color: 'source', opacity: 0.28 },
          label: { color: theme.text, fontSize: 11 },
        },
      ],
    },
  }
}
