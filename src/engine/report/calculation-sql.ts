import type { PlannedValue, ReportPlan } from './plan.ts'
import { isDate } from './resolve.ts'
import { naturalOrder } from './row-order.ts'
import type { ValueColumn } from './value-column.ts'
import { dialect } from '../dialect/in-use.ts'

/**
 * SQL of a calculation over the report's rows. `keys` is the order in which rows stand. What goes from row to row goes among
 * siblings: rows of one level under one parent.
 */
export function calculationSql(
  column: ValueColumn,
  columns: readonly ValueColumn[],
  plan: ReportPlan,
  keys: readonly string[],
  nameOf: (column: ValueColumn) => string,
): string {
  const { calculation } = column
  if (calculation === null) throw new Error('a calculation is expected')
  const find = (value: PlannedValue): string => {
    const found = columns.find((other) => other.calculation === null && other.value === value && other.path === column.path)
    if (found === undefined) throw new Error(`${value.id} is not among the columns`)
    return nameOf(found)
  }
  const value = find(calculation.of)
  const order = orderAlong(plan, keys)
  switch (calculation.as) {
    case 'difference':
      return `(${value} - ${find(calculation.against ?? calculation.of)})`
    case 'relative-difference':
      return relative(value, find(calculation.against ?? calculation.of))
    case 'running-total':
      return perLevel(plan, (among) => `sum(${value}) over (${among} order by ${order} rows unbounded preceding)`, value)
    case 'rank':
      return `case when ${value} is not null then ${perLevel(plan, (among) => `rank() over (${among} order by ${value} desc nulls last)`)} end`
    case 'share-of-total':
      return `(${dialect.ratio(value, `max(case when level = 0 then ${value} end) over ()`)})`
    case 'share-of-parent':
      return `(${dialect.ratio(value, parentSql(value, plan))})`
    case 'cumulative-share':
      return perLevel(
        plan,
        (among) => `(${dialect.ratio(`sum(${value}) over (${among} order by ${order} rows unbounded preceding)`, parentSql(value, plan))})`,
      )
    case 'change':
      return perLevel(plan, (among) => `(${value} - lag(${value}) over (${among} order by ${order}))`)
    case 'relative-change':
      return perLevel(plan, (among) => relative(value, `lag(${value}) over (${among} order by ${order})`))
    case 'moving-average':
      return perLevel(plan, (among) => movingAverage(value, `${among} order by ${order}`, calculation.over))
    case 'index':
      return perLevel(
        plan,
        (among) =>
          `(${dialect.ratio(`${dialect.cast(value, 'double')} * 100`, `first_value(${value}) over (${among} order by ${order})`)})`,
      )
  }
}

/** The order of rows, but along a date that of time, however the report is sorted. */
function orderAlong(plan: ReportPlan, keys: readonly string[]): string {
  const last = plan.rows.at(-1)
  return (last !== undefined && isDate(last.definition) ? ['level', ...naturalOrder(last, plan), ...keys] : keys).join(', ')
}

/** `among` is what makes rows siblings at each level; the grand total has none. */
function perLevel(plan: ReportPlan, sql: (among: string) => string, grand = 'null'): string {
  const cases = plan.rows.map((_, index) => {
    const parents = plan.rows.slice(0, index).map(({ key }) => key)
    return `when ${index + 1} then ${sql(`partition by ${['level', ...parents].join(', ')}`)}`
  })
  return cases.length === 0 ? grand : `(case level ${cases.join(' ')} else ${grand} end)`
}

function relative(value: string, before: string): string {
  return `(${dialect.ratio(`${value} - ${before}`, `abs(${before})`)})`
}

/** Of whole spans only: the first rows have none. */
function movingAverage(value: string, window: string, over: number): string {
  const frame = `${window} rows ${over - 1} preceding`
  return `case when count(*) over (${frame}) = ${over} then avg(${dialect.cast(value, 'double')}) over (${frame}) end`
}

/** The value of the row above: of the level before, under the same parents. */
function parentSql(value: string, plan: ReportPlan): string {
  const cases = plan.rows.map((_, index) => {
    const group = plan.rows.slice(0, index).map(({ key }) => key)
    const over = group.length === 0 ? '' : `partition by ${group.join(', ')}`
    return `when ${index + 1} then max(case when level = ${index} then ${value} end) over (${over})`
  })
  return cases.length === 0 ? value : `(case level ${cases.join(' ')} else ${value} end)`
}
