import { HelmdeckError } from '../../contract/errors.ts'
import { otherValue } from '../../contract/report-result.ts'
import type { PlannedDimension, ReportPlan } from './plan.ts'
import type { ValueColumn } from './value-column.ts'

export function hasOrder({ definition }: PlannedDimension): boolean {
  return definition.order !== undefined
}

/** Natural order: buckets by time, stages by position, everything else by its value; the empty value and "Other" come last. */
export function naturalOrder(dimension: PlannedDimension, plan: ReportPlan, direction: 'asc' | 'desc' = 'asc'): string[] {
  const { key, top } = dimension
  const other = top === null ? [] : [`(${key} is not distinct from '${otherValue}')`]
  const order = hasOrder(dimension) ? [`o_${key} ${direction} nulls last`] : []
  const value = dimension.grain === 'weekday' ? `((${key} - ${plan.calendar.firstDayOfWeek} + 7) % 7)` : key
  return [...other, ...order, `${value} ${direction} nulls last`]
}

interface ResolvedSort {
  readonly column: ValueColumn | undefined
  readonly dimension: PlannedDimension | undefined
  readonly direction: 'asc' | 'desc'
}

/** The order of rows: parents before their children, the grand total last, siblings as asked for. */
export class RowOrder {
  readonly siblings: string[] = []
  readonly keys: string[]
  /** The order before anything is calculated from row to row. */
  readonly plainKeys: string[]

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
    this.keys = this.#keys(plan, sorts, hasLevels, nameOf)
    this.plainKeys = this.#keys(
      plan,
      sorts.filter(({ column }) => (column?.calculation ?? null) === null),
      hasLevels,
      nameOf,
    )
  }

  #keys(plan: ReportPlan, sorts: readonly ResolvedSort[], hasLevels: boolean, nameOf: (column: ValueColumn) => string): string[] {
    const keys = plan.rows.length === 0 ? ['level'] : ['(level = 0)']
    const other = ({ key, top }: PlannedDimension): string[] => (top === null ? [] : [`(${key} is not distinct from '${otherValue}')`])
    if (!hasLevels) {
      keys.push(...plan.rows.flatMap(other))
      for (const { column, dimension, direction } of sorts) {
        if (dimension !== undefined) keys.push(...naturalOrder(dimension, plan, direction))
        if (column !== undefined) keys.push(`${nameOf(column)} ${direction} nulls last`)
      }
      return [...keys, ...plan.rows.flatMap((dimension) => naturalOrder(dimension, plan))]
    }
    plan.rows.forEach((dimension, index) => {
      if (index > 0) keys.push(`(level > ${index})`)
      keys.push(...other(dimension))
      for (const sort of sorts) {
        if (sort.dimension === dimension) keys.push(...naturalOrder(dimension, plan, sort.direction))
        if (sort.column !== undefined) keys.push(`${this.#sibling(plan, index, nameOf(sort.column))} ${sort.direction} nulls last`)
      }
      keys.push(...naturalOrder(dimension, plan))
    })
    return keys
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
