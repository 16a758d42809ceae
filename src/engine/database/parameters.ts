import { BIGINT, BOOLEAN, DOUBLE, HUGEINT, INTEGER, LIST, SQLNULL, VARCHAR, listValue } from '@duckdb/node-api'
import type { DuckDBPreparedStatement, DuckDBType, DuckDBValue } from '@duckdb/node-api'

export type SqlValue = string | number | bigint | boolean | null | readonly string[] | readonly number[]

/** Values by the name that stands behind `$` in the SQL. Cast where they are used: `$from::date`. */
export type SqlParams = Readonly<Record<string, SqlValue>>

/** Binds what the statement asks for; names it does not use are left alone, a name without a value is a mistake of ours. */
export function bindParameters(statement: DuckDBPreparedStatement, params: SqlParams): void {
  for (let index = 1; index <= statement.parameterCount; index++) {
    const name = statement.parameterName(index)
    const value = params[name]
    if (value === undefined) throw new Error(`no value for the parameter $${name}`)
    statement.bindValue(index, toDuckDB(value), typeOf(value))
  }
}

function toDuckDB(value: SqlValue): DuckDBValue {
  return typeof value === 'object' && value !== null ? listValue([...value]) : value
}

function typeOf(value: SqlValue): DuckDBType {
  switch (typeof value) {
    case 'string':
      return VARCHAR
    case 'boolean':
      return BOOLEAN
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? BIGINT : HUGEINT
    case 'number':
      return numberType([value])
    default:
      return value === null ? SQLNULL : LIST(listItemType(value))
  }
}

function listItemType(items: readonly string[] | readonly number[]): DuckDBType {
  return isNumbers(items) ? numberType(items) : VARCHAR
}

function isNumbers(items: readonly string[] | readonly number[]): items is readonly number[] {
  return typeof items[0] === 'number'
}

function numberType(numbers: readonly number[]): DuckDBType {
  if (!numbers.every(isWhole)) return DOUBLE
  return numbers.every((number) => number === (number | 0)) ? INTEGER : BIGINT
}

/** Minus zero is no integer: as one it would lose its sign. */
function isWhole(number: number): boolean {
  return Number.isSafeInteger(number) && !Object.is(number, -0)
}
