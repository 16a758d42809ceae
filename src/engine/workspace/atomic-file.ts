import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HelmdeckError } from '../../contract/errors.ts'

/**
 * Writes a file so that a kill leaves the old content or the new, never a part: temporary file, fsync, rename.
 * Fails with `disk-full` or `workspace-unwritable`.
 */
export async function writeAtomically(path: string, text: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw fileError(cause)
  }
}

/** Without it a power cut can forget the rename. Windows cannot open a folder, and needs no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const forbidden = new Set(['EACCES', 'EPERM', 'EROFS'])

/** What the file system refused, as an error the user can act on where there is one. */
export function fileError(cause: unknown): unknown {
  const code = errorCode(cause)
  if (full.has(code)) return new HelmdeckError('disk-full', {}, { cause })
  if (forbidden.has(code)) return new HelmdeckError('workspace-unwritable', {}, { cause })
  return cause
}

/** `ENOENT` and its kin; empty where the error is no system error. */
export function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}
