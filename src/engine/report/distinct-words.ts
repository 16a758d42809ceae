import { dialect } from '../dialect/in-use.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import type { FactRows } from './fine-cells.ts'
import type { JoinClause } from './joins.ts'
import type { DistinctThing, Partial, PartAggregate } from './part-aggregate.ts'

/** The column of cells that says which 64 things a bitmap is of. */
const word = 'w'
const numberColumn = 'place_among'

/** The column of a look-up of few that `sql` is; null where it is anything else. */
export function thingOf(sql: string, joins: readonly JoinClause[]): DistinctThing | null {
  const [, alias, column] = /^(\w+)\."?(\w+)"?$/.exec(sql) ?? []
  return alias !== undefined && column !== undefined && joins.some((join) => join.alias === alias && join.isSmall)
    ? { alias, column }
    : null
}

/** Where a row's thing stands among all there are: the equal share a place. */
export function numberOf({ alias }: DistinctThing): string {
  return `${alias}.${numberColumn}`
}

/** Counts the different things of rows: bitmaps of them are laid over one another, never added. `value` = the number of a row's thing, or nothing. */
export function distinctPart(alias: string, thing: DistinctThing | null, value: string): PartAggregate {
  const name = `p_${alias}`
  if (thing === null) return { whole: '', partials: [], merged: null }
  const { bit, laidOver, countOf } = dialect.bits
  return {
    whole: '',
    partials: [{ sql: laidOver(bit(value)), name, again: laidOver(name) }],
    merged: `coalesce(${countOf(name)}, 0)`,
    distinct: thing,
  }
}

/** The same rows, their things numbered where they are looked up, grouped by words of those, too. Null where there is not one such thing. */
export function numberedRows(rows: FactRows, things: readonly DistinctThing[]): FactRows | null {
  const [thing] = things
  if (thing === undefined || things.some(({ alias, column }) => alias !== thing.alias || column !== thing.column)) return null
  const joins = rows.joins.map((join) =>
    join.alias === thing.alias
      ? { ...join, table: dialect.rows.numbered(join.table, quoteIdentifier(thing.column), numberColumn), isSmall: false }
      : join,
  )
  return { ...rows, joins, shelf: [...rows.shelf, { sql: dialect.floored(numberOf(thing), 64), name: word }] }
}

export interface WordCells {
  /** Finest cells: a row for each combination of the keys and word, with the partials. */
  readonly cells: string
  readonly partials: readonly Partial[]
  readonly keys: readonly string[]
  /** Columns of the cells that order keys and do not follow from them. */
  readonly rowOrders: readonly string[]
  /** The keys of each total. */
  readonly sets: readonly (readonly string[])[]
  /** SQL that says which total a row of the grouping sets is. */
  readonly code: string
  /** What is said of each total, over the partials. */
  readonly columns: readonly string[]
}

/** Totals are made of the finest cells word by word; then the words of each are counted together. */
export function wordsSql({ cells, partials, keys, rowOrders, sets, code, columns }: WordCells): string {
  const rolled = [
    ...keys,
    ...rowOrders.map((name) => `min(${name}) as ${name}`),
    `${code} as code`,
    ...partials.map(({ name, again }) => `${again} as ${name}`),
  ]
  const groups = sets.map((set) => `(${[...set, word].join(', ')})`).join(', ')
  const totals = `select ${rolled.join(', ')}\nfrom (${cells}) q\ngroup by grouping sets (${groups})`
  // A grouping by words has no row where there are none; the whole has one all the same.
  const all = sets.some((set) => set.length === 0) ? dialect.rows.stacked([totals, 'select 0 as code']) : totals
  return `select ${[...keys, 'code', ...columns].join(', ')}\nfrom (\n${all}\n) t\ngroup by ${[...keys, 'code'].join(', ')}`
}
