import { quoteIdentifier, quoteLiteral } from '../database/identifier.ts'
import type { Database } from '../database/database.ts'
import { isOwnRow } from './load/own-rows.ts'

/**
 * Ids of an entity's rows that a connection brought and that are not deleted: those with its prefix, or, where ids are unique
 * without one, those that one of its files (`file`) said last.
 */
export async function heldIds(
  database: Database,
  entity: string,
  { prefix, file }: { readonly prefix: string; readonly file: string },
): Promise<string[]> {
  const [table] = await database.rows<{ tables: number }>(
    `select count(*) as tables from duckdb_tables() where schema_name = 'model' and table_name = $entity`,
    { entity },
  )
  if ((table?.tables ?? 0) === 0) return []
  const isOurs =
    prefix === ''
      ? `m.file_id in (select id from meta.file where starts_with(name, ${quoteLiteral(file)}))`
      : `starts_with(m.source_id, ${quoteLiteral(prefix)})`
  const rows = await database.rows<{ id: string }>(
    `select m.source_id as id from model.${quoteIdentifier(entity)} m where ${isOwnRow('m')} and not m.is_deleted and ${isOurs}`,
  )
  return rows.map(({ id }) => id)
}
