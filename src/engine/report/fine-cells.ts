import { joinSql, type JoinClause } from './joins.ts'

/** An expression and the column it becomes. */
export interface NamedSql {
  readonly sql: string
  readonly name: string
}

/** One select over a fact `f`, taken apart: what is joined, what its rows are grouped by, what they have to meet. */
export interface FactRows {
  readonly table: string
  readonly joins: readonly JoinClause[]
  readonly shelf: readonly NamedSql[]
  readonly conditions: readonly string[]
}

/** `fine` makes cells of rows; `rest` is the same question over those, `f` being one row for each combination of `fine`'s keys. */
interface FineCells {
  readonly fine: FactRows
  readonly rest: Omit<FactRows, 'table'>
}

/**
 * Takes a select apart into one that goes over all rows and one over what that leaves, where names of few are looked up and totals
 * made. Null where rows can't be brought together: something of the second reads what tells single rows apart.
 */
export function fineCells({ table, joins, shelf, conditions }: FactRows): FineCells | null {
  const lookups = joins.filter(({ isSmall }) => isSmall)
  const early = joins.filter(({ isSmall }) => !isSmall)
  const isLate = (sql: string): boolean => lookups.some(({ alias }) => reads(sql, alias)) || isQuery(sql, early)
  const late = [...shelf.map(({ sql }) => sql), ...conditions].filter(isLate)
  if (late.some((sql) => early.some(({ alias }) => reads(sql, alias)))) return null
  const ownColumns = [...new Set(late.flatMap((sql) => columnsOf(sql, 'f')))]
  if (ownColumns.some((name) => /^(\w+_)?id$/.test(name))) return null
  const bucketColumns = [...new Set(late.flatMap((sql) => columnsOf(sql, 'b')))]
  const named = lookups.map(({ alias, named: sql }) => ({ sql, name: /^f\."(\w+)"$/.exec(sql)?.[1] ?? `k_${alias}` }))
  const settled = shelf.filter(({ sql }) => !isLate(sql))
  const keys = [
    ...ownColumns.map((name) => ({ sql: `f.${name}`, name })),
    ...bucketColumns.map((name) => ({ sql: `b.${name}`, name: `b_${name}` })),
    ...named,
    ...settled,
  ]
  return {
    fine: {
      table,
      joins: early,
      shelf: [...new Map(keys.map((key) => [key.name, key])).values()],
      conditions: conditions.filter((sql) => !isLate(sql)),
    },
    rest: {
      joins: lookups.map((clause, index) => ({ ...clause, named: `f.${named[index]?.name ?? ''}` })),
      shelf: shelf.map(({ sql, name }) => ({ sql: isLate(sql) ? overCells(sql) : `f.${name}`, name })),
      conditions: conditions.filter(isLate).map(overCells),
    },
  }
}

/** Where rows are grouped by nothing but what accounts and lists of few say, accounts can be looked up late, too: once each, not for every row. */
export function withLateAccounts(rows: FactRows): FactRows {
  const isWorth =
    rows.shelf.length > 0 &&
    rows.shelf.every(({ sql }) => rows.joins.some(({ alias, isSmall, isOfAccounts }) => (isSmall || isOfAccounts) && reads(sql, alias)))
  return isWorth ? { ...rows, joins: rows.joins.map((clause) => ({ ...clause, isSmall: clause.isSmall || clause.isOfAccounts })) } : rows
}

/** Whether it can be worked out for each row, before any name of few is looked up. */
export function isEarly(sql: string, joins: readonly JoinClause[]): boolean {
  return !joins.some(({ alias, isSmall }) => isSmall && reads(sql, alias))
}

export function selectSql(
  { table, joins, shelf, conditions }: FactRows,
  wanted: readonly NamedSql[],
  columns: readonly string[] = [],
): string {
  const select = [...[...shelf, ...wanted].map(({ sql, name }) => `${sql} as ${name}`), ...columns]
  const joined = joins.map((clause) => `\n  ${joinSql(clause)}`).join('')
  const where = conditions.length === 0 ? '' : `\n  where ${conditions.join(' and ')}`
  return `\n  select ${select.length === 0 ? '1 as nothing' : select.join(', ')}\n  from ${table}${joined}${where}\n`
}

/** Whether nothing but the fact's own row is read: nothing joined, no bucket, no other table. */
export function isOfFact(sql: string): boolean {
  return !/\bselect\b|\b(?!f\.)[a-z]\w*\.\w/.test(withoutTexts(sql).replaceAll(/\bmart\.\w+\(/g, '('))
}

/** Rows are first brought together by what is asked of the fact itself; names and totals are then worked out for few. */
export function fineSql({ fine, rest }: FineCells, wanted: readonly NamedSql[], partials: readonly NamedSql[]): string {
  const names = fine.shelf.map(({ name }) => name)
  const grouped = names.length === 0 ? '' : `\n  group by ${names.join(', ')}`
  const columns = [...names, ...partials.map(({ sql, name }) => `${sql} as ${name}`)]
  const table = `(select ${columns.join(', ')}\n  from (${selectSql(fine, wanted)}) g${grouped}) f`
  const passed = partials.map(({ name }) => ({ sql: `f.${name}`, name }))
  return selectSql({ table, ...rest }, passed)
}

/** What is asked of another table need not be asked for every row, unless it is about something that is joined to each. */
function isQuery(sql: string, early: readonly JoinClause[]): boolean {
  return (
    /\bselect\b/.test(withoutTexts(sql)) &&
    !early.some(({ alias }) => reads(sql, alias)) &&
    !columnsOf(sql, 'f').some((name) => /^(\w+_)?id$/.test(name))
  )
}

function reads(sql: string, alias: string): boolean {
  return new RegExp(`\\b${alias}\\.`).test(withoutTexts(sql))
}

/** The columns of an alias that SQL reads. */
export function columnsOf(sql: string, alias: 'f' | 'b'): string[] {
  return [...withoutTexts(sql).matchAll(new RegExp(`\\b${alias}\\.("\\w+"|\\w+)`, 'g'))].map(([, name = '']) => name.replaceAll('"', ''))
}

/** A bucket's own columns are the cells' then. */
function overCells(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'|\bb\.(\w+)/g, (all: string, name: string | undefined) => (name === undefined ? all : `f.b_${name}`))
}

/** What stands between quotes is text, whatever it looks like. */
function withoutTexts(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'/g, "''")
}
