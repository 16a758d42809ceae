import { randomBytes } from 'node:crypto'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupEntry } from '../../../contract/backups.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import { errorCode, fileError } from '../atomic-file.ts'
import type { WorkspaceFolder } from '../workspace-folder.ts'
import { BackupDescription, backupVersion, descriptionName, isBackupId, momentOf } from './backup-format.ts'
import { restoreDrafts } from './pending-restore.ts'

const draftPrefix = '.draft-'
const automaticKept = 3

/** Every backup, newest first, those that can't be restored among them. */
export async function listBackups(folder: WorkspaceFolder): Promise<BackupEntry[]> {
  const ids = (await namesIn(folder)).filter(isBackupId).toSorted().toReversed()
  const entries = await Promise.all(
    ids.map(async (id) => {
      const description = await readDescription(folder, id).catch((cause: unknown) => {
        if (cause instanceof HelmdeckError) return cause.code
        throw cause
      })
      // Removed meanwhile, by its name alone.
      if (description === 'backup-missing') return []
      return [typeof description === 'string' ? damagedEntry(id) : entryOf(description)]
    }),
  )
  return entries.flat()
}

/** The backup meant: an id, or `latest`. Fails with `backup-missing`. */
export async function chooseBackup(folder: WorkspaceFolder, wanted: string): Promise<string> {
  const backups = await listBackups(folder)
  const chosen = wanted === 'latest' ? backups.find(({ reason }) => reason !== 'before-restore') : backups.find(({ id }) => id === wanted)
  if (!chosen) throw new HelmdeckError('backup-missing', { backup: wanted })
  return chosen.id
}

/** Fails with `backup-missing`, `backup-damaged` {backup, what}, `workspace-newer` {found, supported}. */
export async function readDescription(folder: WorkspaceFolder, id: string): Promise<BackupDescription> {
  const damaged = (cause: unknown): HelmdeckError => new HelmdeckError('backup-damaged', { backup: id, what: descriptionName }, { cause })
  const text = await readFile(join(folder.backups, id, descriptionName), 'utf8').catch(async (cause: unknown) => {
    if (!(await namesIn(folder)).includes(id)) throw new HelmdeckError('backup-missing', { backup: id }, { cause })
    throw ['EACCES', 'EPERM'].includes(errorCode(cause)) ? fileError(cause) : damaged(cause)
  })
  const found = readVersion(text)
  if (found !== null && found > backupVersion) throw new HelmdeckError('workspace-newer', { found, supported: backupVersion })
  try {
    const description = BackupDescription.parse(JSON.parse(text))
    if (description.id === id) return description
  } catch (cause) {
    throw damaged(cause)
  }
  throw damaged(null)
}

function readVersion(text: string): number | null {
  try {
    return BackupDescription.pick({ version: true }).safeParse(JSON.parse(text)).data?.version ?? null
  } catch {
    return null
  }
}

/** Removes one for good. Its imported files stay where the workspace or another backup has them. */
export async function removeBackup(folder: WorkspaceFolder, id: string): Promise<void> {
  const gone = newDraft(folder)
  try {
    // Renamed first: a kill between two files of it leaves a draft, not half a backup.
    await rename(join(folder.backups, id), gone)
    await rm(gone, { recursive: true, force: true })
  } catch (cause) {
    throw fileError(cause)
  }
}

/** Of those the product made by itself the last three stay, and with them any of `spared`. */
export async function pruneBackups(folder: WorkspaceFolder, spared: readonly string[] = []): Promise<void> {
  const automatic = (await listBackups(folder)).filter(({ reason }) => reason !== null && reason !== 'manual')
  for (const { id } of automatic.slice(automaticKept)) if (!spared.includes(id)) await removeBackup(folder, id)
}

export function newDraft(folder: WorkspaceFolder): string {
  return join(folder.backups, `${draftPrefix}${randomBytes(8).toString('hex')}`)
}

/** What killed processes left, as paths in the workspace's folder. */
export async function backupStrays(folder: WorkspaceFolder): Promise<string[]> {
  const drafts = (await namesIn(folder)).filter((name) => name.startsWith(draftPrefix)).map((name) => `backups/${name}`)
  return [...drafts, ...(await restoreDrafts(folder))].toSorted()
}

/** Removes what killed processes left. To be called by the owner of the workspace when it opens. */
export async function sweepBackups(folder: WorkspaceFolder): Promise<void> {
  for (const path of await backupStrays(folder)) await rm(join(folder.root, path), { recursive: true, force: true })
}

export async function namesIn(folder: WorkspaceFolder): Promise<string[]> {
  return await readdir(folder.backups).catch((cause: unknown) =>
    errorCode(cause) === 'ENOENT' ? [] : Promise.reject(fileError(cause) as Error),
  )
}

export function entryOf({ files, version: _version, ...description }: BackupDescription): BackupEntry {
  const sum = (isCounted: boolean): number => files.reduce((total, { bytes, isLinked }) => total + (isLinked === isCounted ? bytes : 0), 0)
  const names = files.map(({ name }) => name.split('/'))
  return {
    ...description,
    damaged: false,
    documents: names.filter(([part, kind, third]) => part === 'documents' && kind !== 'images' && third !== 'journal' && third !== 'trash')
      .length,
    sources: new Set(names.flatMap(([part, hash]) => (part === 'sources' ? [hash] : []))).size,
    bytes: sum(false),
    sharedBytes: sum(true),
  }
}

function damagedEntry(id: string): BackupEntry {
  const nothing = { note: '', engineVersion: '', schema: 0, dataVersion: 0, loads: 0, entities: [], documents: 0, sources: 0 }
  return { id, at: momentOf(id), reason: null, damaged: true, ...nothing, bytes: 0, sharedBytes: 0 }
}
