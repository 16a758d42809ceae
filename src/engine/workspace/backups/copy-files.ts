import { constants, copyFile as copyByReference, link, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import { errorCode, syncFolder } from '../atomic-file.ts'

const chunkBytes = 4 << 20

export interface Control {
  readonly signal: CancelSignal
  /** So many bytes more were read or written. */
  readonly advance: (bytes: number) => void
}

export function throwIfCancelled(signal: CancelSignal): void {
  if (signal.aborted) throw new HelmdeckError('cancelled')
}

/** A new file with the same bytes: where the file system can, as a reference to the same blocks, which takes no time and no room. */
export async function cloneFile(from: string, to: string, { signal, advance }: Control): Promise<void> {
  const isCloned = await copyByReference(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  )
  if (isCloned) return
  await rm(to, { force: true })
  // Who may read it stays as it was: a restored database is the workspace's own.
  const target = await open(to, 'wx', (await stat(from)).mode & 0o777)
  try {
    await readChunks(from, async (chunk) => {
      throwIfCancelled(signal)
      await target.writeFile(chunk)
      advance(chunk.length)
    })
  } finally {
    await target.close()
  }
}

/** Forces a copy onto the disk and says what its bytes are told by. */
export async function settleFile(path: string, { signal, advance }: Control): Promise<{ readonly bytes: number; readonly crc: number }> {
  await sync(path)
  let crc = 0
  let bytes = 0
  await readChunks(path, (chunk) => {
    throwIfCancelled(signal)
    crc = crc32(chunk, crc)
    bytes += chunk.length
    advance(chunk.length)
  })
  return { bytes, crc }
}

/** A second name of a file that nobody rewrites, or a copy where the file system gives none: another disk, exFAT, too many links. */
export async function linkFile(from: string, to: string, control: Control): Promise<{ readonly isLinked: boolean }> {
  try {
    await link(from, to)
    return { isLinked: true }
  } catch (cause) {
    if (['ENOENT', 'EEXIST', 'ENOSPC', 'EDQUOT'].includes(errorCode(cause))) throw cause
    await cloneFile(from, to, control)
    await sync(to)
    return { isLinked: false }
  }
}

/** The folders of all these files, the outer ones first. */
export function foldersOf(names: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const name of names) {
    const parts = name.split('/')
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'))
  }
  return [...folders].sort()
}

export async function makeFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true })
}

/** A power cut must not forget what lies in them. */
export async function settleFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await syncFolder(join(root, folder))
  await syncFolder(root)
  await syncFolder(dirname(root))
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function readChunks(path: string, take: (chunk: Uint8Array) => Promise<void> | void): Promise<void> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) return
      await take(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
