import { quoteLiteral } from '../database/identifier.ts'
import { duckdb } from './duckdb.ts'

/** How one database writes what a formula says. Arguments are SQL, each safe to stand anywhere. */
export interface FormulaDialect {
  text(value: string): string
  number(value: string): string
  boolean(value: boolean): string
  date(day: string): string
  readonly empty: string
  /** The day of a whole number of days since 1970-01-01. */
  dateOfDay(day: string): string
  /** A number for arithmetic; sums of whole numbers never overflow in it. */
  asNumber(sql: string): string
  asWhole(sql: string): string
  divide(left: string, right: string): string
  infix(operator: string, left: string, right: string): string
  negate(sql: string): string
  not(sql: string): string
  isIn(of: string, list: readonly string[], negated: boolean): string
  isBetween(of: string, low: string, high: string, negated: boolean): string
  isEmpty(sql: string): string
  /** Pairs of condition and value; without `otherwise` what meets no condition is empty. */
  cases(pairs: readonly (readonly [string, string])[], otherwise: string | null): string
  call(name: string, values: readonly string[]): string
  round(value: string, digits: number): string
  datePart(part: 'year' | 'quarter' | 'month' | 'day' | 'weekday', of: string): string
  daysBetween(from: string, to: string): string
  /** A number as people write it: without zeros at its end; empty from 1e15 on. */
  numberText(sql: string): string
  join(values: readonly string[]): string
  contains(text: string, part: string): string
  startsWith(text: string, part: string): string
  cut(side: 'left' | 'right', text: string, count: number): string
}

const parts = { year: 'year', quarter: 'quarter', month: 'month', day: 'day', weekday: 'isodow' } as const
const calls: Readonly<Record<string, string>> = {
  ceil: 'ceil',
  floor: 'floor',
  abs: 'abs',
  least: 'least',
  greatest: 'greatest',
  coalesce: 'coalesce',
  upper: 'upper',
  lower: 'lower',
  trim: 'trim',
  length: 'length',
}

/** DuckDB. */
export const formulaSql: FormulaDialect = {
  text: (value) => {
    // Braces are places of catalogue expressions and `$` begins a parameter: in a literal they are written by their number.
    const pieces = value.split(/([{}$])/).filter((piece) => piece !== '')
    const written = pieces.map((piece) => (/^[{}$]$/.test(piece) ? `chr(${piece.codePointAt(0)})` : quoteLiteral(piece)))
    return written.length > 1 ? `(${written.join(' || ')})` : (written[0] ?? "''")
  },
  number: (value) => `${plainNumber(value)}::double`,
  boolean: (value) => String(value),
  date: (day) => `date ${quoteLiteral(day)}`,
  empty: 'null',
  dateOfDay: duckdb.calendar.date,
  asNumber: (sql) => duckdb.cast(sql, 'double'),
  asWhole: (sql) => `try_cast(${sql} as bigint)`,
  divide: (left, right) => `(${left} / nullif(${right}, 0))`,
  infix: (operator, left, right) => `(${left} ${operator} ${right})`,
  negate: (sql) => `(- ${sql})`,
  not: (sql) => `(not ${sql})`,
  isIn: (of, list, negated) => `(${of} ${negated ? 'not in' : 'in'} (${list.join(', ')}))`,
  isBetween: (of, low, high, negated) => `(${of} ${negated ? 'not between' : 'between'} ${low} and ${high})`,
  isEmpty: (sql) => `(${sql} is null)`,
  cases: (pairs, otherwise) =>
    `(case ${pairs.map(([condition, value]) => `when ${condition} then ${value}`).join(' ')}${otherwise === null ? '' : ` else ${otherwise}`} end)`,
  call: (name, values) => {
    const known = calls[name]
    if (known === undefined) throw new Error(`no function ${name}`)
    return `${known}(${values.join(', ')})`
  },
  round: (value, digits) => `round(${value}, ${Math.trunc(digits)})`,
  datePart: (part, of) => `${parts[part]}(${of})`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
  numberText: (sql) => `(case when abs(${sql}) < 1e15 then rtrim(rtrim((${sql})::decimal(28, 6)::varchar, '0'), '.') end)`,
  join: duckdb.text.join,
  contains: duckdb.text.contains,
  startsWith: duckdb.text.startsWith,
  cut: duckdb.text.cut,
}

/** Only digits and a point ever stand in SQL as they were written. */
function plainNumber(value: string): string {
  if (!/^\d+(?:\.\d+)?$/.test(value)) throw new Error(`${value} is no number`)
  return value
}
