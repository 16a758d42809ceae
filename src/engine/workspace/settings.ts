import { WorkspaceSettings, type SettingsChange } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { rebuildMarts } from '../ingest/load/marts.ts'
import { installMacros } from '../ingest/macros.ts'
import { advanceDataVersion } from './data-version.ts'
import type { DocumentStore } from './document-store.ts'

const name = 'workspace'

/** The workspace's settings, every one with a value. A document somebody spoiled by hand counts as none. */
export async function readSettings(documents: DocumentStore): Promise<WorkspaceSettings> {
  const stored = await documents.find('settings', name)
  return WorkspaceSettings.safeParse(stored?.body).data ?? WorkspaceSettings.parse({})
}

/**
 * Changes the settings named and leaves the others; where an answer may differ afterwards the data version grows.
 * Fails with `invalid-request` for a zone or a day that does not exist.
 */
export async function changeSettings(documents: DocumentStore, database: Database, change: SettingsChange): Promise<WorkspaceSettings> {
  checkSettings(change)
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const settings = WorkspaceSettings.parse({ ...(await readSettings(documents)), ...Object.fromEntries(given) })
  await documents.save('settings', name, settings, 'any')
  await copySettings(database, settings)
  return settings
}

/**
 * Brings the settings that queries see in line with the document when a workspace is opened: somebody may have edited it,
 * or a kill may have come between a first load, which settles the reporting currency, and the document.
 */
export async function reconcileSettings(documents: DocumentStore, database: Database): Promise<void> {
  const settings = await readSettings(documents)
  const { reporting_currency: settled } = await seenSettings(database)
  if (settings.reportingCurrency !== null || !settled) return copySettings(database, settings)
  await changeSettings(documents, database, { reportingCurrency: settled })
}

/** Puts the settings where queries read them (keys in snake_case, values as text) and builds anew what depends on them. */
async function copySettings(database: Database, settings: WorkspaceSettings): Promise<void> {
  const wanted = Object.entries(settings).map(([key, value]): [string, string | null] => [
    snakeCase(key),
    value === null ? null : String(value),
  ])
  await database.transaction(async (transaction) => {
    const seen = await seenSettings(transaction)
    const isNew = Object.keys(seen).length === 0
    if (!isNew && wanted.every(([key, value]) => seen[key] === value)) return
    await transaction.run(queryText('workspace/clear_settings.sql'))
    for (const [key, value] of wanted) await transaction.run(queryText('workspace/set_setting.sql'), { key, value })
    // Amounts in the marts are in the reporting currency; they hold nothing of the other settings.
    if (isNew || seen['reporting_currency'] !== settings.reportingCurrency) {
      await installMacros(transaction)
      await rebuildMarts(transaction, { tables: new Set(), references: new Set(), settingsChanged: true }, {})
    }
    if (!isNew) await advanceDataVersion(transaction)
  })
}

async function seenSettings(database: Database): Promise<Record<string, string | null>> {
  const rows = await database.rows<{ key: string; value: string | null }>(queryText('workspace/settings.sql'))
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
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
