import type { LoadMode } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import { historyObject } from '../recognise/history-shape.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import type { ModelKind } from '../recognise/synonyms/all-synonyms.ts'
import { withModelTypes } from './custom-columns.ts'
import type { LoadedFile } from './loaded-file.ts'
import { readColumnsOf } from './model-columns.ts'
import { plainText } from './plain-value.ts'
import { noKeyCounts } from './key-counts.ts'
import { valueName } from './row-key.ts'
import type { RowKey } from './row-key.ts'
import { stageTable } from './stage-table.ts'
import type { StagedTable } from './stage-table.ts'
import { planTable } from './table-plan.ts'
import type { ColumnPlan, PlanSettings, TablePlan } from './table-plan.ts'
import { upsertStaged } from './upsert.ts'

/** A file of row versions, read: the versions as rows of field_change, and the typed records they are versions of. */
export interface VersionTable {
  readonly versions: StagedTable
  readonly records: StagedTable
  readonly entity: ModelKind
}

/** A version that lasts ends on a far day: 9999 at Fivetran, 2050 in some of its older tables. */
export const lastingFrom = '2050-01-01'

/**
 * Reads every version typed as the thing it is a version of, and makes of each a row of field_change whose new_value holds
 * its cells: a version is told by its record and the moment it began.
 */
export async function stageVersions(
  database: Database,
  draft: ImportDraft,
  settings: PlanSettings,
  name: string,
  options: RunOptions,
): Promise<VersionTable> {
  const entity = historyObject(draft)
  if (entity === null) throw new Error(`versions of nothing: ${draft.table.name}`)
  const changePlan = planTable(
    { ...draft, columns: draft.columns.filter(({ target }) => target?.startsWith('field_change.')) },
    { ...settings, entity: 'field_change' },
  )
  const recordPlan = planTable(asRecords(draft, entity), { ...settings, entity })
  const start = changePlan.columns.find(({ column }) => column === 'changed_at')
  const record = changePlan.columns.find(({ column }) => column === 'record')
  const id = recordPlan.columns.find(({ column, isCustom }) => column === 'source_id' && !isCustom)
  const end = recordPlan.columns.find(({ draft: column }) => column.also.includes('version.ends_at'))
  if (!start || !record || !id || !end) throw new Error(`versions without an id, a start or an end: ${draft.table.name}`)
  const columns = recordPlan.columns.filter(({ index }) => index !== start.index)
  const key: RowKey = {
    expression: `concat('${entity}/', v_source_id, '@', v_changed_at::varchar)`,
    required: [id, start],
    isNumbered: false,
  }
  const records = await stageTable(database, { ...recordPlan, columns: [...columns, start] }, `${name}_records`, options, key)
  const cells = records.plan.columns.filter(({ index }) => index !== start.index && index !== id.index && index !== end.index)
  const shown = new Map(records.plan.columns.map((column) => [column.index, column]))
  await database.run(versionSql(name, records.name, entity, cells, shown.get(end.index) ?? end, start.header), {}, options)
  const versions = {
    name,
    plan: withVersionColumns(changePlan),
    key,
    rows: records.rows,
    keys: { ...noKeyCounts, rewritten: records.keys.rewritten },
  }
  const own = records.plan.columns.filter(({ index }) => index !== start.index && index !== end.index)
  return { versions, records: { ...records, plan: { ...records.plan, columns: own } }, entity }
}

function asRecords(draft: ImportDraft, entity: ModelKind): ImportDraft {
  const own = draft.columns.filter(({ also }) => also.length > 0)
  const columns = own.map((column) => {
    const target = column.also.find((also) => also.startsWith(`${entity}.`)) ?? null
    return { ...column, target, also: column.also.filter((also) => also === 'version.ends_at') }
  })
  return { ...draft, kind: entity, columns }
}

/** The text of a cell as field_change holds it; a share stands as 0..1 whichever way the file writes it. */
function cellText({ column, sqlType, isCustom }: ColumnPlan, records: string): string {
  const value = `s.${valueName(column)}`
  if (column !== 'probability' || isCustom) return plainText(value, sqlType)
  return plainText(
    `(${value} / (select case when max(abs(${valueName(column)})) > 1 then 100 else 1 end from ${records}))::decimal(18, 6)`,
    'DECIMAL',
  )
}

