import type { Database } from '../../database/database.ts'
import type { ModelColumns } from './table-plan.ts'

/** Every table of the model with its columns and their SQL types. */
export async function readModelColumns(database: Database): Promise<ModelColumns> {
  const rows = await database.rows<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from duckdb_columns() where schema_name = 'model' and database_name = current_database()`,
  )
  const found = new Map<string, Map<string, string>>()
  for (const row of rows) {
    const columns = found.get(row.table_name) ?? new Map<string, string>()
    columns.set(row.column_name, row.data_type)
    found.set(row.table_name, columns)
  }
  return found
}
