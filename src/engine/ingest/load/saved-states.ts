import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import { fieldNamed, valueType } from '../recognise/change-vocabulary.ts'
import { headerKey } from '../recognise/header-key.ts'

/** Fields of a deal that histories of its saves carry; anything else in such a row is what the deal is today. */
const tracked: ReadonlySet<string> = new Set(['amount', 'expected_close_on', 'probability', 'forecast_category'])
const before: ReadonlyMap<string, string> = new Map([
  ['prevamount', 'amount'],
  ['previousamount', 'amount'],
  ['prevclosedate', 'expected_close_on'],
  ['previousclosedate', 'expected_close_on'],
])

interface SavedColumn {
  readonly column: string
  readonly header: string
  readonly type: string
  readonly field: string
  readonly isBefore: boolean
}

/** Columns of stage histories that say what else a deal was when it was saved. */
export async function savedColumns(database: Database, options: RunOptions): Promise<readonly SavedColumn[]> {
  const rows = await database.rows<{ column: string; header: string; type: string }>(
    `select column_name as "column", header, type from meta.custom_column where entity = 'stage_visit'`,
    {},
    options,
  )
  return rows.flatMap((row): SavedColumn[] => {
    const old = before.get(headerKey(row.header))
    const field = old ?? fieldNamed('opportunity', row.header)
    return field !== null && tracked.has(field) ? [{ ...row, field, isBefore: old !== undefined }] : []
  })
}

/**
 * SQL of what stage histories say of touched deals save by save: entity, record, field, source_field, changed_at, value, prior
 * (what the row itself says was there before), changed_by, origin, file_id, row_number, row_hash. A file that has no column of
 * a field says nothing of it. Fills `saved_file` (file_id, field).
 */
export async function savedStates(database: Database, columns: readonly SavedColumn[], options: RunOptions): Promise<string | null> {
  const fields = [...new Set(columns.filter(({ isBefore }) => !isBefore).map(({ field }) => field))]
  if (fields.length === 0) return null
  await findFiles(database, columns, options)
  const parts: string[] = []
  for (const field of fields) parts.push(await fieldStates(database, field, columns, options))
  const stage = stateSql('stage', `'stage'`, 'v.stage', 'v.from_stage', 'exists (select 1 from saved_file f where f.file_id = v.file_id)')
  return [stage, ...parts].join(' union all ')
}

async function findFiles(database: Database, columns: readonly SavedColumn[], options: RunOptions): Promise<void> {
  const headers = columns.filter(({ isBefore }) => !isBefore)
  await database.run(
    `create or replace temp table saved_file as
     select distinct f.id as file_id, h.field from meta.file f
     join (values ${headers.map(({ header, field }) => `(${quoteLiteral(header)}, '${field}')`).join(', ')}) h(header, field)
       on list_contains(json_extract_string(f.mapping, '$.columns[*].header'), h.header)
     where f.kind = 'stage_visit'`,
    {},
    options,
  )
}

async function fieldStates(database: Database, field: string, columns: readonly SavedColumn[], options: RunOptions): Promise<string> {
  const now = columns.filter((column) => column.field === field && !column.isBefore)
  const earlier = columns.filter((column) => column.field === field && column.isBefore)
  const scale = field === 'probability' ? await shareScale(database, now, options) : 1
  const value = coalesced(now.map((column) => savedText(column, scale)))
  const header = now.map(({ column, header: name }) => `when v.${quoteIdentifier(column)} is not null then ${quoteLiteral(name)}`).join(' ')
  return stateSql(
    field,
    `case ${header} else ${quoteLiteral(now[0]?.header ?? field)} end`,
    value,
    earlier.length === 0 ? 'null::varchar' : coalesced(earlier.map((column) => savedText(column, scale))),
    `(${value} is not null or exists (select 1 from saved_file f where f.file_id = v.file_id and f.field = '${field}'))`,
  )
}

const coalesced = (values: readonly string[]): string => (values.length === 1 ? (values[0] ?? 'null') : `coalesce(${values.join(', ')})`)

async function shareScale(database: Database, columns: readonly SavedColumn[], options: RunOptions): Promise<number> {
  const values = columns.map(({ column }) => `try_cast(${quoteIdentifier(column)} as double)`)
  const [row] = await database.rows<{ most: number | null }>(
    `select max(abs(coalesce(${values.join(', ')}))) as most from model.stage_visit`,
    {},
    options,
  )
  return (row?.most ?? 0) > 1 ? 100 : 1
}

/** What a field of its own holds was typed by its sample; one that stayed text is read with patience, and stays as it came where it can't be. */
function savedText({ column, type, field }: SavedColumn, scale: number): string {
  const value = `v.${quoteIdentifier(column)}`
  const wanted = valueType('opportunity', field)
  if (wanted === 'date') {
    const day = type === 'text' ? `try_cast(${value} as date)` : `${value}::date`
    return type === 'text' ? `coalesce(${day}::varchar, ${value})` : `(${day})::varchar`
  }
  if (wanted !== 'decimal' && wanted !== 'share') return `${value}::varchar`
  const number = type === 'text' ? `meta.parse_number(${value})` : value
  const plain = `meta.plain_decimal((${number}${wanted === 'share' && scale > 1 ? ` / ${scale}` : ''})::decimal(18, ${wanted === 'share' ? 6 : 4}))`
  return type === 'text' ? `coalesce(${plain}, ${value})` : plain
}

function stateSql(field: string, header: string, value: string, prior: string, where: string): string {
  return `select 'opportunity' as entity, v.opportunity as record, '${field}' as field, ${header} as source_field, v.entered_at as changed_at, ${value} as value,
      ${prior} as prior, v.changed_by, v.source_id as origin, v.stage, v.file_id, v.row_number, v.row_hash
    from model.stage_visit v join touched_record t on t.entity = 'opportunity' and t.record = v.opportunity
    where not v.is_deleted and v.entered_at is not null and not contains(v.source_id, '#entered ') and not contains(v.source_id, '#visit') and ${where}`
}
