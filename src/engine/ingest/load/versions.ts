import type { Database, RunOptions, SqlParams } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'

/** A table whose rows are versions: made by the load in `load_id`, ended by the one in `ended_by` of its table in `history`. */
export interface Versioned {
  readonly schema: 'model' | 'meta'
  readonly name: string
}

export const entityVersions = (entity: string): Versioned => ({ schema: 'model', name: entity })
export const referenceVersions: Versioned = { schema: 'meta', name: 'reference' }
export const customColumnVersions: Versioned = { schema: 'meta', name: 'custom_column' }

export const currentName = ({ schema, name }: Versioned): string => `${schema}.${quoteIdentifier(name)}`
const historyOf = ({ schema, name }: Versioned): string => (schema === 'meta' ? `meta_${name}` : name)
export const historyName = (table: Versioned): string => `history.${quoteIdentifier(historyOf(table))}`

/**
 * To be called before a load changes or removes rows: keeps those that an earlier load made as they are. `where` speaks of the
 * row as `m`. Whoever changes a row afterwards sets its `load_id`; so each is kept once per load.
 */
export async function keepVersions(
  database: Database,
  table: Versioned,
  load: number,
  where: string,
  options: RunOptions,
  params: SqlParams = {},
): Promise<void> {
  const earlier = `${currentName(table)} m where m.load_id <> $version_load and (${where})`
  const all = { ...params, version_load: load }
  if (!(await hasRows(database, earlier, options, all))) return
  await ensureHistory(database, table)
  await database.run(`insert into ${historyName(table)} by name select m.*, $version_load as ended_by from ${earlier}`, all, options)
}

/** Removes rows of the model for a load, and keeps those that an earlier load made. `where` speaks of the row as `m`. Answers how many. */
export async function removeRows(
  database: Database,
  entity: string,
  load: number,
  where: string,
  options: RunOptions,
  params: SqlParams = {},
): Promise<number> {
  await keepVersions(database, entityVersions(entity), load, where, options, params)
  return await database.run(`delete from model.${quoteIdentifier(entity)} m where ${where}`, params, options)
}

/** Gives a table's history the columns the table has now, with their types. */
async function ensureHistory(database: Database, table: Versioned): Promise<void> {
  const rows = await database.rows<{ schema_name: string; column_name: string; data_type: string }>(
    `select schema_name, column_name, data_type from duckdb_columns()
     where database_name = current_database() and ((schema_name = $schema and table_name = $name) or (schema_name = 'history' and table_name = $history))`,
    { schema: table.schema, name: table.name, history: historyOf(table) },
  )
  const kept = new Map(rows.filter((row) => row.schema_name === 'history').map((row) => [row.column_name, row.data_type]))
  if (kept.size === 0) {
    await database.run(`create table ${historyName(table)} as select *, 0::integer as ended_by from ${currentName(table)} limit 0`)
    return
  }
  for (const { schema_name, column_name, data_type } of rows) {
    if (schema_name === 'history' || kept.get(column_name) === data_type) continue
    const change = kept.has(column_name)
      ? `alter column ${quoteIdentifier(column_name)} type ${data_type}`
      : `add column ${quoteIdentifier(column_name)} ${data_type}`
    await database.run(`alter table ${historyName(table)} ${change}`)
  }
}

/** The tables that have a history. */
export async function versionedTables(database: Database): Promise<readonly Versioned[]> {
  const rows = await database.rows<{ schema_name: 'model' | 'meta'; table_name: string }>(
    `select schema_name, table_name from duckdb_tables() where database_name = current_database()
     and (schema_name = 'model' or (schema_name = 'meta' and table_name in ('reference', 'custom_column'))) order by all`,
  )
  return rows.map(({ schema_name, table_name }) => ({ schema: schema_name, name: table_name }))
}

/** Has a load ever changed or removed rows of this table? */
export async function hasHistory(database: Database, table: Versioned): Promise<boolean> {
  return (await historyTables(database)).has(historyOf(table))
}

/** Names of the tables that keep former versions, as they are called in `history`. */
export async function historyTables(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ table_name: string }>(
    `select table_name from duckdb_tables() where database_name = current_database() and schema_name = 'history'`,
  )
  return new Set(rows.map((row) => row.table_name))
}
