import { HelmdeckError } from '../../contract/errors.ts'
import { otherValue, type ColumnType } from '../../contract/report-result.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { bucketStart, isNumber } from './calendar.ts'
import { cellsTable, type Statement } from './cells-sql.ts'
import { Parameters } from './parameters.ts'
import type { PlannedCalculation, PlannedDimension, PlannedValue, ReportPlan } from './plan.ts'
import { isDate } from './resolve.ts'
import { castTo, valueSql, valueType } from './value-sql.ts'

export const columnsTable = 'report_columns'

/** One value column of the result: a value (or a calculation) in one path of the column shelf; `path` null = without a column shelf. */
export interface ValueColumn {
  readonly id: string
  readonly value: PlannedValue
  readonly calculation: PlannedCalculation | null
  /** The row of report_columns, -1 = the column total, null = no column shelf. */
  readonly path: number | null
}

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
select (row_number() over (order by ${order}) - 1)::integer as position, *
from (select ${[...keys, ...orders].join(', ')} from ${cellsTable} where code % 2 = 1 group by ${keys.join(', ')})`
}

/** The labels of those values. */
export function columnLabelsSql(plan: ReportPlan): string {
  return `select ${plan.columns.map((dimension) => `${dimensionSql(dimension, plan)}::varchar as ${dimension.key}`).join(', ')} from ${columnsTable} order by position`
}

export interface Presentation {
  /** Steps that compute `report_cells` where it is no table yet. */
  readonly before?: readonly string[]
  /** A one-row step whose columns go along, after `$level`. */
  readonly aside?: string
  readonly parameters?: Parameters
}

/** The statement whose rows are the report, in order, with the column `$level` last, then what goes along. */
export function presentationSql(
  plan: ReportPlan,
  columns: readonly ValueColumn[],
  { before = [], aside, parameters = new Parameters() }: Presentation = {},
): Statement {
  const names = new Map(columns.map((column, index) => [column, `v${index}`]))
  const nameOf = (column: ValueColumn): string => names.get(column) ?? ''
  const rowKeys = plan.rows.map(({ key }) => key)
  const rowOrders = plan.rows.filter(hasOrder).map(({ key }) => `o_${key}`)
  const plain = columns.filter(({ calculation }) => calculation === null)
  const isPivot = plan.columns.length > 0

  const valued = isPivot
    ? `select ${[...rowKeys, ...rowOrders.map((order) => `min(${order}) as ${order}`), 'code // 2 as level', ...plain.map((column) => `${pivotSql(column)} as ${nameOf(column)}`)].join(', ')}
  from ${placedCells(plan)}
  group by ${[...rowKeys, 'level'].join(', ')}`
    : `select ${[...rowKeys, ...rowOrders, 'code // 2 as level', ...plain.map((column) => `${castTo(valueType(column.value), valueSql(column.value))} as ${nameOf(column)}`)].join(', ')} from ${cellsTable}`

  const order = new RowOrder(plan, columns, nameOf)
  const calculated = columns.filter(({ calculation }) => calculation !== null)
  const shown = [...new Set(plan.sets.filter((set) => set.shown).map(({ level }) => level))].sort((a, b) => a - b)
  const steps = [...before, `valued as (\n  ${valued}\n)`]
  let from = 'valued'
  if (order.siblings.length > 0) {
    steps.push(`ranked as (\n  select *, ${order.siblings.join(', ')} from ${from}\n)`)
    from = 'ranked'
  }
  if (calculated.length > 0) {
    const sql = calculated.map((column) => `${calculationSql(column, columns, plan, order, nameOf)} as ${nameOf(column)}`)
    steps.push(`calculated as (\n  select *, ${sql.join(', ')} from ${from}\n)`)
    from = 'calculated'
  }
  const outputs = [
    ...plan.rows.map((dimension) => `${dimensionSql(dimension, plan)} as ${outputName(dimension.id)}`),
    ...columns.map((column) => `${nameOf(column)} as ${outputName(column.id)}`),
    'level::integer as "$level"',
    ...(aside === undefined ? [] : [`${aside}.*`]),
  ]
  const beside = aside === undefined ? '' : ` cross join ${aside}`
  const where = `level in (${shown.join(', ')})`
  if (plan.limit !== null) {
    steps.push(`numbered as (select *, row_number() over (order by ${order.keys.join(', ')}) as place from ${from} where ${where})`)
    const limit = limitSql(plan.limit, parameters)
    return {
      sql: `with ${steps.join(',\n')}\nselect ${outputs.join(', ')}\nfrom numbered${beside}\nwhere place <= ${limit} or (level = 0 and ${plan.rows.length > 0})\norder by place`,
      params: parameters.all,
    }
  }
  return {
    sql: `with ${steps.join(',\n')}\nselect ${outputs.join(', ')}\nfrom ${from}${beside}\nwhere ${where}\norder by ${order.keys.join(', ')}`,
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

function hasOrder({ definition }: PlannedDimension): boolean {
  return definition.order !== undefined
}

function pivotSql({ value, path }: ValueColumn): string {
  const isHere = path === -1 ? 'code % 2 = 0' : `code % 2 = 1 and position = ${path ?? 0}`
  const cell = `any_value(case when ${isHere} then ${castTo(valueType(value), valueSql(value))} end)`
  const zero = isZeroWithoutRows(value)
    ? `coalesce(${cell}, case when ${`coalesce(any_value(case when ${isHere} then ${value.population} end), 0)`} = 0 then 0 end)`
    : cell
  return castTo(valueType(value), zero)
}

/** A group without rows holds no cell; counts and sums of it are 0 all the same. */
function isZeroWithoutRows({ formula, definition, stat }: PlannedValue): boolean {
  return formula.value === undefined && (definition.additivity !== 'distribution' || stat === 'count' || stat === 'sum')
}

/** Natural order: buckets by time, stages by position, everything else by its value; the empty value and "Other" come last. */
function naturalOrder(dimension: PlannedDimension, plan: ReportPlan, direction: 'asc' | 'desc' = 'asc'): string[] {
  const { key, top } = dimension
  const other = top === null ? [] : [`(${key} is not distinct from '${otherValue}')`]
  const order = hasOrder(dimension) ? [`o_${key} ${direction} nulls last`] : []
  const value = dimension.grain === 'weekday' ? `((${key} - ${plan.calendar.firstDayOfWeek} + 7) % 7)` : key
  return [...other, ...order, `${value} ${direction} nulls last`]
}

/** The order of rows: parents before their children, the grand total last, siblings as asked for. */
class RowOrder {
  readonly siblings: string[] = []
  readonly keys: string[]

  constructor(plan: ReportPlan, columns: readonly ValueColumn[], nameOf: (column: ValueColumn) => string) {
    const hasLevels = plan.sets.some(({ level, shown }) => shown && level > 0 && level < plan.rows.length)
    const sorts = plan.sort.map(({ by, direction }) => {
      const column = columns.find(({ id }) => id === by) ?? columns.find(({ id }) => id.startsWith(`${by}|`) && id.endsWith('|total'))
      const dimension = plan.rows.find(({ id, definition }) => id === by || definition.id === by)
      if (column === undefined && dimension === undefined) throw new HelmdeckError('invalid-report', { reason: 'unknown-sort', by })
      return { column: dimension === undefined ? column : undefined, dimension, direction }
    })
    if (hasLevels && sorts.some(({ column }) => (column?.calculation ?? null) !== null))
      throw new HelmdeckError('invalid-report', { reason: 'sort-by-calculation-with-levels' })
    this.keys = plan.rows.length === 0 ? ['level'] : ['(level = 0)']
    const other = ({ key, top }: PlannedDimension): string[] => (top === null ? [] : [`(${key} is not distinct from '${otherValue}')`])
    if (!hasLevels) {
      this.keys.push(...plan.rows.flatMap(other))
      for (const { column, dimension, direction } of sorts) {
        if (dimension !== undefined) this.keys.push(...naturalOrder(dimension, plan, direction))
        if (column !== undefined) this.keys.push(`${nameOf(column)} ${direction} nulls last`)
      }
      this.keys.push(...plan.rows.flatMap((dimension) => naturalOrder(dimension, plan)))
      return
    }
    plan.rows.forEach((dimension, index) => {
      if (index > 0) this.keys.push(`(level > ${index})`)
      this.keys.push(...other(dimension))
      for (const sort of sorts) {
        if (sort.dimension === dimension) this.keys.push(...naturalOrder(dimension, plan, sort.direction))
        if (sort.column !== undefined) this.keys.push(`${this.#sibling(plan, index, nameOf(sort.column))} ${sort.direction} nulls last`)
      }
      this.keys.push(...naturalOrder(dimension, plan))
    })
  }

  /** A value of the ancestor (or the row itself) that stands at a level: by it, whole families are put in order. */
  #sibling(plan: ReportPlan, index: number, column: string): string {
    const name = `s${index}_${column}`
    const group = plan.rows.slice(0, index + 1).map(({ key }) => key)
    if (!this.siblings.some((sql) => sql.endsWith(` as ${name}`))) {
      this.siblings.push(`max(case when level = ${index + 1} then ${column} end) over (partition by ${group.join(', ')}) as ${name}`)
    }
    return name
  }
}

