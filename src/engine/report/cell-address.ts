import { HelmdeckError } from '../../contract/errors.ts'
import type { CellAddress } from '../../contract/report-result.ts'
import type { Filter } from '../../contract/report-spec.ts'
import { bucketBack, bucketOf, isNumber, keyOfStart } from './calendar.ts'
import { dayNumber, dayText } from './calendar-days.ts'
import type { Parameters } from './parameters.ts'
import type { GroupingSet, PlannedDimension, ReportPlan } from './plan.ts'
import { dimensionType } from './presentation-sql.ts'
import type { ValueColumn } from './value-column.ts'
import type { ColumnPath } from './result-columns.ts'

type Plain = string | number | null

/** One number of a report: the column it stands in, the grain of its row and the dimension values that lead to it. */
export interface Cell {
  readonly column: ValueColumn
  readonly set: GroupingSet
  readonly keys: readonly { readonly dimension: PlannedDimension; readonly value: Plain }[]
}

/** Finds a number by its address. Fails with `invalid-report` where the report has no such number. */
export function findCell(
  plan: ReportPlan,
  columns: readonly ValueColumn[],
  paths: readonly ColumnPath[] | null,
  address: CellAddress,
): Cell {
  const column = columns.find(({ id }) => id === address.value)
  if (column === undefined)
    throw new HelmdeckError('invalid-report', {
      reason: 'no-such-value',
      value: address.value,
      known: columns.map(({ id }) => id).slice(0, 50),
    })
  const wrong = Object.keys(address.row).find((id) => !plan.rows.some((dimension) => dimension.id === id))
  if (wrong !== undefined) throw new HelmdeckError('invalid-report', { reason: 'no-such-row-dimension', field: wrong })
  const level = plan.rows.findIndex(({ id }) => !(id in address.row))
  const rows = level === -1 ? plan.rows : plan.rows.slice(0, level)
  if (rows.length !== Object.keys(address.row).length)
    throw new HelmdeckError('invalid-report', { reason: 'row-skips-a-level', missing: plan.rows[level]?.id ?? '' })
  const path = column.path === null || column.path === -1 ? undefined : paths?.[column.path]
  return {
    column,
    set: { level: rows.length, across: path !== undefined, shown: true },
    keys: [
      ...rows.map((dimension) => ({ dimension, value: address.row[dimension.id] ?? null })),
      ...(path === undefined ? [] : plan.columns.map((dimension, index) => ({ dimension, value: path[index] ?? null }))),
    ],
  }
}

/** The rows of one cell among all rows of its grain. */
export function cellCondition(cell: Cell, plan: ReportPlan, parameters: Parameters): string {
  const conditions = cell.keys.map(
    ({ dimension, value }) => `${dimension.key} is not distinct from ${keySql(dimension, value, plan, parameters)}`,
  )
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

function keySql(dimension: PlannedDimension, value: Plain, plan: ReportPlan, parameters: Parameters): string {
  if (value === null) return 'null'
  const { grain } = dimension
  if (grain !== null)
    return parameters.integer(isNumber(grain) ? Number(value) : keyOfStart(grain, dayNumber(String(value)), plan.calendar))
  const type = dimensionType(dimension)
  if (type === 'integer' || type === 'double' || type === 'decimal')
    return parameters.add(Number(value), type === 'integer' ? 'whole' : 'double')
  if (type === 'boolean') return parameters.add(String(value) === 'true', 'boolean')
  return parameters.text(String(value))
}

/** The cell's place as filters a person can read; for a comparison the earlier days it looks at. */
export function cellFilters(cell: Cell, plan: ReportPlan): Filter[] {
  const { shift } = cell.column.value
  return cell.keys.map(({ dimension, value }) => {
    const field = dimension.definition.id
    if (value === null) return { field, op: 'is-empty', values: [] }
    if (dimension.top !== null && !dimension.top.values.includes(String(value)))
      return { field, op: 'not-in', values: [...dimension.top.values] }
    if (dimension.grain === null || isNumber(dimension.grain)) return { field, op: 'in', values: [value] }
    const { from, to } = bucketBack(
      dimension.grain,
      bucketOf(dimension.grain, dayNumber(String(value)), plan.calendar),
      shift,
      plan.calendar,
    )
    return { field, op: 'between', values: [dayText(from), dayText(to)] }
  })
}
