import type { ColumnType } from '../../contract/report-result.ts'
import type { SqlType } from '../dialect/dialect.ts'
import { dialect } from '../dialect/in-use.ts'
import { fill } from './parameters.ts'
import type { PlannedValue } from './plan.ts'

/** SQL of a value over the cells. Counts of nothing are 0; a sum is 0 without rows and n/a where none of its rows has an amount. */
export function valueSql(value: PlannedValue): string {
  const { formula, aliases, population } = value
  if (formula.value !== undefined) return fill(formula.value, (name) => partSql(value, name))
  const part = formula.parts[formula.population]
  const alias = aliases[formula.population] ?? ''
  if (part !== undefined && 'sum' in part) return `case when coalesce(${population}, 0) = 0 then 0 else ${alias} end`
  return partSql(value, formula.population)
}

function partSql({ formula, aliases, definition, stat }: PlannedValue, name: string): string {
  const part = formula.parts[name]
  const alias = aliases[name]
  if (part === undefined || alias === undefined) throw new Error(`${definition.id} has no part ${name}`)
  const isCounted = 'count' in part || ('stat' in part && part.as === undefined && (stat === 'count' || stat === 'sum'))
  return isCounted ? `coalesce(${alias}, 0)` : alias
}

/** A count of rows or things is never n/a. */
export function isAlwaysThere({ formula }: PlannedValue): boolean {
  const part = formula.parts[formula.population]
  return formula.value === undefined && part !== undefined && 'count' in part
}

/** A group without rows holds no cell; counts and sums of it are 0 all the same. */
export function isZeroWithoutRows({ formula, definition, stat }: PlannedValue): boolean {
  return formula.value === undefined && (definition.additivity !== 'distribution' || stat === 'count' || stat === 'sum')
}

/** The type of a value's column: counts are whole, sums of money exact, everything divided is a double. */
export function valueType({ definition, stat }: PlannedValue): ColumnType {
  return stat === 'count' ? 'integer' : definition.type
}

const sqlTypes: Partial<Record<ColumnType, SqlType>> = {
  integer: 'whole',
  decimal: 'total',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
}

export function castTo(type: ColumnType, sql: string): string {
  return dialect.cast(sql, sqlTypes[type] ?? 'text')
}
