import { targets } from '../../../contract/targets.ts'
import type { Database } from '../../database/database.ts'
import { quoteLiteral } from '../../database/identifier.ts'
import type { ModelColumns } from './table-plan.ts'

interface ColumnRow {
  readonly table_name: string
  readonly column_name: string
  readonly data_type: string
}

/** Every table of the model with its columns and their SQL types. */
export async function readModelColumns(database: Database): Promise<ModelColumns> {
  return byTable(
    await database.rows<ColumnRow>(
      `select table_name, column_name, data_type from duckdb_columns() where schema_name = 'model' and database_name = current_database()`,
    ),
  )
}

/** The same of some tables: a tenth of the price for each. A file's own table that was never made is left out. */
export async function readColumnsOf(database: Database, tables: Iterable<string>): Promise<ModelColumns> {
  const wanted = [...new Set(tables)]
  if (wanted.some((table) => !(table in targets))) return await readModelColumns(database)
  if (wanted.length === 0) return new Map()
  const parts = wanted.map(
    (table) =>
      `select ${quoteLiteral(table)} as table_name, name as column_name, type as data_type from pragma_table_info(${quoteLiteral(`model."${table}"`)})`,
  )
  return byTable(await database.rows<ColumnRow>(parts.join(' union all ')))
}

function byTable(rows: readonly ColumnRow[]): ModelColumns {
  const found = new Map<string, Map<string, string>>()
  for (const row of rows) {
    const columns = found.get(row.table_name) ?? new Map<string, string>()
    columns.set(row.column_name, row.data_type)
    found.set(row.table_name, columns)
  }
  return found
}
