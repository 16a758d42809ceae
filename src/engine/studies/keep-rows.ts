import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { Keepsake } from './study.ts'

/** Writes down what a study keeps, all of it or nothing. */
export async function keepRows(database: Database, { file, rows }: Keepsake): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const row of rows) await transaction.run(queryText(`studies/${file}`), row)
  })
}
