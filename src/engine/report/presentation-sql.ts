import type { ColumnType } from '../../contract/report-result.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { bucketStart, isNumber } from './calendar.ts'
import { calculationSql } from './calculation-sql.ts'
import { cellsTable, type Statement } from './cells-sql.ts'
import { Parameters } from './parameters.ts'
import { holdsOnlyShown, type PlannedDimension, type PlannedValue, type ReportPlan } from './plan.ts'
import { isDate } from './resolve.ts'
import { hasOrder, naturalOrder, RowOrder } from './row-order.ts'
import type { ValueColumn } from './value-column.ts'
import { castTo, isAlwaysThere, isZeroWithoutRows, valueSql, valueType } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

export const columnsTable = 'report_columns'

const levelOfCode = `${dialect.floored('code', 2)} as level`

/** The type of a dimension's column. */
export function dimensionType({ definition, grain, top }: PlannedDimension): ColumnType {
  if (grain !== null) return isNumber(grain) ? 'integer' : 'date'
  return top === null ? definition.type : 'text'
}

/** SQL of what a dimension shows, over its key in the cells. */
export function dimensionSql(dimension: PlannedDimension, plan: ReportPlan): string {
  const { key, grain, definition } = dimension
  const sql = isDate(definition) && grain !== null ? bucketStart(grain, key, plan.calendar) : key
  return castTo(dimensionType(dimension), sql)
}

/** The values that stand on the column shelf, in their natural order. */
export function columnPathsSql(plan: ReportPlan): string {
  const keys = plan.columns.map(({ key }) => key)
  const orders = plan.columns.filter(hasOrder).map(({ key }) => `min(o_${key}) as o_${key}`)
  const order = plan.columns.flatMap((dimension) => naturalOrder(dimension, plan)).join(', ')
  return `create temp table ${columnsTable} as
select ${dialect.cast(`row_number() over (order by ${order}) - 1`, 'integer')} as position, *
from (select ${[...keys, ...orders].join(', ')} from ${cellsTable} where code % 2 = 1 group by ${keys.join(', ')})`
}

/** The labels of those values. */
export function columnLabelsSql(plan: ReportPlan): string {
  return `select ${plan.columns.map((dimension) => `${dialect.cast(dimensionSql(dimension, plan), 'text')} as ${dimension.key}`).join(', ')} from ${columnsTable} order by position`
}

export interface Presentation {
  /** Steps that compute `report_cells` where it is no table yet. */
  readonly before?: readonly string[]
  /** A one-row step whose columns go along, after `$level`. */
  readonly aside?: string
  /** SQL of the cells where they stand nowhere yet and are read once. */
  readonly cells?: string
  /** SQL over each cell whose columns go along, after `$level`. */
  readonly beside?: readonly string[]
  readonly parameters?: Parameters
}

