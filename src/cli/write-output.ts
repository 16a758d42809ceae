import { randomBytes } from 'node:crypto'
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { HelmdeckError } from '../contract/errors.ts'
import { errorCode } from '../engine/workspace/atomic-file.ts'
import { UsageError } from './failure.ts'
import { userPath } from './places.ts'
import type { Terminal } from './terminal.ts'

/** To a file, else to stdout. */
export async function writeOutput(terminal: Terminal, data: string | Uint8Array, file: string | undefined): Promise<void> {
  if (file === undefined) {
    if (typeof data !== 'string' && terminal.isInteractive) throw new UsageError('this format is not text: name a file with --out')
    return terminal.out(data)
  }
  try {
    await writeWhole(userPath(terminal, file), data)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') throw new HelmdeckError('disk-full', {}, { cause })
    throw new HelmdeckError('invalid-request', { field: '--out', problem: `${file}: ${code}` }, { cause })
  }
}

/** A kill leaves the file that was there, or the new one. A pipe or a device is written to as it is. */
async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? null : Promise.reject(cause as Error)))
  if (found && !found.isFile()) return await writeFile(path, data)
  const target = found ? await realpath(path) : path
  const draft = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(draft, data, { flag: 'wx', ...(found ? { mode: found.mode } : {}) })
    await rename(draft, target)
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  }
}
