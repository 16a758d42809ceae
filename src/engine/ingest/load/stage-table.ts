import type { Database, RunOptions } from '../../database/database.ts'
import { cellName, renditionSql } from '../recognise/rendition-sql.ts'
import { patientReading } from './cell-reading.ts'
import { rowKey, valueName } from './row-key.ts'
import type { RowKey } from './row-key.ts'
import type { ColumnPlan, TablePlan } from './table-plan.ts'

/** A table of a file, typed, in a temporary table: row_number, source_id, row_hash, bad_column (position or null), bad_value, bad_reason, and `v_<column>` for each column. */
export interface StagedTable {
  readonly name: string
  readonly plan: TablePlan
  readonly key: RowKey
  readonly rows: number
}

/**
 * Reads a rendition straight into typed columns, in one pass. Where DuckDB's reader meets a cell it can't read, the column
 * is read once more as text: by the patient reading for a column of the model, as plain text for a custom one.
 */
export async function stageTable(
  database: Database,
  plan: TablePlan,
  name: string,
  zone: string,
  options: RunOptions,
): Promise<StagedTable> {
  const key = rowKey(plan)
  for (let round = 0; ; round++) {
    const rejects = { table: `${name}_errors_${round}`, scan: `${name}_scans_${round}` }
    await database.run(`drop table if exists ${name}; create temp table ${name} as ${stagingSql(plan, key, rejects)}`, {}, options)
    const failed = [...(await failedColumns(database, rejects.table)), ...(await unreadableFields(database, plan, name, options))]
    if (failed.length === 0) break
    const changed = withPatience(plan, new Set(failed), zone)
    if (changed === plan || round > plan.columns.length)
      throw new Error(`columns ${failed.join(', ')} of ${name} could not be read as text either`)
    plan = changed
  }
  const [count] = await database.rows<{ rows: number }>(`select count(*) as rows from ${name}`, {}, options)
  return { name, plan, key, rows: count?.rows ?? 0 }
}

async function failedColumns(database: Database, rejects: string): Promise<readonly number[]> {
  const rows = await database.rows<{ column_name: string | null }>(`select distinct column_name from ${rejects}`)
  return rows.map((row) => (row.column_name === null ? -1 : Number(row.column_name.slice(1))))
}

/** Fields of the file's own of which some cell doesn't read as the type the sample showed. */
async function unreadableFields(database: Database, plan: TablePlan, name: string, options: RunOptions): Promise<readonly number[]> {
  const fields = plan.columns.filter((column) => column.isCustom && column.reading.canFail && column.visits.length === 0)
  if (fields.length === 0) return []
  const tests = fields.map((column) => `case when count(${rawName(column)}) > count(${valueName(column.column)}) then ${column.index} end`)
  const [row] = await database.rows<{ failed: (number | null)[] }>(`select [${tests.join(', ')}] as failed from ${name}`, {}, options)
  return (row?.failed ?? []).filter((index) => index !== null)
}

function withPatience(plan: TablePlan, failed: ReadonlySet<number>, zone: string): TablePlan {
  const isStuck = plan.columns.every(
    (column) => !failed.has(column.index) || (column.reading.read === 'VARCHAR' && !column.reading.canFail),
  )
  if (isStuck) return plan
  return { ...plan, columns: plan.columns.map((column) => (failed.has(column.index) ? patient(column, zone) : column)) }
}

function patient(column: ColumnPlan, zone: string): ColumnPlan {
  if (!column.isCustom || column.visits.length > 0) return { ...column, reading: patientReading(column.type, column.sqlType, zone) }
  return asText(column)
}

/** A field of the file's own that doesn't keep to one type is text. */
export function asText(column: ColumnPlan): ColumnPlan {
  return {
    ...column,
    type: 'text',
    sqlType: 'VARCHAR',
    reading: { read: 'VARCHAR', value: (cell) => `meta.trimmed(${cell})`, canFail: false },
  }
}

function stagingSql(plan: TablePlan, key: RowKey, rejects: { table: string; scan: string }): string {
  const types = new Map(plan.columns.map((column) => [column.index, column.reading.read]))
  const fallible = plan.columns.filter((column) => column.reading.canFail && !column.isCustom)
  const values = plan.columns.map((column) => `${column.reading.value(cellName(column.index))} as ${valueName(column.column)}`)
  const raws = plan.columns.filter((column) => column.reading.canFail).map((column) => `${cellName(column.index)} as ${rawName(column)}`)
  const currency = plan.currencyFrom ? [`meta.currency_in(${cellName(plan.currencyFrom.index)}) as v_currency`] : []
  const source = renditionSql(plan.table, types, rejects)
  const names = [...plan.columns.map((column) => valueName(column.column)), ...(plan.currencyFrom ? ['v_currency'] : [])]
  const kept = plan.columns.filter((column) => column.isCustom && column.reading.canFail).map(rawName)
  const bad = badColumn(fallible, key)
  return `select row_number, ${key.expression} as source_id, hash(${names.length === 0 ? 'row_number' : names.join(', ')}) as row_hash,
    ${bad.column} as bad_column, ${bad.value} as bad_value, ${bad.reason} as bad_reason${[...names, ...kept].map((value) => `, ${value}`).join('')}
  from (select row_number${[...values, ...raws, ...currency].map((value) => `, ${value}`).join('')} from ${source})`
}

function rawName(column: ColumnPlan): string {
  return `raw_${column.index}`
}

/** The first cell that can't be typed, else the first that is missing though the row says nothing without it. */
function badColumn(fallible: readonly ColumnPlan[], key: RowKey): { column: string; value: string; reason: string } {
  const untyped = fallible.map((column) => ({
    column,
    test: `${rawName(column)} is not null and ${valueName(column.column)} is null`,
    value: `${rawName(column)}::varchar`,
    reason: `'untyped'`,
  }))
  const missing = key.required.map((column) => ({
    column,
    test: `${valueName(column.column)} is null`,
    value: 'null',
    reason: `'missing'`,
  }))
  const cases = [...untyped, ...missing]
  const pick = (part: (entry: (typeof cases)[number]) => string, type: string): string =>
    cases.length === 0 ? `null::${type}` : `case ${cases.map((entry) => `when ${entry.test} then ${part(entry)}`).join(' ')} end::${type}`
  return {
    column: pick((entry) => String(entry.column.index), 'integer'),
    value: pick((entry) => entry.value, 'varchar'),
    reason: pick((entry) => entry.reason, 'varchar'),
  }
}
