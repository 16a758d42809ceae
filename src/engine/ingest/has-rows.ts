import type { Database, RunOptions, SqlParams } from '../database/database.ts'

/** Whether `from` (a table, with what may follow it in a query) has any row. */
export async function hasRows(database: Database, from: string, options: RunOptions = {}, params: SqlParams = {}): Promise<boolean> {
  const [row] = await database.rows<{ found: boolean }>(`select exists(from ${from}) as found`, params, options)
  return row?.found === true
}
