import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BackupEntry, BackupProgress, BackupReason } from '../../../contract/backups.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import type { Database } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { queryText } from '../../database/query-files.ts'
import type { ReopenableDatabase } from '../../database/reopenable.ts'
import { namedFiles } from '../../ingest/load-history.ts'
import { isCommitted, isImmutable } from '../../ingest/sources/source-archive.ts'
import { errorCode, fileError, syncFolder, writeAtomically } from '../atomic-file.ts'
import { engineVersion } from '../engine-version.ts'
import { filesUnder } from '../files-under.ts'
import type { WorkspaceFolder } from '../workspace-folder.ts'
import { entryOf, namesIn, newDraft } from './backup-folder.ts'
import { backupIdOf, backupVersion, descriptionName, type BackupDescription, type BackupFile } from './backup-format.ts'
import { cloneFile, foldersOf, linkFile, makeFolders, settleFile, settleFolders, throwIfCancelled, type Control } from './copy-files.ts'

export interface BackupParts {
  readonly folder: WorkspaceFolder
  readonly database: ReopenableDatabase
  readonly now: () => Date
}

export interface BackupRequest {
  readonly reason: BackupReason
  readonly note: string
  readonly signal: CancelSignal
  readonly progress: (progress: BackupProgress) => void
}

/** Besides the database every part is small, so its bytes tell how far the work is: copied once, read once. */
const databaseFiles = ['data.duckdb', 'data.duckdb.wal']

/**
 * Makes a backup: imported files by links, the database and the documents as copies of one moment. To be run in turn with
 * loads; questions wait while the database is copied. It appears whole or not at all. Fails with `cancelled`, `disk-full`,
 * `workspace-unwritable`.
 */
export async function makeBackup(parts: BackupParts, request: BackupRequest): Promise<BackupEntry> {
  const { folder } = parts
  const draft = newDraft(folder)
  try {
    throwIfCancelled(request.signal)
    const description = await fillDraft(parts, request, draft)
    await writeAtomically(join(draft, descriptionName), `${JSON.stringify(description, null, 2)}\n`)
    throwIfCancelled(request.signal)
    await rename(draft, join(folder.backups, description.id))
    await syncFolder(folder.backups)
    request.progress({ step: 'done', fraction: 1 })
    return entryOf(description)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    throw fileError(cause)
  }
}

async function fillDraft(parts: BackupParts, { reason, note, signal, progress }: BackupRequest, draft: string): Promise<BackupDescription> {
  const { folder, database, now } = parts
  const state = await readState(database)
  const sources = await sourceFiles(folder, await namedFiles(database))
  const total = 2 * (await sizeOf(folder.root, databaseFiles)) + 1
  let done = 0
  const advance = (bytes: number): void => progress({ step: 'copying', fraction: Math.min(1, (done += bytes) / total) })
  const control: Control = { signal, advance }
  advance(0)
  await makeFolders(draft, ['.', ...foldersOf(sources)])
  const linked: BackupFile[] = []
  for (const name of sources) {
    throwIfCancelled(signal)
    const { isLinked } = await linkFile(join(folder.root, name), join(draft, name), { signal, advance: () => undefined })
    linked.push({ name, bytes: (await stat(join(draft, name))).size, crc: null, isLinked })
  }
  const copied = await database.whileClosed(async () => {
    const documents = await filesUnder(folder.root, 'documents')
    const names = [...(await existing(folder.root, databaseFiles)), ...documents]
    await makeFolders(draft, foldersOf(documents))
    for (const name of names) await cloneFile(join(folder.root, name), join(draft, name), control)
    return names
  })
  const files: BackupFile[] = []
  for (const name of copied) files.push({ name, ...(await settleFile(join(draft, name), control)), isLinked: false })
  await settleFolders(draft, foldersOf([...sources, ...copied]))
  const { id, at } = await freeId(folder, now())
  return { version: backupVersion, id, at, reason, note, engineVersion, ...state, files: [...files, ...linked] }
}

/** Two in one millisecond must not meet. */
async function freeId(folder: WorkspaceFolder, moment: Date): Promise<{ id: string; at: string }> {
  const taken = new Set(await namesIn(folder))
  for (let time = moment.getTime(); ; time++) {
    const at = new Date(time)
    if (!taken.has(backupIdOf(at))) return { id: backupIdOf(at), at: at.toISOString() }
  }
}

type State = Pick<BackupDescription, 'schema' | 'dataVersion' | 'loads' | 'entities'>

async function readState(database: Database): Promise<State> {
  const [row] = await database.rows<{ schema: number; data_version: number; loads: number }>(queryText('workspace/backup_state.sql'))
  if (!row) throw new Error('meta.state has no row')
  const entities: { entity: string; rows: number }[] = []
  for (const { entity } of await database.rows<{ entity: string }>(queryText('workspace/backup_entities.sql'))) {
    const [count] = await database.rows<{ rows: number }>(queryText('workspace/backup_rows.sql'), {
      table: `model.${quoteIdentifier(entity)}`,
    })
    if (count && count.rows > 0) entities.push({ entity, rows: count.rows })
  }
  return { schema: row.schema, dataVersion: row.data_version, loads: row.loads, entities }
}

/** Files of every imported file whose load is committed. */
async function sourceFiles(folder: WorkspaceFolder, named: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder.sources)
  const kept = entries.filter((entry) => isCommitted(folder.sources, entry, (hash) => named.has(hash))).toSorted()
  const names = await Promise.all(kept.map((entry) => filesUnder(folder.root, `sources/${entry}`)))
  return names.flat().filter((name) => isImmutable(basename(name)))
}

async function existing(root: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const name of names) if ((await sizeOf(root, [name])) > 0) found.push(name)
  return found
}

async function sizeOf(root: string, names: readonly string[]): Promise<number> {
  let total = 0
  for (const name of names) {
    total += await stat(join(root, name)).then(
      ({ size }) => size,
      (cause: unknown) => (errorCode(cause) === 'ENOENT' ? 0 : Promise.reject(cause as Error)),
    )
  }
  return total
}
