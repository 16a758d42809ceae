import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'

/** A column with more texts than this stays as it is: a dictionary of them would be no smaller. */
const mostTexts = 4096

/**
 * Stores columns of a mart, such as `mart.lead`, as codes with a dictionary beside them: grouped by and compared as small numbers they take half the time, and
 * everywhere else they read as texts. The dictionary is in the order of the texts, so that codes sort as they do. Columns that hold nothing,
 * too many texts or a NUL stay texts.
 */
export async function keyTexts(database: Database, table: string, columns: readonly string[], options: RunOptions): Promise<void> {
  const there = await database.rows<{ name: string }>(
    `select column_name as name from duckdb_columns() where database_name = current_database() and schema_name = 'mart'
     and table_name = $table and data_type = 'VARCHAR' and list_contains($columns::varchar[], column_name) order by column_index`,
    { table: table.slice('mart.'.length).replaceAll('"', ''), columns: [...columns] },
    options,
  )
  const few = await fewTexts(
    database,
    table,
    there.map(({ name }) => name),
    options,
  )
  for (const [name, texts] of few) {
    const type = `enum(${texts.map(quoteLiteral).join(', ')})`
    await database.run(`alter table ${table} alter column ${quoteIdentifier(name)} type ${type}`, {}, options)
  }
}

/** The texts of each column that has few, in their order. */
async function fewTexts(
  database: Database,
  table: string,
  columns: readonly string[],
  options: RunOptions,
): Promise<(readonly [string, readonly string[]])[]> {
  if (columns.length === 0) return []
  const [about] = await database.rows<Record<string, number>>(
    `select ${columns.map((name) => `approx_count_distinct(${quoteIdentifier(name)}) as ${quoteIdentifier(name)}`).join(', ')} from ${table}`,
    {},
    options,
  )
  // The count is right to a tenth or so, and only saves listing what can't be few.
  const candidates = columns.filter((name) => (about?.[name] ?? 0) > 0 && (about?.[name] ?? 0) < mostTexts * 2)
  if (candidates.length === 0) return []
  const lists = candidates.map(
    (name) => `list(distinct ${quoteIdentifier(name)} order by ${quoteIdentifier(name)}) as ${quoteIdentifier(name)}`,
  )
  const [found] = await database.rows<Record<string, (string | null)[]>>(`select ${lists.join(', ')} from ${table}`, {}, options)
  return candidates
    .map((name) => [name, (found?.[name] ?? []).filter((text) => text !== null)] as const)
    .filter(([, texts]) => texts.length > 0 && texts.length <= mostTexts && !texts.some((text) => text.includes('\0')))
}
