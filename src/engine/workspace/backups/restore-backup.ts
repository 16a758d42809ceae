import { lstat, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupProgress, RestoreResult } from '../../../contract/backups.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import { openDatabase, type Database } from '../../database/database.ts'
import { DatabaseError } from '../../database/database-error.ts'
import { schemaMigrations } from '../../database/migrate.ts'
import { queryText } from '../../database/query-files.ts'
import { bringUpToDate } from '../bring-up-to-date.ts'
import { errorCode, fileError } from '../atomic-file.ts'
import { carryForecasts } from '../../studies/forecast/kept-forecasts.ts'
import { carryDeeds, noteDeed } from '../audit.ts'
import { readDataVersion } from '../data-version.ts'
import { createDocumentStore } from '../document-store.ts'
import { workspaceFolder } from '../workspace-folder.ts'
import { entryOf, pruneBackups, readDescription } from './backup-folder.ts'
import type { BackupDescription } from './backup-format.ts'
import { cloneFile, foldersOf, linkFile, makeFolders, settleFile, settleFolders, throwIfCancelled, type Control } from './copy-files.ts'
import { makeBackup, type BackupParts } from './make-backup.ts'
import { commitRestore, newRestoreDraft } from './pending-restore.ts'

export interface RestoreRequest {
  readonly backup: string
  readonly signal: CancelSignal
  readonly progress: (progress: BackupProgress) => void
}

/**
 * Puts a workspace back as a backup has it, and keeps the state before as a backup. The backup is copied beside, looked into and
 * brought up to date there; only then do its parts take the place of the present ones. To be run in turn with loads. Fails with
 * `backup-missing`, `backup-damaged` {backup, what}, `workspace-newer`, `cancelled`, `disk-full`, `workspace-unwritable`;
 * nothing has changed then.
 */
export async function restoreBackup(parts: BackupParts, { backup, signal, progress }: RestoreRequest): Promise<RestoreResult> {
  const { folder, database } = parts
  const draft = newRestoreDraft(folder)
  try {
    throwIfCancelled(signal)
    progress({ step: 'checking', fraction: 0 })
    const description = await readDescription(folder, backup)
    const supported = schemaMigrations().at(-1)?.version ?? 0
    if (description.schema > supported) throw new HelmdeckError('workspace-newer', { found: description.schema, supported })
    await checkFiles(join(folder.backups, backup), description)
    await copyParts(join(folder.backups, backup), draft, description, { signal, progress })
    progress({ step: 'preparing', fraction: 0.45 })
    const dataVersion = await prepare(parts, draft, description)
    const kept = await makeBackup(parts, {
      reason: 'before-restore',
      note: backup,
      signal,
      progress: ({ fraction }) => progress({ step: 'saving', fraction: 0.55 + 0.4 * fraction }),
    })
    progress({ step: 'switching', fraction: 0.95 })
    // Opening the database again finishes what is committed here.
    await database.whileClosed(() => commitRestore(folder, draft))
    await pruneBackups(folder, [backup, kept.id])
    progress({ step: 'done', fraction: 1 })
    return { restored: entryOf(description), kept, dataVersion }
  } catch (cause) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    throw fileError(cause)
  }
}

function damaged(backup: string, what: string, cause?: unknown): HelmdeckError {
  return new HelmdeckError('backup-damaged', { backup, what }, { cause })
}

/** Every file there and of its length: cheap, and before anything is copied. */
async function checkFiles(place: string, { id, files }: BackupDescription): Promise<void> {
  if (!files.some(({ name }) => name === 'data.duckdb')) throw damaged(id, 'data.duckdb')
  for (const { name, bytes } of files) {
    const found = await lstat(join(place, name)).catch((cause: unknown) =>
      ['ENOENT', 'ENOTDIR'].includes(errorCode(cause)) ? null : Promise.reject(cause as Error),
    )
    if (!found?.isFile() || found.size !== bytes) throw damaged(id, name)
  }
}

async function copyParts(
  place: string,
  draft: string,
  { id, files }: BackupDescription,
  { signal, progress }: Pick<RestoreRequest, 'signal' | 'progress'>,
): Promise<void> {
  const total = files.reduce((sum, { bytes, crc }) => sum + (crc === null ? 0 : 2 * bytes), 1)
  let done = 0
  const advance = (bytes: number): void => progress({ step: 'checking', fraction: Math.min(0.45, (0.45 * (done += bytes)) / total) })
  const control: Control = { signal, advance }
  const names = files.map(({ name }) => name)
  await makeFolders(draft, ['.', 'documents', 'sources', ...foldersOf(names)])
  for (const { name, crc } of files) {
    throwIfCancelled(signal)
    if (crc === null) await linkFile(join(place, name), join(draft, name), { signal, advance: () => undefined })
    else {
      await cloneFile(join(place, name), join(draft, name), control)
      if ((await settleFile(join(draft, name), control)).crc !== crc) throw damaged(id, name)
    }
  }
}

/** Opens the copied database beside the present one and makes it what it will be; answers its data version. */
async function prepare({ database: present, now }: BackupParts, draft: string, description: BackupDescription): Promise<number> {
  const { id } = description
  const place = workspaceFolder(draft)
  const database = await openCopy(place.databaseFile, draft, id)
  let version: number
  try {
    await bringUpToDate(database, createDocumentStore(place.documents, now))
    // Above every version that an answer was ever kept under, on both sides.
    version = Math.max(await readDataVersion(present), await readDataVersion(database)) + 1
    await database.transaction(async (transaction) => {
      await transaction.run(queryText('workspace/set_data_version.sql'), { version })
      await carryDeeds(present, transaction)
      await carryForecasts(present, transaction)
      await noteDeed(transaction, now(), { kind: 'restore', subject: id, detail: { reason: description.reason } })
    })
  } catch (cause) {
    throw cause instanceof DatabaseError ? damaged(id, 'data.duckdb', cause) : cause
  } finally {
    await database.close()
  }
  const isLeft = await lstat(`${place.databaseFile}.wal`).then(
    () => true,
    () => false,
  )
  if (isLeft) throw new HelmdeckError('disk-full')
  await rm(join(draft, '.duckdb-temp'), { recursive: true, force: true })
  await settleFile(place.databaseFile, { signal: never, advance: () => undefined })
  await mkdir(place.sources, { recursive: true })
  await settleFolders(draft, foldersOf(description.files.map(({ name }) => name)))
  return version
}

const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }

async function openCopy(file: string, folder: string, backup: string): Promise<Database> {
  try {
    return await openDatabase({ file, allowedFolder: folder })
  } catch (cause) {
    const isDamaged = cause instanceof DatabaseError || (cause instanceof HelmdeckError && cause.code === 'not-a-workspace')
    throw isDamaged ? damaged(backup, 'data.duckdb', cause) : cause
  }
}
