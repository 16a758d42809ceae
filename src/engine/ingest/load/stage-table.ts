import type { Database, RunOptions } from '../../database/database.ts'
import { cellName, renditionSql } from '../recognise/rendition-sql.ts'
import { keyCounts, readKeyCounts } from './key-counts.ts'
import type { KeyCounts, KeyCountsRow } from './key-counts.ts'
import { rowKey, valueName } from './row-key.ts'
import type { RowKey } from './row-key.ts'
import type { ColumnPlan, TablePlan } from './table-plan.ts'

/** A table of a file, typed, in a temporary table: row_number, source_id, row_hash, bad_column (position or null), bad_value, bad_reason, `v_<column>` for each column, and `written_<position>` for each column of ids: where it is read otherwise than it is written, its text or, far down, an empty one. */
export interface StagedTable {
  readonly name: string
  readonly plan: TablePlan
  readonly key: RowKey
  readonly rows: number
  readonly keys: KeyCounts
}

/**
 * Reads a rendition straight into typed columns, in one pass. A field of the file's own of which some cell doesn't read as
 * the type the sample showed is read once more, as text.
 */
export async function stageTable(
  database: Database,
  plan: TablePlan,
  name: string,
  options: RunOptions,
  key = rowKey(plan),
): Promise<StagedTable> {
  for (let round = 0; ; round++) {
    await database.run(`drop table if exists ${name}; create temp table ${name} as ${stagingSql(plan, key)}`, {}, options)
    const lost = new Set(await lostFields(database, plan, name, options))
    if (lost.size === 0) break
    plan = { ...plan, columns: plan.columns.map((column) => (lost.has(column.index) ? asText(column) : column)) }
  }
  const [count] = await database.rows<{ rows: number; keys: KeyCountsRow | null }>(
    `select count(*) as rows, ${keyCounts(plan, key)} as keys from ${name} s`,
    {},
    options,
  )
  return { name, plan, key, rows: count?.rows ?? 0, keys: readKeyCounts(count?.keys) }
}

async function lostFields(database: Database, plan: TablePlan, name: string, options: RunOptions): Promise<readonly number[]> {
  const fields = plan.columns.filter(mayLose)
  if (fields.length === 0) return []
  const tests = fields.map((column) => `case when bool_or(${lostName(column)}) then ${column.index} end`)
  const [row] = await database.rows<{ lost: (number | null)[] }>(`select [${tests.join(', ')}] as lost from ${name}`, {}, options)
  return (row?.lost ?? []).filter((index) => index !== null)
}

/** A field nobody mapped puts no row aside: it turns into text instead. */
function mayLose(column: ColumnPlan): boolean {
  return column.isCustom && column.reading.canFail && column.visits.length === 0
}

/** A field of the file's own that doesn't keep to one type is text. */
export function asText(column: ColumnPlan): ColumnPlan {
  return { ...column, type: 'text', sqlType: 'VARCHAR', reading: column.text }
}

function stagingSql(plan: TablePlan, key: RowKey): string {
  const fallible = plan.columns.filter((column) => column.reading.canFail && !column.isCustom)
  const values = plan.columns.map((column) => `${column.reading.value(cellName(column.index))} as ${valueName(column.column)}`)
  const raws = plan.columns
    .filter((column) => column.reading.canFail)
    .map((column) => `${column.text.value(cellName(column.index))} as ${rawName(column)}`)
  const ids = plan.columns.filter(({ reading }) => reading.mayDiffer !== undefined)
  const texts = ids.map(({ index, reading, text }) => {
    const cell = cellName(index)
    return `case when ${reading.mayDiffer?.(cell) ?? 'false'} then ${text.value(cell)} end as raw_${index}`
  })
  const written = ids.map(
    (column) =>
      `case when ${valueName(column.column)} <> ${rawName(column)} then case when row_number <= ${shownRows} then ${rawName(column)} else '' end end as written_${column.index}`,
  )
  const currency = plan.currencyFrom ? [`meta.currency_in(${cellName(plan.currencyFrom.index)}) as v_currency`] : []
  const months = plan.periodFrom ? [`meta.period_months(${cellName(plan.periodFrom.index)}) as v_period_months`] : []
  const source = renditionSql(plan.table)
  const names = [...plan.columns.map((column) => valueName(column.column)), ...(plan.currencyFrom ? ['v_currency'] : [])]
  const lost = plan.columns
    .filter(mayLose)
    .map((column) => `${rawName(column)} is not null and ${valueName(column.column)} is null as ${lostName(column)}`)
  const aside = plan.periodFrom ? ['v_period_months'] : []
  const bad = badColumn(
    fallible,
    ids.filter(({ column }) => column !== 'record'),
    key,
  )
  return `select row_number, ${key.expression} as source_id, hash(${names.length === 0 ? 'row_number' : names.join(', ')}) as row_hash,
    ${bad.column} as bad_column, ${bad.value} as bad_value, ${bad.reason} as bad_reason${[...names, ...aside, ...lost, ...written].map((value) => `, ${value}`).join('')}
  from (select row_number${[...values, ...raws, ...texts, ...currency, ...months].map((value) => `, ${value}`).join('')} from ${source})`
}

/** As far down as texts are kept to be shown: all of them would cost as much as the ids. */
const shownRows = 1000

function rawName(column: ColumnPlan): string {
  return `raw_${column.index}`
}

function lostName(column: ColumnPlan): string {
  return `lost_${column.index}`
}

/** The first cell that can't be typed, else the first id that has lost digits, else the first cell that is missing though the row says nothing without it. */
function badColumn(
  fallible: readonly ColumnPlan[],
  ids: readonly ColumnPlan[],
  key: RowKey,
): { column: string; value: string; reason: string } {
  const untyped = fallible.map((column) => ({
    column,
    test: `${rawName(column)} is not null and ${valueName(column.column)} is null`,
    value: `${rawName(column)}::varchar`,
    reason: `'untyped'`,
  }))
  const shortened = ids.map((column) => ({
    column,
    test: `meta.has_lost_digits(${valueName(column.column)})`,
    value: valueName(column.column),
    reason: `'shortened'`,
  }))
  const missing = key.required.map((column) => ({
    column,
    test: `${valueName(column.column)} is null`,
    value: 'null',
    reason: `'missing'`,
  }))
  const cases = [...untyped, ...shortened, ...missing]
  const pick = (part: (entry: (typeof cases)[number]) => string, type: string): string =>
    cases.length === 0 ? `null::${type}` : `case ${cases.map((entry) => `when ${entry.test} then ${part(entry)}`).join(' ')} end::${type}`
  return {
    column: pick((entry) => String(entry.column.index), 'integer'),
    value: pick((entry) => entry.value, 'varchar'),
    reason: pick((entry) => entry.reason, 'varchar'),
  }
}
