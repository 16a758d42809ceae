import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import type { NamedEntity } from './reference-texts.ts'
import { customSqlType } from './table-plan.ts'
import { currentName, customColumnVersions, hasHistory, historyName, versionedTables } from './versions.ts'
import type { Versioned } from './versions.ts'

export interface Rewound {
  /** Tables of the model whose rows changed. */
  readonly tables: ReadonlySet<string>
  /** Entities whose references changed. */
  readonly references: ReadonlySet<NamedEntity>
}

/**
 * Puts every row back as it was before a load: versions made by it or a later one go, those that they ended come back. Columns
 * and tables that only those loads brought go too. Tables of `toChange` are made anew even where nothing of them goes back, so
 * that loads done again in the same transaction may add columns to them. Marts are left as they are.
 */
export async function rewind(database: Database, from: number, toChange: ReadonlySet<string>, options: RunOptions): Promise<Rewound> {
  const before = await customColumns(database)
  const changed = new Set<string>()
  const references = await referencesTouched(database, from)
  const fields: Versioned = customColumnVersions
  await rewindTable(database, fields, from, options)
  const changes = columnChanges(before, await customColumns(database))
  for (const table of await versionedTables(database)) {
    if (table.name === fields.name && table.schema === 'meta') continue
    const alterations = table.schema === 'model' ? (changes.get(table.name) ?? []) : []
    const isAnew = table.schema === 'model' && (toChange.has(table.name) || alterations.length > 0)
    const rows = isAnew ? await remakeTable(database, table, from, alterations, options) : await rewindTable(database, table, from, options)
    if (rows > 0) changed.add(table.name)
  }
  await dropCustomTables(database, before)
  return { tables: changed, references }
}

/** Answers how many rows went or came back. */
async function rewindTable(database: Database, table: Versioned, from: number, options: RunOptions): Promise<number> {
  const removed = await database.run(`delete from ${currentName(table)} where load_id >= $from`, { from }, options)
  if (!(await hasHistory(database, table))) return removed
  const restored = await database.run(
    `insert into ${currentName(table)} by name select * exclude (ended_by) from ${historyName(table)} where ended_by >= $from and load_id < $from`,
    { from },
    options,
  )
  await database.run(`delete from ${historyName(table)} where ended_by >= $from`, { from }, options)
  return removed + restored
}

/** The same for a table that is made anew with all its rows; it may be altered before and after. */
async function remakeTable(
  database: Database,
  table: Versioned,
  from: number,
  alterations: readonly Alteration[],
  options: RunOptions,
): Promise<number> {
  const current = currentName(table)
  const isKept = await hasHistory(database, table)
  const ended = isKept
    ? `union all by name select * exclude (ended_by) from ${historyName(table)} where ended_by >= $from and load_id < $from`
    : ''
  const [count] = await database.rows<{ removed: number }>(
    `select count(*) as removed from ${current} where load_id >= $from`,
    { from },
    options,
  )
  await database.run(
    `create or replace temp table rows_before as select * from ${current} where load_id < $from ${ended}`,
    { from },
    options,
  )
  await replaceTable(database, table.schema, table.name)
  await alter(database, table.schema, table.name, alterations)
  const columns = (await columnNames(database, table.schema, table.name)).map(quoteIdentifier).join(', ')
  const restored = await database.run(`insert into ${current} by name select ${columns} from rows_before`, {}, options)
  if (isKept) {
    await database.run(
      `create or replace temp table rows_before as select * from ${historyName(table)} where ended_by < $from`,
      { from },
      options,
    )
    await replaceTable(database, 'history', table.name)
    await alter(database, 'history', table.name, alterations)
    const kept = (await columnNames(database, 'history', table.name)).map(quoteIdentifier).join(', ')
    await database.run(`insert into ${historyName(table)} by name select ${kept} from rows_before`, {}, options)
  }
  await database.run('drop table rows_before')
  return (count?.removed ?? 0) + (isKept ? restored : 0)
}

/** Puts an empty table of the same columns in the place of one. */
async function replaceTable(database: Database, schema: string, name: string): Promise<void> {
  const [table] = await database.rows<{ sql: string }>(
    'select sql from duckdb_tables() where database_name = current_database() and schema_name = $schema and table_name = $name',
    { schema, name },
  )
  if (table === undefined) throw new Error(`there is no table ${schema}.${name}`)
  await database.run(table.sql.replace(/^create table/i, 'create or replace table'))
}

interface Alteration {
  readonly column: string
  readonly change: string
}

/** A history that was last written before a column came does not have it. */
async function alter(database: Database, schema: string, name: string, alterations: readonly Alteration[]): Promise<void> {
  const present = new Set(await columnNames(database, schema, name))
  for (const { column, change } of alterations)
    if (present.has(column)) await database.run(`alter table ${quoteIdentifier(schema)}.${quoteIdentifier(name)} ${change}`)
}

async function columnNames(database: Database, schema: string, name: string): Promise<readonly string[]> {
  const rows = await database.rows<{ column_name: string }>(
    'select column_name from duckdb_columns() where database_name = current_database() and schema_name = $schema and table_name = $name order by column_index',
    { schema, name },
  )
  return rows.map(({ column_name }) => column_name)
}

async function referencesTouched(database: Database, from: number): Promise<ReadonlySet<NamedEntity>> {
  const isKept = await hasHistory(database, { schema: 'meta', name: 'reference' })
  const ended = isKept ? `union select distinct entity from history.meta_reference where ended_by >= $from` : ''
  const rows = await database.rows<{ entity: NamedEntity }>(`select distinct entity from meta.reference where load_id >= $from ${ended}`, {
    from,
  })
  return new Set(rows.map(({ entity }) => entity))
}

interface CustomColumn {
  readonly entity: string
  readonly column_name: string
  readonly type: keyof typeof customSqlType
}

async function customColumns(database: Database): Promise<readonly CustomColumn[]> {
  return await database.rows<CustomColumn>('select entity, column_name, type from meta.custom_column')
}

/** What to alter, by entity: a column nobody has any more is dropped, one that was widened gets its former type back. */
function columnChanges(before: readonly CustomColumn[], after: readonly CustomColumn[]): ReadonlyMap<string, readonly Alteration[]> {
  const now = new Map(after.map((column) => [`${column.entity}.${column.column_name}`, column]))
  const changes = new Map<string, Alteration[]>()
  for (const { entity, column_name, type } of before) {
    const kept = now.get(`${entity}.${column_name}`)
    if (kept?.type === type) continue
    const name = quoteIdentifier(column_name)
    const change = kept === undefined ? `drop column ${name}` : `alter column ${name} type ${customSqlType[kept.type]}`
    changes.set(entity, [...(changes.get(entity) ?? []), { column: column_name, change }])
  }
  return changes
}

/** A table of a file's own goes with the last of its columns. */
async function dropCustomTables(database: Database, before: readonly CustomColumn[]): Promise<void> {
  const gone = new Set(before.map(({ entity }) => entity).filter((entity) => entity.startsWith('custom_')))
  for (const { entity } of await customColumns(database)) gone.delete(entity)
  for (const entity of gone) {
    await database.run(`drop table if exists model.${quoteIdentifier(entity)}; drop table if exists history.${quoteIdentifier(entity)}`)
    await database.run('delete from meta.filled_column where entity = $entity', { entity })
  }
}
