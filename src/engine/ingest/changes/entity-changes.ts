import type { EntityChanges, RowChange } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import type { TouchedEntity } from './changed-versions.ts'
import { entityLabel } from './column-look.ts'

/** How many rows of an entity a load added, changed, lost and got back, and in which columns. */
export async function entityChanges(database: Database, load: number, touched: TouchedEntity, options: RunOptions): Promise<EntityChanges> {
  const differing = touched.hasBefore ? touched.columns : []
  const flags = differing.map(({ differs }, index) => `, ${differs} as d${index}`).join('')
  const any = ['false', ...differing.map((_column, index) => `d${index}`)].join(' or ')
  const columns = differing.map((_column, index) => `, count(*) filter (stays and d${index}) as c${index}`).join('')
  // Yes and no for every row, told once: a million rows are compared column by column.
  const [row] = await database.rows<Record<string, number>>(
    `select count(*) filter (is_new and not is_gone) as "new", count(*) filter (stays and (${any})) as changed,
       count(*) filter (not is_new and is_gone and not was_gone) as vanished, count(*) filter (not is_new and not is_gone and was_gone) as returned${columns}
     from (
       select *, not is_new and not is_gone and not was_gone as stays
       from (select b.source_id is null as is_new, a.is_deleted as is_gone, coalesce(b.is_deleted, false) as was_gone${flags} ${touched.pairs})
     )`,
    { load },
    options,
  )
  const count = (kind: RowChange): number => row?.[kind] ?? 0
  return {
    entity: touched.entity,
    label: entityLabel(touched.entity),
    new: count('new'),
    changed: count('changed'),
    vanished: count('vanished'),
    returned: count('returned'),
    columns: differing
      .map(({ name, label, type }, index) => ({ column: name, label, type, rows: row?.[`c${index}`] ?? 0 }))
      .filter(({ rows }) => rows > 0)
      .toSorted((a, b) => b.rows - a.rows),
  }
}
