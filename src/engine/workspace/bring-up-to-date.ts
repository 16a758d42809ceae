import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { renewMarts } from '../ingest/load/marts.ts'
import type { DocumentStore } from './document-store.ts'
import { reconcileSettings } from './settings.ts'

/**
 * Makes of a database, whichever version wrote it, one that this version answers from: schema, settings as the documents have
 * them, marts. Answers whether the marts were built anew. Fails with `workspace-newer`, `disk-full`.
 */
export async function bringUpToDate(database: Database, documents: DocumentStore): Promise<boolean> {
  await migrate(database)
  await reconcileSettings(documents, database)
  return await renewMarts(database)
}
