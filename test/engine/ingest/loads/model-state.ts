import { openDatabase } from '../../../../src/engine/database/database.ts'
import { quoteIdentifier } from '../../../../src/engine/database/identifier.ts'
import { workspaceFolder } from '../../../../src/engine/workspace/workspace-folder.ts'

const numbers = new Set([
  'id',
  'load_id',
  'file_id',
  'ref',
  'opportunity_id',
  'lead_id',
  'account_id',
  'contract_id',
  'order_id',
  'quote_id',
  'payment_id',
  'stage_id',
])

/**
 * All that a closed workspace knows, told without the numbers it gave: for every table of the model its rows as text, in order; what
 * every text stands for; the figures of the marts; the fields of its own. Equal states answer every question alike.
 */
export async function modelState(folder: string): Promise<Record<string, unknown>> {
  const database = await openDatabase({ file: workspaceFolder(folder).databaseFile, allowedFolder: folder })
  try {
    const columns = await database.rows<{ schema: string; table: string; name: string; type: string }>(
      `select schema_name as "schema", table_name as "table", column_name as name, data_type as type from duckdb_columns()
       where schema_name in ('model', 'mart') and database_name = current_database() order by all`,
    )
    const state: Record<string, unknown> = {}
    const tables = new Set(columns.map(({ schema, table }) => `${schema}.${quoteIdentifier(table)}`))
    for (const table of tables) {
      const own = columns.filter((column) => `${column.schema}.${quoteIdentifier(column.table)}` === table)
      const told = own.filter(({ name }) => !numbers.has(name) && !name.endsWith('_ref')).map(({ name }) => quoteIdentifier(name))
      const source = table.startsWith('mart.') ? '' : ', (select f.hash from meta.file f where f.id = t.file_id)'
      const rows = await database.rows<{ row: string }>(
        `select row::varchar as "row" from (select row(${["''", ...told].join(', ')}${source}) as "row" from ${table} t) order by 1`,
      )
      if (rows.length > 0) state[table] = rows.map(({ row }) => row)
      state[`${table} columns`] = own.map(({ name, type }) => `${name} ${type}`)
    }
    const named = ['account', 'person', 'team', 'product', 'channel', 'campaign', 'pipeline', 'stage']
      .map((entity) => `select '${entity}' as entity, id, source_id, is_stub from model.${entity}`)
      .join(' union all ')
    state['references'] = await database.rows(
      `select r.entity, r.raw, r.match_key, r.rule, r.undone, n.source_id, n.is_stub from meta.reference r left join (${named}) n using (entity, id) order by all`,
    )
    state['filled'] = await database.rows('select * from meta.filled_column where filled > 0 order by all')
    state['fields'] = await database.rows('select entity, column_name, header, type from meta.custom_column order by all')
    state['currency'] = await database.rows(`select value from meta.setting where key = 'reporting_currency'`)
    state['quarantine'] = await database.rows(
      `select f.hash, q.row_number, q.column_name, q.value, q.reason_code from meta.quarantine q join meta.file f on f.id = q.file_id join meta.load l on l.id = q.load_id where not l.undone order by all`,
    )
    return state
  } finally {
    await database.close()
  }
}
