import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { renewMarts } from '../ingest/load/marts.ts'
import type { DocumentStore } from './document-store.ts'
import type { SettingsProblem } from '../settings/check-settings.ts'
import { reconcileSettings } from '../settings/settings.ts'

/**
 * Makes of a database, whichever version wrote it, one that this version answers from: schema, settings as the documents have
 * them, marts. Answers whether the marts were built anew, and what is wrong with the settings where they cannot be read. Fails with `workspace-newer`, `disk-full`.
 */
export async function bringUpToDate(
  database: Database,
  documents: DocumentStore,
): Promise<{ readonly isRenewed: boolean; readonly spoiled: SettingsProblem | null }> {
  await migrate(database)
  const spoiled = await reconcileSettings(documents, database)
  return { spoiled, isRenewed: await renewMarts(database) }
}
