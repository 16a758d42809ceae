import type { NodeDefinition } from '../catalog/definition.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { columnsOf, isOfFact, type NamedSql } from './fine-cells.ts'
import { dialect } from '../dialect/in-use.ts'

export interface LinesQuestion {
  readonly fact: NodeDefinition
  /** SQL of what is looked up of facts and lines. */
  readonly joins: string
  /** What rows are told apart by besides the row itself, and what orders that. */
  readonly keys: readonly NamedSql[]
  readonly orders: readonly NamedSql[]
  readonly filters: readonly string[]
  /** The buckets of a snapshot, where a row may differ from one to the next. */
  readonly buckets: string | null
  /** All SQL that reads the rows; null where nobody can tell. */
  readonly read: readonly string[] | null
}

/**
 * Rows of a fact with the money of those lines that pass the filters, one for each row and group: a deal with three lines of one
 * product is one deal. What is the same for all lines of a row goes along; where it isn't known what will be read, the row is looked up again.
 */
export function linesSql({ fact, joins, keys, orders, filters, buckets, read }: LinesQuestion): string {
  const { lines, table } = fact
  if (lines === undefined) throw new Error(`${fact.id} has no lines`)
  const split = splitColumns(fact)
  const wanted = read === null ? null : new Set(read.flatMap((sql) => columnsOf(sql, 'f')))
  const told = [...orders, ...split].filter(({ name }) => wanted === null || wanted.has(name))
  const own = new Set(['id', 'bucket_end', ...[...keys, ...orders, ...split].map(({ name }) => name)])
  const along = [...(wanted ?? [])].filter((name) => !own.has(name)).map((name) => ({ sql: dialect.among.any(`f.${name}`), name }))
  const prefix = wanted === null ? 'g_' : ''
  const select = [
    'f.id',
    ...keys.map(({ sql, name }) => `${sql} as ${name}`),
    ...[...told, ...along].map(({ sql, name }) => `${sql} as ${split.some((one) => one.name === name) ? prefix : ''}${name}`),
    ...(buckets === null ? [] : ['b.end_day as bucket_end']),
  ]
  const grouped = `
      select ${select.join(', ')}
      from ${table} f${buckets === null ? '' : ` cross join ${buckets}`} left join ${lines.table} l on l.${quoteIdentifier(lines.key)} = f.${lines.of ?? 'id'} ${joins}
      ${filters.length === 0 ? '' : `where ${filters.join(' and ')}`}
      group by ${['f.id', ...keys.map(({ name }) => name), ...(buckets === null ? [] : ['b.end_day'])].join(', ')}`
  if (wanted !== null) return grouped
  const beside = [...keys, ...orders].map(({ name }) => `, g.${name}`).join('')
  const all = dialect.rows.saidAnew(
    split.map(({ name }) => ({ name, sql: `g.g_${name}` })),
    'o',
  )
  return `select ${all}${beside}${buckets === null ? '' : ', g.bucket_end'}
    from (${grouped}
    ) g join ${table} o on o.id = g.id`
}

/** Whether a condition reads the fact's own row and nothing of it that lines say: it can be met before lines are looked at. */
export function isSaidByRow(fact: NodeDefinition, sql: string): boolean {
  const split = splitColumns(fact).map(({ name }) => name)
  return isOfFact(sql) && !columnsOf(sql, 'f').some((name) => split.includes(name) || name === 'bucket_end')
}

/** The columns that lines say instead of their row: money, and the currency that a rate is missing for. */
function splitColumns({ lines, money: rated }: NodeDefinition): NamedSql[] {
  const own = (column: string): string => `(case when l.id is null then f.${column} else l.${column} end)`
  const unrated = rated === undefined ? 'false' : `${own(rated.amount)} is not null and ${own(rated.converted)} is null`
  // A part of the money would look like all of it: where one line has no rate the deal is worth nothing that is known.
  const money = (lines?.money ?? []).map((column) => {
    const sum = `sum(${own(column)})`
    return { sql: column === rated?.converted ? `case when not ${dialect.among.isAny(unrated)} then ${sum} end` : sum, name: column }
  })
  if (rated === undefined) return money
  const currency = `coalesce(min(case when ${unrated} then ${own(rated.currency)} end), ${dialect.among.any(`f.${rated.currency}`)})`
  return [...money, { sql: currency, name: rated.currency }]
}
