import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { readColumnsOf } from './model-columns.ts'

/** Counts the values in every column of the touched tables: what the catalogue can offer depends on it. */
export async function countFilledColumns(database: Database, tables: ReadonlySet<string>, options: RunOptions): Promise<void> {
  const model = await readColumnsOf(database, tables)
  for (const entity of tables) {
    const columns = [...(model.get(entity)?.keys() ?? [])]
    if (columns.length === 0) continue
    const counts = columns.map((column, index) => `count(${quoteIdentifier(column)}) as n${index}`)
    const [row] = await database.rows<Record<string, number>>(
      `select ${counts.join(', ')} from model.${quoteIdentifier(entity)} where not is_deleted`,
      {},
      options,
    )
    await database.run('delete from meta.filled_column where entity = $entity', { entity }, options)
    const names = columns.filter((_, index) => (row?.[`n${index}`] ?? 0) > 0)
    const filled = columns.flatMap((_, index) => {
      const count = row?.[`n${index}`] ?? 0
      return count > 0 ? [count] : []
    })
    if (names.length === 0) continue
    await database.run(
      'insert into meta.filled_column (entity, column_name, filled) select $entity, unnest($names), unnest($filled)',
      { entity, names, filled },
      options,
    )
  }
}
