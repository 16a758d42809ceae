import type { Database } from '../database/database.ts'
import { queryFiles, queryText } from '../database/query-files.ts'

/** Makes the SQL macros of this version of the product known to the database. */
export async function installMacros(database: Database): Promise<void> {
  for (const file of queryFiles('macros')) await database.run(queryText(file))
}
