import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'
import type { LoadedFile, RowCounts } from './loaded-file.ts'
import { valueName } from './row-key.ts'
import type { StagedTable } from './stage-table.ts'
import type { TablePlan } from './table-plan.ts'

/** One column of the model with the expression over the staged row that fills it. */
interface Filling {
  readonly column: string
  readonly value: string
}

function fillings({ plan, name }: StagedTable): readonly Filling[] {
  const columns = plan.columns
    .filter((column) => column.column !== 'source_id' || column.isCustom)
    .map((column) => ({ column: column.column, value: fillingValue(column.column, column.sqlType, name) }))
  return [...columns, ...periodEnd(plan), ...currency(plan)]
}

function currency({ currencyFrom, currency: named }: TablePlan): readonly Filling[] {
  if (currencyFrom) return [{ column: 'currency', value: 's.v_currency' }]
  return named === null ? [] : [{ column: 'currency', value: `'${named}'` }]
}

/** A target for `2025Q1` or `2026` is one for all of it, not for January. */
function periodEnd({ periodFrom }: TablePlan): readonly Filling[] {
  if (periodFrom === null) return []
  return [{ column: 'period_end', value: `last_day(s.${valueName(periodFrom.column)} + to_months(s.v_period_months - 1))` }]
}

function fillingValue(column: string, sqlType: string, staged: string): string {
  const value = `s.${valueName(column)}`
  if (column === 'is_deleted') return `coalesce(${value}, false)`
  // 75 and 0.75 are the same probability; which of the two a file means, all its rows together say.
  if (column === 'probability')
    return `(${value} / (select case when max(abs(${valueName(column)})) > 1 then 100 else 1 end from ${staged}))::${sqlType}`
  return `${value}::${sqlType}`
}

/**
 * Puts the usable rows of a staged table into the model: new keys are inserted, known ones updated where a column of the
 * file says something else. Columns that the file doesn't have keep their values.
 */
export async function upsertStaged(
  database: Database,
  staged: StagedTable,
  file: LoadedFile,
  options: RunOptions,
): Promise<Pick<RowCounts, 'loaded' | 'updated' | 'unchanged'>> {
  const { plan, name } = staged
  const table = `model.${quoteIdentifier(plan.entity)}`
  const columns = fillings(staged)
  if (!(await hasRows(database, `${table} where source = 'file'`, options)))
    return { loaded: await insertRows(database, staged, columns, file, 's.bad_reason is null', options), updated: 0, unchanged: 0 }
  const differs = columns.map(({ column, value }) => `m.${quoteIdentifier(column)} is distinct from ${value}`)
  const returns = columns.some(({ column }) => column === 'is_deleted') ? [] : ['m.is_deleted']
  await database.run(
    `create or replace temp table ${name}_known as
     select s.row_number, m.id, (${[...differs, ...returns, 'false'].join(' or ')}) as is_changed
     from ${name} s join ${table} m on m.source = 'file' and m.source_id = s.source_id
     where s.bad_reason is null`,
    {},
    options,
  )
  const sets = [...columns, ...(returns.length === 0 ? [] : [{ column: 'is_deleted', value: 'false' }])]
  const assignments = sets.map(({ column, value }) => `${quoteIdentifier(column)} = ${value}`)
  const loaded = await insertRows(
    database,
    staged,
    columns,
    file,
    `s.bad_reason is null and s.row_number not in (select row_number from ${name}_known)`,
    options,
  )
  const updated = await database.run(
    `update ${table} as m set ${assignments.map((assignment) => `${assignment}, `).join('')}load_id = $load, file_id = $file, row_number = s.row_number, row_hash = s.row_hash
     from ${name} s join ${name}_known k on k.row_number = s.row_number
     where k.id = m.id and k.is_changed`,
    { load: file.load, file: file.id },
    options,
  )
  const [same] = await database.rows<{ rows: number }>(`select count(*) as rows from ${name}_known where not is_changed`)
  return { loaded, updated, unchanged: same?.rows ?? 0 }
}

async function insertRows(
  database: Database,
  { plan, name }: StagedTable,
  columns: readonly Filling[],
  file: LoadedFile,
  where: string,
  options: RunOptions,
): Promise<number> {
  const names = columns.map(({ column }) => `, ${quoteIdentifier(column)}`).join('')
  const values = columns.map(({ value }) => `, ${value}`).join('')
  const base = await reserveIds(database, plan.table.counts.rows)
  const stub = columns.some(({ column }) => column === 'is_deleted') ? '' : ', is_deleted'
  return await database.run(
    `insert into model.${quoteIdentifier(plan.entity)} (id, source, source_id, load_id, file_id, row_number, row_hash, is_stub${stub}${names})
     select $base::bigint + s.row_number, 'file', s.source_id, $load, $file, s.row_number, s.row_hash, false${stub === '' ? '' : ', false'}${values}
     from ${name} s where ${where}`,
    { base, load: file.load, file: file.id },
    options,
  )
}

/** Takes ids for all rows of a file at once; a row's is the answer + its number. A call of `nextval` per inserted row would insert on one thread only. */
async function reserveIds(database: Database, rows: number): Promise<number> {
  const [taken] = await database.rows<{ first: number }>(`select min(nextval('meta.entity_ids')) as first from range($rows::bigint)`, {
    rows,
  })
  return (taken?.first ?? 1) - 1
}
