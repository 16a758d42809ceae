import type { Database, RunOptions } from '../../database/database.ts'
import { createdWords, fieldNamed, objectNamed, valueType } from '../recognise/change-vocabulary.ts'
import type { ValueType } from '../recognise/change-vocabulary.ts'
import { headerKey } from '../recognise/header-key.ts'
import { historyObject } from '../recognise/history-shape.ts'
import type { ModelKind } from '../recognise/synonyms/all-synonyms.ts'
import { textReading } from './cell-reading.ts'
import { nameRecords } from './name-records.ts'
import { partsFirst, plainValue } from './plain-value.ts'
import type { PartOrder, PlainReading } from './plain-value.ts'
import type { StagedTable } from './stage-table.ts'
import type { ColumnPlan } from './table-plan.ts'

/**
 * Before the rows of a change log are compared: whose change it is, which column of ours the field is, and values typed as
 * that column's are. What can't be told or typed stays as it came. Of an owner's change told twice, by name and by id, one
 * row counts and the other is marked deleted. A row without an id of its own is told by all it says, so the same change in
 * two files is one.
 */
export async function settleChanges(database: Database, staged: StagedTable, zone: string, options: RunOptions): Promise<StagedTable> {
  const { name, plan } = staged
  const has = (column: string): boolean => plan.columns.some((candidate) => candidate.column === column && !candidate.isCustom)
  await mapObjects(database, staged, has('entity'), options)
  await mapFields(database, staged, has('entity'), options)
  const said = (column: string): string => (has(column) ? `s.v_${column}` : 'null::varchar')
  const reading: PlainReading = {
    zone,
    order: await partOrder(database, staged, has, options),
    shareScale: `(select scale from change_scale)`,
  }
  await database.run(scaleSql(name, has), {}, options)
  const added = ['entity', 'field', 'is_deleted'].filter((column) => !has(column))
  const replaced = ['entity', 'old_value', 'new_value', 'is_deleted'].filter(has).map((column) => `v_${column}`)
  const values = (['old_value', 'new_value'] as const).filter(has).map((column) => `${typedValue(said(column), reading)} as v_${column}`)
  await database.run(
    `create or replace temp table ${name}_said as select * from ${name};
     create or replace temp table ${name} as
     select s.* exclude (${['source_id', 'row_hash', ...replaced].join(', ')}), o.entity as v_entity, coalesce(f.field, s.v_source_field) as v_field,
       ${has('is_deleted') ? 'coalesce(s.v_is_deleted, false)' : 'false'} as v_is_deleted${values.map((value) => `, ${value}`).join('')},
       s.source_id, s.row_hash
     from ${name}_said s
     join change_object o on o.said is not distinct from ${has('entity') ? 's.v_entity' : 'null'}
     left join change_field f on f.entity is not distinct from o.entity and f.source_field = s.v_source_field`,
    {},
    options,
  )
  await nameRows(database, staged, has, options)
  await nameRecords(database, name, options)
  await chooseOwners(database, name, has, options)
  return { ...staged, plan: { ...plan, columns: [...plan.columns, ...added.map((column) => syntheticColumn(column, plan.columns))] } }
}

/** `change_object` (said, entity): one row per text of the object column; a file that has none speaks of one kind of thing. */
async function mapObjects(database: Database, { name, plan }: StagedTable, isSaid: boolean, options: RunOptions): Promise<void> {
  const texts = isSaid
    ? (await database.rows<{ said: string | null }>(`select distinct v_entity as said from ${name}`, {}, options)).map(({ said }) => said)
    : [null]
  const fallback = historyObject(plan.draft)
  await database.run('create or replace temp table change_object (said varchar, entity varchar)')
  for (const said of texts)
    await database.run('insert into change_object values ($said, $entity)', { said, entity: said === null ? fallback : objectNamed(said) })
}

/** `change_field` (entity, source_field, field, type): one row per field the file names. */
async function mapFields(database: Database, { name }: StagedTable, isSaid: boolean, options: RunOptions): Promise<void> {
  const rows = await database.rows<{ entity: ModelKind | null; text: string }>(
    `select distinct o.entity, s.v_source_field as text from ${name} s
     join change_object o on o.said is not distinct from ${isSaid ? 's.v_entity' : 'null'} where s.v_source_field is not null`,
    {},
    options,
  )
  const found = rows.flatMap(({ entity, text }) => {
    if (createdWords.has(headerKey(text))) return [{ entity, text, field: 'created', type: 'text' }]
    const field = entity === null ? null : fieldNamed(entity, text)
    return field === null || entity === null ? [] : [{ entity, text, field, type: valueType(entity, field) ?? 'text' }]
  })
  await database.run('create or replace temp table change_field (entity varchar, source_field varchar, field varchar, type varchar)')
  if (found.length === 0) return
  await database.run(
    "insert into change_field select nullif(unnest($entities), ''), unnest($texts), unnest($fields), unnest($types)",
    {
      entities: found.map(({ entity }) => entity ?? ''),
      texts: found.map(({ text }) => text),
      fields: found.map(({ field }) => field),
      types: found.map(({ type }) => type),
    },
    options,
  )
}

