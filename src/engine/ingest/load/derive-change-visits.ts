import type { Database, RunOptions } from '../../database/database.ts'
import { replaceDerived } from './replace-derived.ts'

/**
 * Changes of a deal's stage are visits of it, in the pipeline the deal was in then. A deal whose first change names a stage
 * it came from was there since it began. Deals whose visits a file describes itself keep those. Answers how many rows came or went.
 */
export async function deriveChangeVisits(database: Database, load: number, options: RunOptions): Promise<number> {
  await database.run(visits, {}, options)
  const columns = ['opportunity', 'pipeline', 'stage', 'from_stage', 'entered_at', 'changed_by']
  const scope = `contains(m.source_id, '#visit') and exists (select 1 from touched_record t where t.entity = 'opportunity' and t.record is not distinct from m.opportunity)`
  return await replaceDerived(database, { entity: 'stage_visit', wanted: 'visit_wanted', columns, scope }, load, options)
}

const visits = `create or replace temp table visit_wanted as
  with told as (
    select c.*, p.position, row_number() over (partition by c.record order by c.changed_at, p.position, c.source_id) as nth
    from model.field_change c
    join touched_record t on t.entity = 'opportunity' and t.record = c.record
    left join stage_place p on p.stage = c.new_value
    where c.entity = 'opportunity' and c.field = 'stage' and not c.is_deleted and c.changed_at is not null
      and not exists (select 1 from model.stage_visit v where v.opportunity = c.record and not v.is_deleted
        and not contains(v.source_id, '#entered ') and not contains(v.source_id, '#visit'))
  ),
  begun as (
    select record, min(changed_at) as at from model.field_change where entity = 'opportunity' and field = 'created' and not is_deleted group by record
  ),
  entered as (
    select source_id || '#visit' as source_id, record, new_value as stage, old_value as from_stage, changed_at as entered_at, changed_by, position, file_id, row_number, row_hash
    from told where new_value is not null
    union all
    select c.source_id || '#visit first', c.record, c.old_value, null, coalesce(b.at, o.created_at), null, null, c.file_id, c.row_number, c.row_hash
    from told c left join begun b on b.record = c.record
    left join model.opportunity o on o.source_id = c.record and o.source = 'file' and not o.is_stub
    where c.nth = 1 and c.old_value is not null and coalesce(b.at, o.created_at) < c.changed_at
  ),
  moved as (
    select record, changed_at, max_by(new_value, source_id) as pipeline, max_by(old_value, source_id) as former
    from model.field_change where entity = 'opportunity' and field = 'pipeline' and not is_deleted and changed_at is not null group by record, changed_at
  ),
  first_moved as (select record, arg_min(former, changed_at) as former from moved group by record)
  select e.source_id, e.record as opportunity, coalesce(m.pipeline, f.former) as pipeline, e.stage, e.from_stage, e.entered_at, e.changed_by,
    e.file_id, e.row_number, e.row_hash, row_number() over (order by e.entered_at, e.position, e.source_id) as place
  from entered e asof left join moved m on m.record = e.record and e.entered_at >= m.changed_at
  left join first_moved f on f.record = e.record`
