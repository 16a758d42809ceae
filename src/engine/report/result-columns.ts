import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportColumn, Unit } from '../../contract/report-result.ts'
import type { LocalText } from '../../contract/text.ts'
import { valueWords } from '../catalog/value-words.ts'
import type { PlannedCalculation, PlannedDimension, PlannedValue, ReportPlan } from './plan.ts'
import { dimensionType } from './presentation-sql.ts'
import type { ValueColumn } from './value-column.ts'
import { valueType } from './value-sql.ts'

/** Labels of a path on the column shelf; null = the empty value. */
export type ColumnPath = readonly (string | null)[]

const mostColumns = 2000

/** The value columns of a result: every value for each path of the column shelf, then for the column total. Fails with `invalid-report` {reason: 'too-many-columns'}. */
export function valueColumns(plan: ReportPlan, paths: readonly ColumnPath[] | null): ValueColumn[] {
  const values = [
    ...plan.values.map((value) => ({ id: value.id, value, calculation: null, hidden: value.hidden })),
    ...plan.calculations.map((calculation) => ({ id: calculation.id, value: calculation.of, calculation, hidden: false })),
  ]
  if (paths === null) return values.map((value) => ({ ...value, path: null }))
  const taken = new Set(plan.rows.map(({ id }) => id).concat('$level'))
  const columns = paths.flatMap((path, index) =>
    values.map((value) => ({ ...value, id: freeId([value.id, ...path.map((label) => label ?? '')].join('|'), taken), path: index })),
  )
  const hasTotal = plan.sets.some(({ across, shown }) => !across && shown)
  const totals = hasTotal ? values.map((value) => ({ ...value, id: freeId(`${value.id}|total`, taken), path: -1 })) : []
  if (columns.length + totals.length > mostColumns) {
    throw new HelmdeckError('invalid-report', { reason: 'too-many-columns', columns: columns.length + totals.length, most: mostColumns })
  }
  return [...columns, ...totals]
}

/** Data may hold `total`, `|` or an empty text: no two columns share an id. */
function freeId(id: string, taken: Set<string>): string {
  let free = id.replaceAll('\0', '\u2400')
  for (let count = 2; taken.has(free); count += 1) free = `${id}~${count}`
  taken.add(free)
  return free
}

/** What stands beside the numbers: labels, types, units, in the order of the Arrow table. */
export function reportColumns(
  plan: ReportPlan,
  columns: readonly ValueColumn[],
  paths: readonly ColumnPath[] | null,
  currency: string | null,
): ReportColumn[] {
  return [
    ...plan.rows.map(rowColumn),
    ...columns.filter(({ hidden }) => !hidden).map((column) => valueColumn(column, plan, paths, currency)),
  ]
}

function rowColumn(dimension: PlannedDimension): ReportColumn {
  const { id, definition, grain } = dimension
  const words = valueWords(definition)
  return {
    id,
    label: definition.label,
    type: dimensionType(dimension),
    unit: 'none',
    role: 'row',
    field: definition.id,
    ...(grain === null ? {} : { grain }),
    ...(words === undefined ? {} : { words }),
  }
}

function valueColumn(
  { id, value, calculation, path }: ValueColumn,
  plan: ReportPlan,
  paths: readonly ColumnPath[] | null,
  currency: string | null,
): ReportColumn {
  const unit = calculation === null ? (value.stat === 'count' ? 'count' : unitOf(value)) : calculationUnit(calculation)
  return {
    id,
    label: labelOf(value, calculation),
    type: calculation === null ? valueType(value) : calculationType(calculation),
    unit,
    role: 'value',
    metric: value.definition.id,
    direction: value.definition.direction,
    ...(unit === 'money' && currency !== null ? { currency } : {}),
    ...(path === null || path === -1 ? {} : { path: [...(paths?.[path] ?? [])] }),
    ...(path === -1 ? { isColumnTotal: true } : {}),
    ...pathGrain(plan, path),
    ...pathWords(plan, path),
  }
}

/** How to read the path's one value where it is a bucket of time. */
function pathGrain(plan: ReportPlan, path: number | null): Pick<ReportColumn, 'grain'> {
  const [only, ...others] = plan.columns
  return path === null || only === undefined || only.grain === null || others.length > 0 ? {} : { grain: only.grain }
}

function pathWords({ columns }: ReportPlan, path: number | null): Pick<ReportColumn, 'pathWords'> {
  const words = columns.map(({ definition }) => valueWords(definition) ?? null)
  return path === null || path === -1 || words.every((one) => one === null) ? {} : { pathWords: words }
}

export function calculationType({ as, of }: PlannedCalculation): ReportColumn['type'] {
  if (as === 'rank') return 'integer'
  return as === 'running-total' || as === 'difference' || as === 'change' ? valueType(of) : 'double'
}

function calculationUnit({ as, of }: PlannedCalculation): ReportColumn['unit'] {
  if (as === 'rank') return 'count'
  if (as === 'index') return 'none'
  return as === 'running-total' || as === 'difference' || as === 'change' || as === 'moving-average' ? unitOf(of) : 'percent'
}

const calculationLabels: Readonly<Record<PlannedCalculation['as'], LocalText>> = {
  'running-total': { zh: '累计', en: 'running total' },
  'share-of-total': { zh: '占总计', en: 'share of total' },
  'share-of-parent': { zh: '占上级', en: 'share of parent' },
  rank: { zh: '排名', en: 'rank' },
  difference: { zh: '增减', en: 'change' },
  'relative-difference': { zh: '增减率', en: 'change in %' },
  'cumulative-share': { zh: '累计占比', en: 'cumulative share' },
  change: { zh: '比前一行增减', en: 'change on the row before' },
  'relative-change': { zh: '比前一行增减率', en: 'change in % on the row before' },
  'moving-average': { zh: '移动平均', en: 'moving average' },
  index: { zh: '指数（首行 = 100）', en: 'index, first row = 100' },
}
const statLabels: Readonly<Record<string, LocalText>> = {
  average: { zh: '平均', en: 'average' },
  median: { zh: '中位数', en: 'median' },
  p50: { zh: '中位数', en: 'median' },
  min: { zh: '最小', en: 'smallest' },
  max: { zh: '最大', en: 'largest' },
  sum: { zh: '合计', en: 'sum' },
  count: { zh: '计数', en: 'count' },
}

function labelOf(value: PlannedValue, calculation: PlannedCalculation | null): LocalText {
  const compared = calculation?.against?.comparison ?? value.comparison
  const extras = [
    ...(value.stat === null ? [] : [statLabels[value.stat] ?? { zh: value.stat, en: value.stat }]),
    ...(calculation === null ? [] : [calculationLabels[calculation.as]]),
    ...(compared === null ? [] : [compared.label]),
  ]
  if (extras.length === 0) return value.definition.label
  return {
    zh: `${value.definition.label.zh}（${extras.map(({ zh }) => zh).join('，')}）`,
    en: `${value.definition.label.en} (${extras.map(({ en }) => en).join(', ')})`,
  }
}

function unitOf({ formula, definition }: PlannedValue): Unit {
  return formula.unit ?? definition.unit
}
