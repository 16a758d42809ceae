import { randomBytes } from 'node:crypto'
import { link, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HelmdeckError } from '../contract/errors.ts'
import { errorCode, fileError } from '../engine/workspace/atomic-file.ts'
import { ProcessIdentity } from './process-identity.ts'

/** Who owns a workspace and how to reach it. Its file has mode 0600: whoever can read the token may use the workspace. */
export const OwnerRecord = z.object({ owner: ProcessIdentity, socket: z.string(), token: z.string().regex(/^[0-9a-f]{64}$/) })
export type OwnerRecord = z.infer<typeof OwnerRecord>

const LockFile = z.union([OwnerRecord, z.object({ released: z.literal(true) })])

export interface LockState {
  /** Grows with every owner and never goes back; 0 = there has been none. */
  readonly generation: number
  readonly holder: OwnerRecord | 'nobody' | 'unreadable'
}

export interface Claim {
  release(): Promise<void>
}

const released = JSON.stringify({ released: true })
const pattern = /^owner-(\d{9})\.json$/
const unreadableForMilliseconds = 10_000

/** The newest lock of a workspace. */
export async function readLock(folder: string): Promise<LockState> {
  const generation = Math.max(0, ...(await generations(folder)))
  if (generation === 0) return { generation, holder: 'nobody' }
  return { generation, holder: await readHolder(lockPath(folder, generation)) }
}

/**
 * Takes the workspace over from the owner of `after`, whom the caller found gone. Each generation can be created once
 * only, so of any number of racers exactly one gets it and the others get null and look again. A released lock
 * stays as a marker, so that a racer who judged an old owner never meets a number that was free for another reason.
 */
export async function claimLock(folder: string, record: OwnerRecord, after: number): Promise<Claim | null> {
  const generation = after + 1
  const path = lockPath(folder, generation)
  try {
    if (!(await createOnce(path, JSON.stringify(record)))) return null
    const newest = Math.max(...(await generations(folder)))
    if (newest > generation) {
      await rm(path, { force: true })
      return null
    }
    await removeOlder(folder, generation)
  } catch (cause) {
    throw fileError(cause)
  }
  return { release: () => replace(path, released).catch(() => overwrite(path)) }
}

/** Writes beside and links: the file appears whole or not at all. False = somebody else was first. */
async function createOnce(path: string, text: string): Promise<boolean> {
  const draft = await writeDraft(path, text)
  try {
    await link(draft, path)
    return true
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(cause))) return await createInPlace(path, text)
    throw cause
  } finally {
    await rm(draft, { force: true })
  }
}

/** For file systems without hard links (exFAT): a reader may see it half written for a moment. */
async function createInPlace(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(text)
    await file.close()
    return true
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false
    throw cause
  }
}

/** On a full disk there may be room for what is shorter than the lock. If not: whoever comes next sees that its owner is gone. */
async function overwrite(path: string): Promise<void> {
  await writeFile(path, released).catch(() => undefined)
}

async function replace(path: string, text: string): Promise<void> {
  await rename(await writeDraft(path, text), path)
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
    return draft
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  } finally {
    await file.close()
  }
}

async function readHolder(path: string): Promise<LockState['holder']> {
  try {
    const lock = LockFile.parse(JSON.parse(await readFile(path, 'utf8')))
    return 'released' in lock ? 'nobody' : lock
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOENT') return 'unreadable'
    if (code === 'EACCES' || code === 'EPERM') throw new HelmdeckError('workspace-in-use', {}, { cause })
    if (code !== '') throw fileError(cause)
    const age = Date.now() - (await stat(path)).mtimeMs
    return age > unreadableForMilliseconds ? 'nobody' : 'unreadable'
  }
}

async function removeOlder(folder: string, generation: number): Promise<void> {
  for (const older of await generations(folder)) if (older < generation) await rm(lockPath(folder, older), { force: true })
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((cause: unknown) => Promise.reject(fileError(cause)))
  return names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number)
}

function lockPath(folder: string, generation: number): string {
  return join(folder, `owner-${String(generation).padStart(9, '0')}.json`)
}
