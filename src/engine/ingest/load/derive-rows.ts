import type { Database, RunOptions } from '../../database/database.ts'
import { quoteLiteral } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'
import { allocatedBy } from '../recognise/payment-allocations.ts'
import type { Allocated } from '../recognise/payment-allocations.ts'
import { valueName } from './row-key.ts'
import { removeRows } from './versions.ts'
import type { StagedTable } from './stage-table.ts'
import type { LoadedFile } from './loaded-file.ts'

const base = 'id, source, source_id, load_id, file_id, row_number, row_hash, is_stub, is_deleted'

/** A deal file that names a product says what the deal sells: one line with the deal's amount. Answers how many rows came or went. */
async function deriveLines(database: Database, file: LoadedFile, options: RunOptions): Promise<number> {
  const ofFile = `ends_with(m.source_id, '#product')
     and m.opportunity in (select source_id from model.opportunity where file_id = $file and load_id = $load)`
  const removed = await removeDerived(database, 'opportunity_line', ofFile, file, options)
  const added = await database.run(
    `insert into model.opportunity_line (${base}, opportunity, product, amount, currency)
     select nextval('meta.entity_ids'), source, source_id || '#product', load_id, file_id, row_number, row_hash, false, false, source_id, product, amount, currency
     from model.opportunity where file_id = $file and load_id = $load and product is not null and not is_deleted`,
    { load: file.load, file: file.id },
    options,
  )
  return removed + added
}

/** Dates named after stages are visits of them. */
async function deriveVisits(database: Database, { plan, name }: StagedTable, file: LoadedFile, options: RunOptions): Promise<number> {
  const stages = [...new Set(plan.columns.flatMap((column) => column.visits.map((visit) => visit.stage)))]
  const dateOf = (stage: string, end: string): string => {
    const column = plan.columns.find((candidate) => candidate.visits.some((visit) => visit.stage === stage && visit.end === end))
    return column === undefined ? 'null::timestamp' : `try_cast(s.${valueName(column.column)} as timestamp)`
  }
  let visits = 0
  for (const stage of stages) {
    const suffix = quoteLiteral(`#entered ${stage}`)
    const params = { load: file.load, file: file.id, stage }
    const scope = `from ${name} s join model.opportunity o on o.source = 'file' and o.source_id = s.source_id and o.load_id = $load and o.file_id = $file where s.bad_reason is null`
    visits += await removeDerived(database, 'stage_visit', `m.source_id in (select o.source_id || ${suffix} ${scope})`, file, options)
    visits += await database.run(
      `insert into model.stage_visit (${base}, opportunity, pipeline, stage, entered_at, left_at)
       select nextval('meta.entity_ids'), o.source, o.source_id || ${suffix}, o.load_id, o.file_id, o.row_number, o.row_hash, false, false,
         o.source_id, o.pipeline, $stage, ${dateOf(stage, 'entered_at')}, ${dateOf(stage, 'left_at')}
       ${scope} and ${dateOf(stage, 'entered_at')} is not null`,
      params,
      options,
    )
  }
  return visits
}

/** A payment whose row names an invoice or an instalment paid that. Answers how many rows came or went. */
async function deriveAllocations(database: Database, { plan, name }: StagedTable, file: LoadedFile, options: RunOptions): Promise<number> {
  const said = (part: Allocated): string => {
    const column = plan.columns.find(({ draft }) => allocatedBy(draft) === part)
    return column === undefined ? 'null::varchar' : `s.${valueName(column.column)}`
  }
  const params = { load: file.load, file: file.id }
  const ofFile = `ends_with(m.source_id, '#allocation')
     and m.payment in (select source_id from model.payment where file_id = $file and load_id = $load)`
  const removed = await removeDerived(database, 'payment_allocation', ofFile, file, options)
  const added = await database.run(
    `insert into model.payment_allocation (${base}, payment, invoice, instalment, amount)
     select nextval('meta.entity_ids'), p.source, p.source_id || '#allocation', p.load_id, p.file_id, p.row_number, p.row_hash, false, false,
       p.source_id, ${said('invoice')}, ${said('instalment')}, p.amount
     from ${name} s join model.payment p on p.source = 'file' and p.source_id = s.source_id and p.load_id = $load and p.file_id = $file
     where s.bad_reason is null and not p.is_deleted and coalesce(${said('invoice')}, ${said('instalment')}) is not null`,
    params,
    options,
  )
  return removed + added
}

/** What a file of deals or of payments says about other entities. Answers the tables it touched. */
export async function deriveRows(
  database: Database,
  staged: StagedTable,
  file: LoadedFile,
  options: RunOptions,
): Promise<readonly string[]> {
  if (staged.plan.entity === 'payment' && staged.plan.columns.some(({ draft }) => allocatedBy(draft) !== null))
    return (await deriveAllocations(database, staged, file, options)) > 0 ? ['payment_allocation'] : []
  if (staged.plan.entity !== 'opportunity') return []
  const touched: string[] = []
  if (staged.plan.columns.some((column) => column.column === 'product') && (await deriveLines(database, file, options)) > 0)
    touched.push('opportunity_line')
  if (staged.plan.columns.some((column) => column.visits.length > 0) && (await deriveVisits(database, staged, file, options)) > 0)
    touched.push('stage_visit')
  return touched
}

/** Takes away what earlier loads read out of the rows of this file; what they were is kept. Answers how many. */
async function removeDerived(database: Database, entity: string, where: string, file: LoadedFile, options: RunOptions): Promise<number> {
  if (!(await hasRows(database, `model.${entity}`, options))) return 0
  const params = { load: file.load, ...(where.includes('$file') ? { file: file.id } : {}) }
  return await removeRows(database, entity, file.load, where, options, params)
}

const outranked: Readonly<Record<string, string>> = {
  opportunity_line: `ends_with(m.source_id, '#product')
    and m.opportunity in (select opportunity from model.opportunity_line where not ends_with(source_id, '#product') and not is_deleted)`,
  stage_visit: `contains(m.source_id, '#entered ')
    and m.opportunity in (select opportunity from model.stage_visit where not contains(source_id, '#entered ') and not is_deleted)`,
  payment_allocation: `ends_with(m.source_id, '#allocation')
    and m.payment in (select payment from model.payment_allocation where not ends_with(source_id, '#allocation') and not is_deleted)`,
}

/** Lines, visits and allocations that files describe themselves outrank those read out of a deal or a payment, whichever came first. */
export async function dropOutranked(database: Database, load: number, options: RunOptions): Promise<void> {
  for (const [entity, where] of Object.entries(outranked)) await removeRows(database, entity, load, where, options)
}
