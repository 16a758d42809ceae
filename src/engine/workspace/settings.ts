import { WorkspaceSettings, type SettingsChange } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { advanceDataVersion } from './data-version.ts'
import type { DocumentStore } from './document-store.ts'

const name = 'workspace'

/** The workspace's settings, every one with a value. A document somebody spoiled by hand counts as none. */
export async function readSettings(documents: DocumentStore): Promise<WorkspaceSettings> {
  const stored = await documents.find('settings', name)
  return WorkspaceSettings.safeParse(stored?.body).data ?? WorkspaceSettings.parse({})
}

/**
 * Changes the settings named and leaves the others. Answers may differ afterwards, so the data version grows.
 * Fails with `invalid-request` for a zone or a day that does not exist.
 */
export async function changeSettings(documents: DocumentStore, database: Database, change: SettingsChange): Promise<WorkspaceSettings> {
  checkSettings(change)
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const settings = WorkspaceSettings.parse({ ...(await readSettings(documents)), ...Object.fromEntries(given) })
  await documents.save('settings', name, settings, 'any')
  await copySettings(database, settings, true)
  return settings
}

/** Puts the settings where queries can read them: keys in snake_case, values as text. */
export async function copySettings(database: Database, settings: WorkspaceSettings, isChange = false): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.run(queryText('workspace/clear_settings.sql'))
    for (const [key, value] of Object.entries(settings)) {
      const column = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      await transaction.run(queryText('workspace/set_setting.sql'), { key: column, value: value === null ? null : String(value) })
    }
    if (isChange) await advanceDataVersion(transaction)
  })
}

function checkSettings({ timeZone, clock }: SettingsChange): void {
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new HelmdeckError('invalid-request', { field: 'timeZone', problem: 'there is no such time zone' })
  }
  if (clock && !isDay(clock)) throw new HelmdeckError('invalid-request', { field: 'clock', problem: 'there is no such day' })
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
}
