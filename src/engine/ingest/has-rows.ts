import type { Database, RunOptions, SqlParams } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'

/** Whether `from` (a table, with what may follow it in a query) has any row. */
export async function hasRows(database: Database, from: string, options: RunOptions = {}, params: SqlParams = {}): Promise<boolean> {
  const [row] = await database.rows<{ found: boolean }>(`select exists(from ${from}) as found`, params, options)
  return row?.found === true
}

/** Which of the tables have a row. */
export async function filledTables(database: Database, tables: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (tables.size === 0) return new Set()
  const columns = [...tables].map((table) => `exists (from ${table}) as ${quoteIdentifier(table)}`)
  const [row = {}] = await database.rows<Record<string, boolean>>(`select ${columns.join(', ')}`)
  return new Set([...tables].filter((table) => row[table] === true))
}
