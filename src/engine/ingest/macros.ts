import type { Database } from '../database/database.ts'
import { queryFiles, queryText } from '../database/query-files.ts'
import { builtVersion, martsVersion } from './marts-version.ts'

/** Makes the SQL macros of this version of the product known to the database. */
export async function installMacros(database: Database): Promise<void> {
  for (const file of queryFiles('macros')) await database.run(queryText(file))
}

/** The same for a workspace: where its marts are of this version its macros are too, and reading them anew is a tenth of a small import. */
export async function ensureMacros(database: Database): Promise<void> {
  if ((await builtVersion(database)) !== martsVersion()) await installMacros(database)
}
