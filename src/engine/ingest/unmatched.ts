import { unmatchedReasons } from '../../contract/imports.ts'
import type { UnmatchedReason, UnmatchedRow } from '../../contract/imports.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Database } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { knownFields } from './recognise/change-vocabulary.ts'
import { modelKinds } from './recognise/synonyms/all-synonyms.ts'

export const unmatchedTexts: Readonly<Record<UnmatchedReason, LocalText>> = {
  'no-object': { zh: '看不出变更的是哪种对象', en: 'it is not told what kind of thing changed' },
  'no-record': { zh: '变更的记录还没有导入', en: 'the record that changed has not been imported' },
  'no-field': { zh: '变更的字段不是模型里的字段', en: 'the field that changed is no field of the model' },
  untyped: { zh: '变更的值无法按该字段的类型读取', en: 'the value cannot be read as the type of its field' },
}

/**
 * SQL of the rows of histories that can't be joined as things stand: id, load_id, file_id, row_number, entity, record, field,
 * old_value, new_value, changed_at, reason. Every row of a history that is not here is joined.
 */
export async function unmatchedSql(database: Database): Promise<string> {
  const rows = await database.rows<{ entity: string }>('select distinct entity from model.field_change where entity is not null')
  const kinds = modelKinds.filter((kind) => rows.some(({ entity }) => entity === kind))
  const known = kinds.map(
    (kind) =>
      `select '${kind}' as entity, source_id as record from model.${quoteIdentifier(kind)} where not is_stub and source_id is not null`,
  )
  const records = known.length === 0 ? `select null::varchar as entity, null::varchar as record limit 0` : known.join(' union ')
  const fields = knownFields().map(({ entity, field, type }) => `('${entity}', '${field}', '${type}')`)
  const tested = (value: string): string => isPlain(`c.${value}`, 'f.type')
  return `with known_record as (${records}), known_field (entity, field, type) as (values ${fields.join(', ')}),
    judged as (
      select c.id, c.load_id, c.file_id, c.row_number, c.entity, c.record, c.source_field as field, c.old_value, case when c.field <> 'version' then c.new_value end as new_value, c.changed_at,
        case when c.entity is null then 'no-object' when k.record is null then 'no-record'
          when f.field is null and c.field not in ('version', 'created') then 'no-field'
          when c.field <> 'version' and not (${tested('new_value')} and (not contains(m.mapping, 'field_change.old_value') or ${tested('old_value')})) then 'untyped' end as reason
      from model.field_change c
      left join known_record k on k.entity = c.entity and k.record = c.record
      left join known_field f on f.entity = c.entity and f.field = c.field
      left join meta.file m on m.id = c.file_id
      where not c.is_deleted and not contains(c.source_id, '#change ')
      union all
      select v.id, v.load_id, v.file_id, v.row_number, 'opportunity', v.opportunity, null, v.from_stage, v.stage, v.entered_at, 'no-record'
      from model.stage_visit v
      where not v.is_deleted and not contains(v.source_id, '#entered ') and not contains(v.source_id, '#visit')
        and not exists (select 1 from model.opportunity o where o.source_id = v.opportunity and not o.is_stub)
    )
    select * from judged where reason is not null`
}

/** SQL: is a value's text what its type says it would be? */
function isPlain(text: string, type: string): string {
  const shapes = {
    decimal: String.raw`-?\d+(\.\d+)?`,
    share: String.raw`-?\d+(\.\d+)?`,
    integer: String.raw`-?\d+`,
    boolean: 'true|false',
    date: String.raw`\d{4}-\d{2}-\d{2}`,
    timestamp: String.raw`\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?`,
  }
  const cases = Object.entries(shapes).map(([name, shape]) => `when '${name}' then regexp_full_match(${text}, '${shape}')`)
  return `coalesce(case ${type} ${cases.join(' ')} else true end, true)`
}

interface UnmatchedRecord {
  id: number
  load: number
  file: string
  sheet: string | null
  row: number
  entity: string | null
  record: string | null
  field: string | null
  oldValue: string | null
  newValue: string | null
  changedAt: string | null
  reason: UnmatchedReason
}

/** A page of them, newest load first. */
export async function unmatchedPage(
  database: Database,
  { load, offset, limit }: { readonly load?: number | undefined; readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: UnmatchedRow[] }> {
  const from = `(${await unmatchedSql(database)}) u where $load::integer is null or u.load_id = $load::integer`
  const [count] = await database.rows<{ total: number }>(`select count(*) as total from ${from}`, { load: load ?? null })
  const rows = await database.rows<UnmatchedRecord>(
    `select u.id, u.load_id as "load", f.name as file, f.sheet, u.row_number as "row", u.entity, u.record, u.field, u.old_value as "oldValue", u.new_value as "newValue",
       u.changed_at::varchar as "changedAt", u.reason
     from (select * from ${from}) u join meta.file f on f.id = u.file_id
     order by u.load_id desc, u.file_id, u.row_number limit $limit offset $offset`,
    { load: load ?? null, offset, limit },
  )
  return { total: count?.total ?? 0, rows: rows.map((row) => ({ ...row, text: unmatchedTexts[row.reason] })) }
}

/** How many rows of a file can't be joined, by reason, in the order of the reasons. */
export async function unmatchedOf(database: Database, file: number): Promise<{ reason: UnmatchedReason; text: LocalText; rows: number }[]> {
  const rows = await database.rows<{ reason: UnmatchedReason; rows: number }>(
    `select reason, count(*) as rows from (${await unmatchedSql(database)}) where file_id = $file group by reason`,
    { file },
  )
  return unmatchedReasons.flatMap((reason) => {
    const found = rows.find((row) => row.reason === reason)
    return found === undefined ? [] : [{ reason, text: unmatchedTexts[reason], rows: found.rows }]
  })
}