function versionSql(
  name: string,
  records: string,
  entity: string,
  cells: readonly ColumnPlan[],
  end: ColumnPlan,
  startHeader: string,
): string {
  const ours = new Set(cells.filter(({ isCustom }) => !isCustom).map(({ column }) => column))
  // A field of the source's own that is called like one of ours goes by the name of its column.
  const nameOf = ({ isCustom, header, column }: ColumnPlan): string => (!isCustom || ours.has(header) ? column : header)
  const pairs = cells.map((cell) => `${quoteLiteral(nameOf(cell))}, ${cellText(cell, records)}`)
  const endText = `case when try_cast(s.${valueName(end.column)} as timestamp) < timestamp '${lastingFrom}' then try_cast(s.${valueName(end.column)} as timestamp)::varchar end`
  return `create or replace temp table ${name} as
    select s.row_number, s.source_id, s.row_hash, s.bad_column, s.bad_value, s.bad_reason, '${entity}' as v_entity, s.v_source_id as v_record,
      'version' as v_field, ${quoteLiteral(startHeader)} as v_source_field, json_object(${[`'_end', ${endText}`, ...pairs].join(', ')})::varchar as v_new_value,
      s.v_changed_at, false as v_is_deleted
    from ${records} s`
}

/** A version that has ended does not last again because an older export still has it so. */
export async function keepEnds(database: Database, name: string, options: RunOptions): Promise<void> {
  await database.run(
    `update ${name} s set v_new_value = m.new_value from model.field_change m
     where m.source = 'file' and m.source_id = s.source_id and m.field = 'version' and not m.is_deleted
       and json_extract_string(s.v_new_value, '$._end') is null and json_extract_string(m.new_value, '$._end') is not null`,
    {},
    options,
  )
}

function withVersionColumns(plan: TablePlan): TablePlan {
  const [first] = plan.columns
  if (first === undefined) return plan
  const text = (column: string): ColumnPlan => ({
    ...first,
    index: -1,
    header: column,
    column,
    sqlType: 'VARCHAR',
    type: 'text',
    visits: [],
  })
  const columns = plan.columns.map((column) => ({ ...column, isCustom: false }))
  return {
    ...plan,
    currencyFrom: null,
    currency: null,
    columns: [...columns, ...['entity', 'field', 'source_field', 'new_value'].map(text), { ...text('is_deleted'), ...deletedColumn }],
  }
}

/**
 * The last version of a record is the record as it is: those that no file of their own describes are loaded, those that an
 * earlier version made are brought up to date; one that ended without a next is deleted. What a file of the records
 * themselves says is never touched. Answers how many came.
 */
export async function loadLastRecords(
  database: Database,
  { records, versions, entity }: VersionTable,
  file: LoadedFile,
  mode: LoadMode,
  options: RunOptions,
): Promise<number> {
  const last = `${records.name}_last`
  const table = `model.${quoteIdentifier(entity)}`
  const flag = records.plan.columns.find(({ column, isCustom }) => column === 'is_deleted' && !isCustom)
  await database.run(
    `create or replace temp table ${last} as
     select s.* ${flag === undefined ? '' : 'exclude (v_is_deleted)'} replace (s.v_source_id as source_id),
       ${flag === undefined ? 'false' : 'coalesce(s.v_is_deleted, false)'} or json_extract_string(v.v_new_value, '$._end') is not null as v_is_deleted
     from ${records.name} s
     join ${versions.name} v on v.row_number = s.row_number and v.bad_reason is null
     where s.v_changed_at >= (select max(c.changed_at) from model.field_change c where c.entity = '${entity}' and c.record = s.v_source_id and c.field = 'version' and not c.is_deleted)
       and not exists (select 1 from ${table} m left join meta.file f on f.id = m.file_id
         where m.source = 'file' and m.source_id = s.v_source_id and f.kind is distinct from 'field_change')
     qualify row_number() over (partition by s.v_source_id order by s.v_changed_at desc, s.row_number desc) = 1`,
    {},
    options,
  )
  const [first] = records.plan.columns
  const columns =
    flag !== undefined || first === undefined ? records.plan.columns : [...records.plan.columns, { ...first, ...deletedColumn }]
  const plan = withModelTypes({ ...records.plan, columns }, await readColumnsOf(database, [entity]))
  const { loaded } = await upsertStaged(database, { ...records, name: last, plan }, file, mode, options)
  return loaded
}

const deletedColumn = {
  index: -1,
  header: 'is_deleted',
  column: 'is_deleted',
  sqlType: 'BOOLEAN',
  type: 'boolean',
  isCustom: false,
} as const
