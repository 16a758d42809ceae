import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'

/** The state of the data that answers belong to; keys every cached result. */
export async function readDataVersion(database: Database): Promise<number> {
  const [row] = await database.rows<{ data_version: number }>(queryText('workspace/data_version.sql'))
  if (!row) throw new Error('meta.state has no row')
  return row.data_version
}

/** Makes every answer given so far old. Call it inside the transaction that changes the data; returns the new version. */
export async function advanceDataVersion(transaction: Database): Promise<number> {
  await transaction.run(queryText('workspace/next_data_version.sql'))
  return readDataVersion(transaction)
}
