import { isDeepStrictEqual } from 'node:util'
import { HelmdeckError } from '../../contract/errors.ts'
import { WorkspaceSettings, type SettingsChange } from '../../contract/settings.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { DocumentStore } from '../workspace/document-store.ts'
import { acceptSettings, isProblem, parseSettings, withoutFormer, type SettingsProblem } from './check-settings.ts'
import { copySettings } from './copy-settings.ts'
import { mergePatch } from './merge-patch.ts'

const name = 'workspace'

export interface StoredSettings {
  /** 0 = nothing was ever set. */
  readonly version: number
  readonly settings: WorkspaceSettings
  /** Why the document cannot be read; `settings` are then those of the last version that could. */
  readonly problem: SettingsProblem | null
}

/** The workspace's settings, every one with a value, and whether somebody spoiled the document by hand. */
export async function readStoredSettings(documents: DocumentStore): Promise<StoredSettings> {
  const current = await documents.current('settings', name)
  if (current === null) return { version: 0, settings: WorkspaceSettings.parse({}), problem: null }
  const parsed = current === 'broken' ? { field: '', problem: 'it is no JSON of a document' } : parseSettings(withoutFormer(current.body))
  const versions = await versionsOf(documents)
  const version = current === 'broken' ? (versions[0]?.version ?? 0) : current.version
  if (!isProblem(parsed)) return { version, settings: parsed, problem: null }
  for (const { version: earlier } of versions) {
    const settings = parseSettings(withoutFormer((await documents.findVersion('settings', name, earlier))?.body))
    if (!isProblem(settings)) return { version, settings, problem: parsed }
  }
  return { version, settings: WorkspaceSettings.parse({}), problem: parsed }
}

async function versionsOf(documents: DocumentStore): Promise<readonly { readonly version: number }[]> {
  // A spoiled document beside an empty journal: there is nothing to go back to.
  return (await documents.find('settings', name)) === null ? [] : (await documents.versions('settings', name)).versions
}

export async function readSettings(documents: DocumentStore): Promise<WorkspaceSettings> {
  return (await readStoredSettings(documents)).settings
}

/**
 * Merges a change into the settings; where an answer may differ afterwards the data version grows. Fails with
 * `invalid-request` {field, problem}, `document-conflict` where `basedOn` is not the version there is, and
 * `settings-unreadable` while the document is spoiled.
 */
export async function changeSettings(
  documents: DocumentStore,
  database: Database,
  change: SettingsChange,
  basedOn?: number,
): Promise<WorkspaceSettings> {
  const stored = await readStoredSettings(documents)
  checkVersion(stored.version, basedOn)
  if (stored.problem) throw new HelmdeckError('settings-unreadable', { ...stored.problem })
  const settings = acceptSettings(mergePatch(stored.settings, change))
  if (isDeepStrictEqual(settings, stored.settings)) return settings
  // What there was before anything was set is a version too, so that the first change can be undone.
  if (stored.version === 0) await documents.save('settings', name, stored.settings, null)
  await documents.save('settings', name, settings, 'any')
  await copySettings(database, settings)
  return settings
}

/** Makes the content of another version the newest one; `of` marks it as a step of undo or redo. Fails with `document-missing`, `invalid-request`. */
export async function bringBackSettings(documents: DocumentStore, database: Database, version: number, isStep: boolean): Promise<number> {
  const found = await documents.findVersion('settings', name, version)
  if (found === null) throw new HelmdeckError('document-missing', { name: `${name} ${version}` })
  const settings = acceptSettings(withoutFormer(found.body))
  const saved = await documents.save('settings', name, settings, 'any', isStep ? version : undefined)
  await copySettings(database, settings)
  return saved
}

function checkVersion(version: number, basedOn: number | undefined): void {
  if (basedOn !== undefined && basedOn !== version) throw new HelmdeckError('document-conflict', { name: 'settings', version, basedOn })
}

/**
 * Brings the settings that queries see in line with the document when a workspace is opened: somebody may have edited it,
 * or a kill may have come between a first load, which settles the reporting currency, and the document.
 */
export async function reconcileSettings(documents: DocumentStore, database: Database): Promise<SettingsProblem | null> {
  const { settings, problem } = await readStoredSettings(documents)
  const [settled] = await database.rows<{ value: string | null }>(queryText('workspace/reporting_currency.sql'))
  if (problem !== null || settings.reportingCurrency !== null || !settled?.value) await copySettings(database, settings)
  else await changeSettings(documents, database, { reportingCurrency: settled.value })
  return problem
}
