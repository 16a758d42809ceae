import type { Database } from '../../../../src/engine/database/database.ts'

type Row = readonly (string | null)[]

interface Questioned {
  readonly database: Pick<Database, 'rows'>
}

/** Every change as the model holds it: deal (or its id), field, at, from, to. Versions of records and what is deleted are left out. */
export async function changesOf({ database }: Questioned, entity = 'opportunity'): Promise<readonly Row[]> {
  const rows = await database.rows<Record<'record' | 'field' | 'at' | 'old' | 'now', string | null>>(
    `select coalesce(o.name, c.record) as record, c.field, c.changed_at::varchar as at, c.old_value as old, c.new_value as now
     from model.field_change c left join model.opportunity o on o.source_id = c.record and not o.is_stub
     where not c.is_deleted and c.field <> 'version' and c.entity is not distinct from $entity
     order by record, c.field, c.changed_at, c.new_value`,
    { entity },
  )
  return rows.map(({ record, field, at, old, now }) => [record, field, at, old, now])
}

/** Every stay in a stage as reports see it: deal, stage, entered, left, how it ended. */
export async function visitsOf({ database }: Questioned): Promise<readonly Row[]> {
  const rows = await database.rows<Record<'deal' | 'stage' | 'entered' | 'left' | 'outcome', string | null>>(
    `select o.name as deal, s.name as stage, v.entered_at::varchar as entered, v.left_at::varchar as "left", v.outcome
     from mart.stage_visit v join model.opportunity o on o.id = v.opportunity_id left join mart.stage s on s.ref = v.stage_ref
     order by deal, v.entered_at, s.position, v.id`,
  )
  return rows.map(({ deal, stage, entered, left, outcome }) => [deal, stage, entered, left, outcome])
}
