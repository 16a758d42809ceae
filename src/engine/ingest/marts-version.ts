import { createHash } from 'node:crypto'
import type { Database } from '../database/database.ts'
import { queryFiles, queryText } from '../database/query-files.ts'

export function withoutComments(sql: string): string {
  return sql.replace(/--.*$/gm, '')
}

/** What a mart's SQL says of its columns of texts that repeat; empty where it says nothing. */
export function keyedColumns(sql: string): readonly string[] {
  return /^-- Keyed: (.+)\.$/m.exec(sql)?.[1]?.split(', ') ?? []
}

let ours: string | undefined

/** Changes with every text that macros and marts are made of and with what is keyed; what else is said about them does not count. */
export function martsVersion(): string {
  if (ours !== undefined) return ours
  const hash = createHash('sha256')
  for (const path of [...queryFiles('macros'), ...queryFiles('marts')]) {
    const sql = queryText(path)
    hash.update(withoutComments(sql)).update(keyedColumns(sql).join())
  }
  ours = hash.digest('hex').slice(0, 16)
  return ours
}

/** The version whose macros and marts a workspace holds; null where it has none yet. */
export async function builtVersion(database: Database): Promise<string | null> {
  const [row] = await database.rows<{ version: string | null }>('select max(version) as version from meta.marts_version')
  return row?.version ?? null
}

/** Notes that macros and marts are those of this version. */
export async function noteVersion(database: Database): Promise<void> {
  await database.run(queryText('workspace/note_marts_version.sql'), { version: martsVersion() })
}
