import { HelmdeckError } from '../../contract/errors.ts'
import type { Database } from './database.ts'
import { queryFiles, queryText } from './query-files.ts'

export interface Migration {
  readonly version: number
  readonly sql: string
}

/**
 * Brings the schema to the newest version: each migration in a transaction of its own together with its number in
 * `meta.schema_version`. A file of a newer version fails with `workspace-newer` {found, supported} and is not touched.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = schemaMigrations()): Promise<number> {
  const supported = migrations.at(-1)?.version ?? 0
  const found = await schemaVersion(database)
  if (found > supported) throw new HelmdeckError('workspace-newer', { found, supported })
  for (const { version, sql } of migrations) {
    if (version <= found) continue
    await database.transaction(async (transaction) => {
      await transaction.run(sql)
      await transaction.run('insert into meta.schema_version (version) values ($version)', { version })
    })
  }
  return supported
}

/** queries/schema/NNNN_*.sql, in the order of their numbers. */
export function schemaMigrations(): Migration[] {
  const migrations = queryFiles('schema').map((path) => ({ version: versionOf(path), sql: queryText(path) }))
  const repeated = migrations.find(({ version }, index) => migrations[index - 1]?.version === version)
  if (repeated !== undefined) throw new Error(`two migrations have the number ${repeated.version}`)
  return migrations
}

function versionOf(path: string): number {
  const digits = /^schema\/(\d{4})_[a-z0-9_]+\.sql$/.exec(path)?.[1]
  if (digits === undefined) throw new Error(`${path} is not named like schema/0001_model.sql`)
  return Number(digits)
}

/** Of the newest migration in the file; 0 = it is new. */
export async function schemaVersion(database: Database): Promise<number> {
  await database.run(queryText('meta/schema_version.sql'))
  const [row] = await database.rows<{ version: number }>('select coalesce(max(version), 0) as version from meta.schema_version')
  return row?.version ?? 0
}