function calculationSql(
  column: ValueColumn,
  columns: readonly ValueColumn[],
  plan: ReportPlan,
  order: RowOrder,
  nameOf: (column: ValueColumn) => string,
): string {
  const { calculation } = column
  if (calculation === null) throw new Error('a calculation is expected')
  const find = (value: PlannedValue, path = column.path): string => {
    const found = columns.find((other) => other.calculation === null && other.value === value && other.path === path)
    if (found === undefined) throw new Error(`${value.id} is not among the columns`)
    return nameOf(found)
  }
  const value = find(calculation.of)
  const parents = plan.rows.slice(0, -1).map(({ key }) => key)
  const siblings = `partition by ${['level', ...parents].join(', ')}`
  switch (calculation.as) {
    case 'difference':
      return `(${value} - ${find(calculation.against ?? calculation.of)})`
    case 'relative-difference':
      return `((${value} - ${find(calculation.against ?? calculation.of)})::double / nullif(abs(${find(calculation.against ?? calculation.of)})::double, 0))`
    case 'running-total':
      return `case when level = ${plan.rows.length} then sum(${value}) over (${siblings} order by ${order.keys.join(', ')} rows unbounded preceding) else ${value} end`
    case 'rank':
      return `case when ${value} is not null and level > 0 then rank() over (${siblings} order by ${value} desc nulls last) end`
    case 'share-of-total':
      return `(${value}::double / nullif(max(case when level = 0 then ${value} end) over ()::double, 0))`
    case 'share-of-parent':
      return shareOfParent(value, plan)
  }
}

function shareOfParent(value: string, plan: ReportPlan): string {
  const cases = plan.rows.map((_, index) => {
    const group = plan.rows.slice(0, index).map(({ key }) => key)
    const over = group.length === 0 ? '' : `partition by ${group.join(', ')}`
    return `when ${index + 1} then max(case when level = ${index} then ${value} end) over (${over})`
  })
  return cases.length === 0 ? '1::double' : `(${value}::double / nullif((case level ${cases.join(' ')} else ${value} end)::double, 0))`
}
