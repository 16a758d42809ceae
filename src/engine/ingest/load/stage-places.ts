import type { Database, RunOptions } from '../../database/database.ts'
import { stageMeaning } from '../recognise/vocabulary.ts'

/**
 * `stage_place` (stage, position): where the stages stand that histories name, as their file says, else as their name does.
 * Changes of one moment come in this order.
 */
export async function placeStages(database: Database, options: RunOptions): Promise<void> {
  await database.run(
    `create or replace temp table stage_place as
     with said as (
       select new_value as stage from model.field_change where field = 'stage' union select stage from model.stage_visit
       union select json_extract_string(new_value, '$.stage') from model.field_change where field = 'version' and entity = 'opportunity'
     )
     select said.stage, min(coalesce(i.position, n.position)) as position from said
     left join model.stage i on i.source_id = said.stage and not i.is_stub
     left join model.stage n on n.name = said.stage and not n.is_stub
     where said.stage is not null group by said.stage`,
    {},
    options,
  )
  const unplaced = await database.rows<{ stage: string }>('select stage from stage_place where position is null', {}, options)
  for (const { stage } of unplaced) {
    const { position } = stageMeaning(stage)
    if (position !== null)
      await database.run('update stage_place set position = $position where stage = $stage', { stage, position }, options)
  }
}
