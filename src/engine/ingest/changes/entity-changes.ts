import { rowChanges } from '../../../contract/load-changes.ts'
import type { EntityChanges, RowChange } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteLiteral } from '../../database/identifier.ts'
import { kindOf } from './changed-versions.ts'
import type { TouchedEntity } from './changed-versions.ts'
import { entityLabel } from './column-look.ts'

/** How many rows of an entity a load added, changed, lost and got back, and in which columns. */
export async function entityChanges(database: Database, load: number, touched: TouchedEntity, options: RunOptions): Promise<EntityChanges> {
  const kinds = rowChanges.map((kind) => `count(*) filter (kind = ${quoteLiteral(kind)}) as "${kind}"`)
  const differing = touched.hasBefore ? touched.columns : []
  const flags = differing.map(({ differs }, index) => `, ${differs} as d${index}`).join('')
  const columns = differing.map((_column, index) => `, count(*) filter (kind = 'changed' and d${index}) as c${index}`).join('')
  const [row] = await database.rows<Record<string, number>>(
    `select ${kinds.join(', ')}${columns} from (select ${kindOf(touched)} as kind${flags} ${touched.pairs})`,
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
