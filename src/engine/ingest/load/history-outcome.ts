import type { FileHistories } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { historyObject } from '../recognise/history-shape.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { unmatchedOf } from '../unmatched.ts'
import type { LoadedFile } from './loaded-file.ts'

/** What a history gave, after everything of its load is linked; nothing for a file that is none. */
export async function historiesOf(
  database: Database,
  { draft, file, records }: { readonly draft: ImportDraft; readonly file: LoadedFile; readonly records: number },
  options: RunOptions,
): Promise<{ histories?: FileHistories }> {
  if (draft.kind !== 'field_change' && draft.kind !== 'stage_visit') return {}
  const [row] = await database.rows<{ visits: number; changes: number; gaps: number }>(countSql, { file: file.id }, options)
  return {
    histories: {
      entity: draft.kind === 'stage_visit' ? 'opportunity' : historyObject(draft),
      visits: row?.visits ?? 0,
      changes: row?.changes ?? 0,
      records,
      gaps: row?.gaps ?? 0,
      unmatched: await unmatchedOf(database, file.id),
    },
  }
}

// A gap: the old value is none of those left by the changes of the moment before, nor by another of the same moment.
const countSql = `with told as (
    select c.id, c.file_id, c.entity, c.record, c.field, c.old_value, c.new_value, dense_rank() over (partition by c.entity, c.record, c.field order by c.changed_at) as moment
    from model.field_change c
    where c.field <> 'version' and not c.is_deleted and (c.entity, c.record) in (select (entity, record) from model.field_change where file_id = $file)
  ),
  entered as (
    select v.file_id, v.stage is distinct from lag(v.stage) over (partition by v.opportunity order by v.entered_at, v.id) as is_visit
    from model.stage_visit v
    where not v.is_deleted and v.opportunity in (select opportunity from model.stage_visit where file_id = $file)
  )
  select
    (select count(*) from entered where file_id = $file and is_visit) as visits,
    (select count(*) from told where file_id = $file) as changes,
    (select count(*) from told c where c.file_id = $file and c.moment > 1 and c.old_value is not null
      and not exists (select 1 from told p where p.entity = c.entity and p.record = c.record and p.field = c.field and p.id <> c.id
        and p.moment in (c.moment, c.moment - 1) and p.new_value is not distinct from c.old_value)) as gaps`
