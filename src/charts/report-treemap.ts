import { dimensionLabel } from './chart-of-report.ts'
import { chartBase, itemTip } from './chart-frame.ts'
import { tipOf } from './chart-tooltip.ts'
import { readableOn } from './readable.ts'
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

export interface TreeLeaf {
  readonly name: string
  readonly value: number
  readonly row: number
}

export interface TreeBranch {
  readonly key: string | null
  readonly name: string
  /** The engine's subtotal, where the report has one. */
  readonly row: number | null
  readonly leaves: readonly TreeLeaf[]
}

/** One branch a value of the first row dimension; with a second one its leaves are the rows, without it each row is its own only leaf. */
export function treeOf({ report, look }: DrawnReport): TreeBranch[] {
  const [outer, inner] = report.rowColumns
  const [column] = partColumns(report)
  if (outer === undefined || column === undefined) return []
  const branches = new Map<Value, { row: number | null; leaves: TreeLeaf[] }>()
  const branch = (key: Value) => branches.get(key) ?? branches.set(key, { row: null, leaves: [] }).get(key)!
  for (let row = 0; row < report.rows.count; row += 1) {
    const level = report.level(row)
    if (level === 0) continue
    const key = report.rows.value(row, outer.id)
    if (level < report.rowColumns.length) branch(key).row = row
    else {
      const value = figureAt(report, row, column)
      const last = inner ?? outer
      if (value !== null && value > 0)
        branch(key).leaves.push({ name: dimensionLabel(last, report.rows.value(row, last.id), look.labels), value, row })
    }
  }
  return [...branches].flatMap(([key, { row, leaves }]) =>
    leaves.length === 0 ? [] : [{ key: key === null ? null : String(key), name: dimensionLabel(outer, key, look.labels), row, leaves }],
  )
}

export function drawTreemap(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme } = look
  const [column] = partColumns(report)
  if (column === undefined || report.details.length === 0) return 'cantNothing'
  if (hasNegative(report, [column])) return 'cantBelowZero'
  const branches = treeOf(drawn)
  if (branches.length === 0) return 'cantNothing'
  const isNested = report.rowColumns.length > 1
  const known = look.knownRows.length > 0
  const colour = (key: string | null, place: number) => (known ? colourOfValue(theme, look.knownRows, key) : colourOfMeasure(theme, place))
  const textOn = (ground: string) => readableOn([ground, ground], 0, ['#ffffff', '#14202e'])
  const leaf = ({ name, value, row }: TreeLeaf, ground: string) => ({
    name,
    value,
    row,
    itemStyle: { color: ground },
    label: { color: textOn(ground), formatter: `${name}\n${look.write(column, value)}` },
  })
  const subtotal = (row: number | null) => {
    const value = row === null ? null : figureAt(report, row, column)
    return value === null ? '' : `  ${look.write(column, value)}`
  }
  const data = branches.map((branch, place) => {
    const ground = colour(branch.key, place)
    const [only] = branch.leaves
    if (!isNested && only !== undefined) return leaf(only, ground)
    return {
      name: branch.name,
      children: branch.leaves.map((one) => leaf(one, ground)),
      itemStyle: { color: ground, borderColor: theme.surface, gapWidth: 1 },
      upperLabel: {
        show: true,
        height: 20,
        color: theme.text,
        fontSize: 11,
        fontWeight: 600,
        formatter: `${branch.name}${subtotal(branch.row)}`,
      },
    }
  })
  return {
    placeOf: (_, __, row) => (row === null ? null : placeAt(row, column)),
    told: toldColumn(drawn, column),
    columns: [column],
    option: {
      ...chartBase(theme),
      tooltip: {
        ...itemTip(theme, () => null),
        formatter: (parameters: unknown) => {
          const row = rowIn(parameters)
          return row === null ? '' : elementOf(drawn, row)
        },
      },
      series: [
        {
          type: 'treemap',
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          itemStyle: { borderColor: theme.surface, borderWidth: isNested ? 2 : 1, gapWidth: 1 },
          label: { fontSize: 11, overflow: 'truncate' },
          data,
        },
      ],
    },
  }
}

function rowIn(parameters: unknown): number | null {
  const data: unknown = typeof parameters === 'object' && parameters !== null && 'data' in parameters ? parameters.data : null
  return typeof data === 'object' && data !== null && 'row' in data && typeof data.row === 'number' ? data.row : null
}

function elementOf(drawn: DrawnReport, row: number) {
  return tipOf(rowTip(drawn, row, drawn.look.theme.series[0] ?? drawn.look.theme.other), drawn.look.theme)
}
