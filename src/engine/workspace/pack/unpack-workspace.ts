import { mkdir, mkdtemp, open, readFile, rename, rm, rmdir, statfs, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { HelmdeckError } from '../../../contract/errors.ts'
import { schemaMigrations } from '../../database/migrate.ts'
import { errorCode, fileError } from '../atomic-file.ts'
import { manifestName, packedFolders, PackManifest, packVersion } from './pack-format.ts'
import { isPackedName } from './packed-name.ts'
import type { PackOptions } from './pack-workspace.ts'
import { DamagedZip, extractEntry, zipEntries } from './zip-file-reader.ts'
import { deflated, type ZipEntry } from './zip-records.ts'

const longestManifest = 64 * 1024

/**
 * Makes a workspace of a packed one. The folder appears whole or not at all; one that has anything in it is refused.
 * Fails with `file-missing`, `file-truncated`, `file-unreadable` {file, reason}, `workspace-newer`, `invalid-request`,
 * `cancelled`, `disk-full`, `workspace-unwritable`.
 */
export async function unpackWorkspace(source: string, target: string, options: PackOptions = {}): Promise<void> {
  const file = await openPack(source)
  const root = resolve(target)
  let making: string | undefined
  try {
    const entries = await zipEntries(file)
    checkEntries(entries)
    await mkdir(dirname(root), { recursive: true })
    making = await mkdtemp(join(dirname(root), `.${basename(root)}-`))
    await checkManifest(file, entries, making)
    await checkSpace(entries, making)
    await extractAll(file, entries, making, options)
    await takeName(making, root)
  } catch (cause) {
    if (making !== undefined) await rm(making, { recursive: true, force: true }).catch(() => undefined)
    if (cause instanceof DamagedZip)
      throw new HelmdeckError('file-unreadable', { file: basename(source), reason: cause.message }, { cause })
    throw fileError(cause)
  } finally {
    await file.close()
  }
}

async function openPack(source: string): Promise<FileHandle> {
  return await open(source, 'r').catch((cause: unknown) => {
    const code = errorCode(cause) === 'ENOENT' ? 'file-missing' : 'file-unreadable'
    throw new HelmdeckError(code, { file: basename(source) }, { cause })
  })
}

/** Refuses every name that isn't one of a workspace's own, so none can lead out of the folder. */
function checkEntries(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>()
  for (const { name, method, flags, mode } of entries) {
    const known = name.normalize('NFC').toLowerCase()
    if (name !== manifestName && !isPackedName(name)) throw new DamagedZip(`${JSON.stringify(name.slice(0, 80))} is no part of a workspace`)
    if (seen.has(known)) throw new DamagedZip(`${name} is there twice`)
    seen.add(known)
    // Bit 0: encrypted. The upper four bits of a mode are the kind of file; a plain one is 8.
    if ((flags & 1) !== 0 || (method !== deflated && method !== 0)) throw new DamagedZip(`${name} is packed in an unknown way`)
    if (mode >>> 12 !== 0 && mode >>> 12 !== 8) throw new DamagedZip(`${name} is no plain file`)
  }
  for (const needed of [manifestName, 'data.duckdb']) if (!seen.has(needed)) throw new DamagedZip(`it has no ${needed}`)
}

async function checkManifest(file: FileHandle, entries: readonly ZipEntry[], folder: string): Promise<void> {
  const entry = entries.find(({ name }) => name === manifestName)
  if (!entry || entry.size > longestManifest) throw new DamagedZip(`it has no ${manifestName}`)
  const path = join(folder, manifestName)
  await extractEntry(file, entry, path)
  const manifest = parseManifest(await readFile(path, 'utf8'))
  await rm(path)
  if (manifest.version > packVersion) throw new HelmdeckError('workspace-newer', { found: manifest.version, supported: packVersion })
  const supported = schemaMigrations().at(-1)?.version ?? 0
  if (manifest.schema > supported) throw new HelmdeckError('workspace-newer', { found: manifest.schema, supported })
}

/** A newer version may add fields; only what is needed to tell versions apart is asked for. */
function parseManifest(text: string): PackManifest {
  try {
    return PackManifest.parse(JSON.parse(text))
  } catch (cause) {
    throw new DamagedZip(`its ${manifestName} is not one`, { cause })
  }
}

/** A small file can claim to hold any amount, and no more than it claims is ever written: so the claim has to fit the disk. */
async function checkSpace(entries: readonly ZipEntry[], folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > bavail * bsize) throw new HelmdeckError('disk-full')
}

async function extractAll(
  file: FileHandle,
  entries: readonly ZipEntry[],
  folder: string,
  { signal, onProgress }: PackOptions,
): Promise<void> {
  const total = entries.reduce((sum, entry) => sum + entry.size, 1)
  let done = 0
  const advance = (bytes: number): void => {
    if (signal?.aborted) throw new HelmdeckError('cancelled')
    done += bytes
    onProgress?.(Math.min(1, done / total))
  }
  for (const part of packedFolders) await mkdir(join(folder, part), { recursive: true })
  for (const entry of entries) {
    if (entry.name === manifestName) continue
    const path = join(folder, ...entry.name.split('/'))
    await mkdir(dirname(path), { recursive: true })
    await extractEntry(file, entry, path, advance)
  }
}

/** An empty folder gives way; anything else under the name is kept, and refused. */
async function takeName(making: string, root: string): Promise<void> {
  await rmdir(root).catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errorCode(cause))) throw alreadyThere(root, cause)
    throw cause
  })
  await rename(making, root).catch((cause: unknown) => {
    throw ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errorCode(cause)) ? alreadyThere(root, cause) : cause
  })
}

function alreadyThere(root: string, cause: unknown): HelmdeckError {
  return new HelmdeckError('invalid-request', { field: basename(root), problem: 'already exists' }, { cause })
}
