import type { Database, RunOptions } from '../database/database.ts'

/** Whether `from` (a table, with what may follow it in a query) has any row. */
export async function hasRows(database: Database, from: string, options: RunOptions = {}): Promise<boolean> {
  const [row] = await database.rows<{ found: boolean }>(`select exists(from ${from}) as found`, {}, options)
  return row?.found === true
}
