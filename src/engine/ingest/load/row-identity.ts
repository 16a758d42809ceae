import type { Database, RunOptions } from '../../database/database.ts'
import type { StagedTable } from './stage-table.ts'

/** A file that knows things by name only speaks of the ones that another file has described with ids, where one thing bears the name. */
export async function adoptNamedRows(database: Database, { name, plan, key }: StagedTable, options: RunOptions): Promise<void> {
  if (key.expression !== 'v_name') return
  await database.run(
    `update ${name} s set source_id = m.source_id
     from (select name, min(source_id) as source_id from model.${plan.entity} where source = 'file' and not is_stub group by name having count(*) = 1) m
     where m.name = s.source_id and m.source_id <> s.source_id`,
    {},
    options,
  )
}