/** `change_scale`: 100 where a share of the file is over 1. */
function scaleSql(name: string, has: (column: string) => boolean): string {
  const values = ['old_value', 'new_value'].filter(has).map((column) => `meta.parse_number(s.v_${column})`)
  return `create or replace temp table change_scale as
    select case when max(greatest(${values.map((value) => `abs(${value})`).join(', ')})) > 1 then 100 else 1 end as scale
    from ${name} s where s.v_source_field in (select source_field from change_field where type = 'share')`
}

const types: readonly ValueType[] = ['decimal', 'share', 'integer', 'boolean', 'date', 'timestamp', 'currency']

function typedValue(raw: string, reading: PlainReading): string {
  const cases = types.map((type) => `when '${type}' then ${plainValue(type, raw, reading)}`)
  return `coalesce(case f.type ${cases.join(' ')} end, ${raw})`
}

/** `13/02/2024` anywhere among the dates says that the day comes first; else they are written as the log's own dates are. */
async function partOrder(
  database: Database,
  { name, plan }: StagedTable,
  has: (column: string) => boolean,
  options: RunOptions,
): Promise<PartOrder> {
  const values = ['old_value', 'new_value'].filter(has).map((column) => `s.v_${column}`)
  const [row] = await database.rows<{ first: number | null; second: number | null }>(
    `select max(try_cast(regexp_extract(value, '${partsFirst}', 1) as integer)) as first, max(try_cast(regexp_extract(value, '${partsFirst}', 2) as integer)) as second
     from (select unnest([${values.join(', ')}]) as value from ${name} s where s.v_source_field in (select source_field from change_field where type in ('date', 'timestamp')))
     where regexp_full_match(value, '${partsFirst}')`,
    {},
    options,
  )
  const own = plan.columns.find(({ column }) => column === 'changed_at')?.draft.format
  if ((row?.first ?? 0) > 12) return (row?.second ?? 0) > 12 ? null : 'dmy'
  if ((row?.second ?? 0) > 12) return 'mdy'
  return own === 'dmy' || own === 'mdy' ? own : null
}

/** Ids of logs count from 1 for every object; a row without one is told by what it says, whatever else stands beside it. */
async function nameRows(
  database: Database,
  { name, key }: StagedTable,
  has: (column: string) => boolean,
  options: RunOptions,
): Promise<void> {
  const parts = [
    'v_entity',
    'v_record',
    'v_field',
    'v_changed_at',
    ...['old_value', 'new_value'].filter(has).map((column) => `v_${column}`),
  ]
  const sets =
    key.expression === 'v_source_id'
      ? `source_id = concat_ws('/', v_entity, source_id)`
      : `source_id = printf('%016x', hash(${parts.join(', ')})), row_hash = hash(${parts.join(', ')})`
  await database.run(`update ${name} set ${sets}`, {}, options)
}

/** Salesforce writes an owner's change twice, as names and as ids. The ids count, unless only the names are known. */
async function chooseOwners(database: Database, name: string, has: (column: string) => boolean, options: RunOptions): Promise<void> {
  if (!has('new_value')) return
  const isId = (value: string): string =>
    `regexp_full_match(${value}, '(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})') and regexp_matches(${value}, '\\d')`
  const known = `select source_id from model.person where not is_stub union select name from model.person where not is_stub`
  await database.run(
    `update ${name} s set v_is_deleted = true from (
       select row_number from (
         select row_number, is_id, bool_or(is_id) over moment and bool_or(not is_id) over moment as is_twice,
           bool_or(is_known and is_id) over moment as knows_ids, bool_or(is_known and not is_id) over moment as knows_names
         from (
           select row_number, v_entity, v_record, v_changed_at, coalesce(${isId(has('old_value') ? 'coalesce(v_new_value, v_old_value)' : 'v_new_value')}, false) as is_id,
             coalesce(v_new_value in (${known}), false) as is_known
           from ${name} where v_field = 'owner' and not v_is_deleted and bad_reason is null
         )
         window moment as (partition by v_entity, v_record, v_changed_at)
       )
       where is_twice and is_id = (knows_names and not knows_ids)
     ) t where t.row_number = s.row_number`,
    {},
    options,
  )
}

function syntheticColumn(column: string, columns: readonly ColumnPlan[]): ColumnPlan {
  const [first] = columns
  if (first === undefined) throw new Error('a change log without columns')
  const isFlag = column === 'is_deleted'
  return {
    ...first,
    index: -1,
    header: column,
    column,
    sqlType: isFlag ? 'BOOLEAN' : 'VARCHAR',
    type: isFlag ? 'boolean' : 'text',
    isCustom: false,
    reading: textReading(),
    text: textReading(),
    visits: [],
  }
}
