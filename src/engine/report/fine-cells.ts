/** An expression and the column it becomes. */
export interface NamedSql {
  readonly sql: string
  readonly name: string
}

/** One select over a fact `f`, taken apart: what its rows are grouped by, what they have to meet, what is joined. */
export interface FactRows {
  readonly table: string
  readonly joins: string
  readonly shelf: readonly NamedSql[]
  readonly conditions: readonly string[]
}

/** The same select over fine cells: `f` is then one row per combination of what later steps read, not per row of the fact. */
export interface FineCells {
  readonly keys: readonly NamedSql[]
  readonly before: readonly string[]
  readonly shelf: readonly NamedSql[]
  readonly after: readonly string[]
}

/**
 * Takes a select apart into one over the fact alone and one over what that leaves, where names are looked up and totals made. What
 * reads only `f` is settled first; of the rest `f`'s columns become keys. Null where those tell single rows apart, or a snapshot's days are among them.
 */
export function fineCells({ joins, shelf, conditions }: Omit<FactRows, 'table'>): FineCells | null {
  const later = [joins, ...shelf.map(({ sql }) => sql), ...conditions].filter((sql) => !isOfFact(sql))
  if (later.some((sql) => readsBucket(sql))) return null
  const columns = [...new Set(later.flatMap(factColumns))]
  if (columns.some((name) => /^(\w+_)?id$/.test(name))) return null
  const own = shelf.filter(({ sql }) => isOfFact(sql))
  return {
    keys: [...columns.map((name) => ({ sql: `f.${name}`, name })), ...own],
    before: conditions.filter(isOfFact),
    shelf: shelf.map((one) => (own.includes(one) ? { sql: `f.${one.name}`, name: one.name } : one)),
    after: conditions.filter((sql) => !isOfFact(sql)),
  }
}

/** Whether it reads nothing that is joined or asked of another table. */
export function isOfFact(sql: string): boolean {
  return !/\b[fl]_\w+\.|\bselect\b/.test(withoutTexts(sql)) && sql !== ''
}

function readsBucket(sql: string): boolean {
  return /\bb\.\w/.test(withoutTexts(sql))
}

function factColumns(sql: string): string[] {
  return [...withoutTexts(sql).matchAll(/\bf\.("(?:[^"]|"")+"|\w+)/g)].map(([, name = '']) => name.replace(/^"(\w+)"$/, '$1'))
}

/** What stands between quotes is text, whatever it looks like. */
function withoutTexts(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'/g, "''")
}
