import { HelmdeckError } from '../../../contract/errors.ts'
import type { ChangedRow, DealChanges, EntityChanges, LoadChanges } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { queryText } from '../../database/query-files.ts'
import { readDataVersion } from '../../workspace/data-version.ts'
import { hasHistory, referenceVersions } from '../load/versions.ts'
import { changedRows, isDealMove } from './changed-rows.ts'
import type { RowsWanted } from './changed-rows.ts'
import { touchedEntities } from './changed-versions.ts'
import type { TouchedEntity } from './changed-versions.ts'
import { changesSentence } from './changes-sentence.ts'
import { dealChanges, gatherDeals } from './deal-changes.ts'
import { entityChanges } from './entity-changes.ts'
import { knownSummaries } from './known-summaries.ts'
import type { ChangesSummary } from './known-summaries.ts'

export interface ChangesWanted extends RowsWanted {
  readonly load: number
  readonly entity: string | null
}

/**
 * What a load changed: rows of every entity that are new, changed, vanished or back, what happened to deals, and a page of the list.
 * Later loads don't matter. Throws `load-missing`, `cancelled`.
 */
export async function loadChanges(database: Database, wanted: ChangesWanted, options: RunOptions): Promise<LoadChanges> {
  // One transaction: a load that comes meanwhile would move versions between the tables.
  return await database.transaction(async (transaction) => {
    const known = knownSummaries(database, await readDataVersion(transaction))
    return await readChanges(transaction, wanted, known, options)
  })
}

async function readChanges(
  database: Database,
  wanted: ChangesWanted,
  known: Map<number, ChangesSummary>,
  options: RunOptions,
): Promise<LoadChanges> {
  const { load } = wanted
  const [found] = await database.rows<{ undone: boolean; keeps_versions: boolean }>(queryText('imports/load_state.sql'), { load }, options)
  if (found === undefined) throw new HelmdeckError('load-missing', { load })
  const state = found.undone ? 'undone' : found.keeps_versions ? 'kept' : 'not-kept'
  const nothing = { entities: [], deals: null, newReferences: 0 }
  if (state !== 'kept') return { load, state, sentence: changesSentence(state, nothing), ...nothing, total: 0, rows: [] }
  const remembered = known.get(load)
  if (remembered !== undefined && wanted.limit === 0)
    return { ...answerOf(load, remembered), total: countsOf(remembered, wanted).reduce((sum, { rows }) => sum + rows, 0), rows: [] }
  const touched = inOrder(await touchedEntities(database, load, options))
  const opportunities = touched.find(({ entity }) => entity === 'opportunity')
  if (opportunities?.hasBefore) await gatherDeals(database, load, opportunities, options)
  const summary = remembered ?? (await summaryOf(database, load, touched, options))
  known.set(load, summary)
  const listed = await page(database, touched, summary, wanted, options)
  await database.run('drop table if exists changed_deal')
  return { ...answerOf(load, summary), ...listed }
}

function answerOf(load: number, summary: ChangesSummary): Omit<LoadChanges, 'total' | 'rows'> {
  return { load, state: 'kept', sentence: changesSentence('kept', summary), ...summary, entities: [...summary.entities] }
}

async function summaryOf(
  database: Database,
  load: number,
  touched: readonly TouchedEntity[],
  options: RunOptions,
): Promise<ChangesSummary> {
  const entities: EntityChanges[] = []
  for (const one of touched) {
    const counted = await entityChanges(database, load, one, options)
    if (counted.new + counted.changed + counted.vanished + counted.returned > 0) entities.push(counted)
  }
  const hasDealsBefore = touched.some(({ entity, hasBefore }) => entity === 'opportunity' && hasBefore)
  const deals = hasDealsBefore ? await dealChanges(database, options) : null
  return { entities, deals, newReferences: await countNewReferences(database, load, options) }
}

const first = ['opportunity', 'lead', 'account', 'contact', 'activity', 'quote', 'contract', 'order', 'payment']

/** Deals first, then what leads to them and what follows. */
function inOrder(touched: readonly TouchedEntity[]): readonly TouchedEntity[] {
  const rank = ({ entity }: TouchedEntity): number => (first.includes(entity) ? first.indexOf(entity) : first.length)
  return touched.toSorted((a, b) => rank(a) - rank(b) || (a.entity < b.entity ? -1 : 1))
}

/** The list goes through the entities in their order; their counts say where a page begins. */
async function page(
  database: Database,
  touched: readonly TouchedEntity[],
  summary: ChangesSummary,
  wanted: ChangesWanted,
  options: RunOptions,
): Promise<{ total: number; rows: ChangedRow[] }> {
  const { load, kind, offset, limit } = wanted
  const counts = countsOf(summary, wanted)
  const rows: ChangedRow[] = []
  let before = 0
  for (const count of counts) {
    const from = Math.max(0, offset + rows.length - before)
    const open = limit - rows.length
    const one = touched.find((candidate) => candidate.entity === count.entity)
    if (one !== undefined && open > 0 && from < count.rows)
      rows.push(...(await changedRows(database, load, one, { kind, offset: from, limit: open }, options)))
    before += count.rows
  }
  return { total: before, rows }
}

/** How many rows of each entity the list has. */
function countsOf(
  { entities, deals }: ChangesSummary,
  { entity, kind }: ChangesWanted,
): readonly { readonly entity: string; readonly rows: number }[] {
  return entities
    .filter((one) => entity === null || one.entity === entity)
    .map((one) => ({ entity: one.entity, rows: countOf(one, deals, kind) }))
}

function countOf(entity: EntityChanges, deals: DealChanges | null, kind: RowsWanted['kind']): number {
  if (kind === null) return entity.new + entity.changed + entity.vanished + entity.returned
  if (!isDealMove(kind)) return entity[kind]
  return entity.entity === 'opportunity' ? (deals?.moves[kind] ?? 0) : 0
}

async function countNewReferences(database: Database, load: number, options: RunOptions): Promise<number> {
  const isKept = await hasHistory(database, referenceVersions)
  const kept = isKept
    ? `union select ref from history.meta_reference where load_id = $load except select ref from history.meta_reference where ended_by = $load`
    : ''
  const [row] = await database.rows<{ references: number }>(
    `select count(*) as "references" from (select ref from meta.reference where load_id = $load ${kept})`,
    { load },
    options,
  )
  return row?.references ?? 0
}