/** The statement whose rows are the report, in order, with the column `$level` last, then what goes along. */
export function presentationSql(
  plan: ReportPlan,
  columns: readonly ValueColumn[],
  { before = [], aside, cells = cellsTable, beside: figures = [], parameters = new Parameters() }: Presentation = {},
): Statement {
  const names = new Map(columns.map((column, index) => [column, `v${index}`]))
  const nameOf = (column: ValueColumn): string => names.get(column) ?? ''
  const rowKeys = plan.rows.map(({ key }) => key)
  const rowOrders = plan.rows.filter(hasOrder).map(({ key }) => `o_${key}`)
  const plain = columns.filter(({ calculation }) => calculation === null)
  const isPivot = plan.columns.length > 0

  const keys = [...rowKeys, ...rowOrders.map((order) => (isPivot ? `min(${order}) as ${order}` : order))]
  const values = plain.map((column) => `${isPivot ? pivotSql(column, plan) : cellValue(column.value)} as ${nameOf(column)}`)
  const valued = isPivot
    ? `select ${[...rowKeys, ...rowOrders, 'level', ...values].join(', ')} from placed`
    : `select ${[...keys, levelOfCode, ...values, ...figures.map((sql, index) => `${sql} as figure${index}`)].join(', ')} from ${cells}`

  const order = new RowOrder(plan, columns, nameOf)
  const calculated = columns.filter(({ calculation }) => calculation !== null)
  const shown = [...new Set(plan.sets.filter((set) => set.shown).map(({ level }) => level))].sort((a, b) => a - b)
  const steps = [...before, ...(isPivot ? [`placed as (\n  ${byPlace(plan, [...keys, 'level'])}\n)`] : []), `valued as (\n  ${valued}\n)`]
  let from = 'valued'
  if (order.siblings.length > 0) {
    steps.push(`ranked as (\n  select *, ${order.siblings.join(', ')} from ${from}\n)`)
    from = 'ranked'
  }
  if (calculated.length > 0) {
    const sql = calculated.map((column) => `${calculationSql(column, columns, plan, order.plainKeys, nameOf)} as ${nameOf(column)}`)
    steps.push(`calculated as (\n  select *, ${sql.join(', ')} from ${from}\n)`)
    from = 'calculated'
  }
  const outputs = [
    ...plan.rows.map((dimension) => `${dimensionSql(dimension, plan)} as ${outputName(dimension.id)}`),
    ...columns.filter(({ hidden }) => !hidden).map((column) => `${nameOf(column)} as ${outputName(column.id)}`),
    `${dialect.cast('level', 'integer')} as "$level"`,
    ...(aside === undefined ? [] : [`${aside}.*`]),
    ...figures.map((_, index) => `figure${index}`),
  ]
  const beside = aside === undefined ? '' : ` cross join ${aside}`
  const isAllShown = holdsOnlyShown(plan)
  const where = isAllShown ? 'true' : `level in (${shown.join(', ')})`
  if (plan.limit !== null && plan.sets.length === 1 && isAllShown) {
    const sql = `with ${steps.join(',\n')}\nselect ${outputs.join(', ')}\nfrom ${from}${beside}\norder by ${order.keys.join(', ')}\nlimit ${limitSql(plan.limit, parameters)}`
    return { sql, params: parameters.all }
  }
  if (plan.limit !== null) {
    steps.push(`numbered as (select *, row_number() over (order by ${order.keys.join(', ')}) as place from ${from} where ${where})`)
    const limit = limitSql(plan.limit, parameters)
    return {
      sql: `with ${steps.join(',\n')}\nselect ${outputs.join(', ')}\nfrom numbered${beside}\nwhere place <= ${limit} or (level = 0 and ${plan.rows.length > 0})\norder by place`,
      params: parameters.all,
    }
  }
  return {
    sql: `with ${steps.join(',\n')}\nselect ${outputs.join(', ')}\nfrom ${from}${beside}${isAllShown ? '' : `\nwhere ${where}`}\norder by ${order.keys.join(', ')}`,
    params: parameters.all,
  }
}

/** The cells with `position`: their row of report_columns, null for column totals. */
export function placedCells(plan: ReportPlan): string {
  const same = plan.columns.map(({ key }) => `p.${key} is not distinct from c.${key}`)
  return `(select c.*, p.position from ${cellsTable} c left join ${columnsTable} p on ${[...same, 'c.code % 2 = 1'].join(' and ')})`
}

function limitSql(limit: number, parameters: Parameters): string {
  return parameters.integer(limit)
}

/** A value of a column that holds a NUL cannot name an Arrow column as it is. */
function outputName(id: string): string {
  return quoteIdentifier(id === '' ? ' ' : id.replaceAll('\0', '\u2400'))
}

/** One row per row of the report: each value in all its places, by the number of the place, -1 for the column total. */
function byPlace(plan: ReportPlan, keys: readonly string[]): string {
  const maps = plan.values.map((_, index) => `${dialect.among.byKey('place', `w${index}`)} as p${index}`)
  const values = plan.values.map((value, index) => `${isZeroWithoutRows(value) ? zeroOfNone(value) : cellValue(value)} as w${index}`)
  const own = [...plan.rows.map(({ key }) => key), ...plan.rows.filter(hasOrder).map(({ key }) => `o_${key}`)]
  const inner = [...own, levelOfCode, 'case when code % 2 = 0 then -1 else position end as place', ...values]
  return `select ${[...keys, ...maps].join(', ')}
  from (select ${inner.join(', ')} from ${placedCells(plan)})
  group by ${[...plan.rows.map(({ key }) => key), 'level'].join(', ')}`
}

function cellValue(value: PlannedValue): string {
  return castTo(valueType(value), valueSql(value))
}

function zeroOfNone(value: PlannedValue): string {
  return castTo(valueType(value), `coalesce(${valueSql(value)}, case when coalesce(${value.population}, 0) = 0 then 0 end)`)
}

/** A place without a cell has no rows. */
function pivotSql({ value, path }: ValueColumn, plan: ReportPlan): string {
  const map = `p${plan.values.indexOf(value)}`
  const cell = dialect.among.at(map, path ?? 0)
  if (!isZeroWithoutRows(value)) return cell
  return isAlwaysThere(value) ? `coalesce(${cell}, 0)` : `case when ${dialect.among.isAt(map, path ?? 0)} then ${cell} else 0 end`
}
