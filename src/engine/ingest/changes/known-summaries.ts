import type { DealChanges, EntityChanges } from '../../../contract/load-changes.ts'
import type { Database } from '../../database/database.ts'

/** What a load changed, in counts. */
export interface ChangesSummary {
  readonly entities: readonly EntityChanges[]
  readonly deals: DealChanges | null
  readonly newReferences: number
}

interface Known {
  readonly version: number
  readonly byLoad: Map<number, ChangesSummary>
}

const known = new WeakMap<Database, Known>()

/** Summaries of this version of the data: people page and filter, and the counts stay the same. */
export function knownSummaries(database: Database, version: number): Map<number, ChangesSummary> {
  const found = known.get(database)
  if (found?.version === version) return found.byLoad
  const byLoad = new Map<number, ChangesSummary>()
  known.set(database, { version, byLoad })
  return byLoad
}
