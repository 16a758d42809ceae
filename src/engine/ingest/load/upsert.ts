import type { LoadMode } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'
import type { LoadedFile, RowCounts } from './loaded-file.ts'
import { readColumnsOf } from './model-columns.ts'
import { unsaidColumns } from './own-rows.ts'
import { valueName } from './row-key.ts'
import { entityVersions, keepVersions } from './versions.ts'
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
 * Puts the usable rows of a staged table into the model: new keys are inserted, known ones changed as the load's mode says.
 * Columns that the file doesn't have keep their values, but in a load that replaces. A row whose own time of change is before
 * that of the known one is older news: it changes nothing.
 */
export async function upsertStaged(
  database: Database,
  staged: StagedTable,
  file: LoadedFile,
  mode: LoadMode,
  options: RunOptions,
): Promise<Omit<RowCounts, 'quarantined'>> {
  const { plan, name } = staged
  const table = `model.${quoteIdentifier(plan.entity)}`
  const columns = fillings(staged)
  if (!(await hasRows(database, `${table} where source = 'file'`, options))) {
    const loaded = await insertRows(database, staged, columns, file, 's.bad_reason is null', options)
    return { loaded, updated: 0, unchanged: 0, older: 0 }
  }
  const sets = [...columns, ...(await implied(database, columns, plan.entity, mode))]
  const differs = sets.map(({ column, value }) => `m.${quoteIdentifier(column)} is distinct from ${value}`)
  const older = columns.some(({ column }) => column === 'updated_at')
    ? `coalesce(m.updated_at > s.${valueName('updated_at')}, false)`
    : 'false'
  await database.run(
    `create or replace temp table ${name}_known as
     select s.row_number, m.id, ${older} as is_older, ${mode !== 'append'} and not ${older} and (${differs.join(' or ')}) as is_changed
     from ${name} s join ${table} m on m.source = 'file' and m.source_id = s.source_id
     where s.bad_reason is null`,
    {},
    options,
  )
  const isNew = `s.bad_reason is null and s.row_number not in (select row_number from ${name}_known)`
  const loaded = await insertRows(database, staged, columns, file, isNew, options)
  await keepVersions(database, entityVersions(plan.entity), file.load, `m.id in (select id from ${name}_known where is_changed)`, options)
  const assignments = sets.map(({ column, value }) => `${quoteIdentifier(column)} = ${value}, `)
  const updated = await database.run(
    `update ${table} as m set ${assignments.join('')}load_id = $load, file_id = $file, row_number = s.row_number, row_hash = s.row_hash
     from ${name} s join ${name}_known k on k.row_number = s.row_number
     where k.id = m.id and k.is_changed`,
    { load: file.load, file: file.id },
    options,
  )
  const [same] = await database.rows<{ rows: number; older: number }>(
    `select count(*) as rows, count(*) filter (is_older) as older from ${name}_known where not is_changed`,
  )
  return { loaded, updated, unchanged: same?.rows ?? 0, older: same?.older ?? 0 }
}

/** What a row says by being there: it is not deleted; and in a load that replaces, what it doesn't have is empty. */
async function implied(database: Database, said: readonly Filling[], entity: string, mode: LoadMode): Promise<readonly Filling[]> {
  const isSaid = (column: string): boolean => said.some((filling) => filling.column === column)
  const present = isSaid('is_deleted') ? [] : [{ column: 'is_deleted', value: 'false' }]
  if (mode !== 'replace') return present
  const columns = [...((await readColumnsOf(database, [entity])).get(entity)?.keys() ?? [])]
  return [
    ...present,
    ...columns.filter((column) => !unsaidColumns.has(column) && !isSaid(column)).map((column) => ({ column, value: 'null' })),
  ]
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
