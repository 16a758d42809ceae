import { writeFile } from 'node:fs/promises'
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
    await writeFile(userPath(terminal, file), data)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') throw new HelmdeckError('disk-full', {}, { cause })
    throw new HelmdeckError('invalid-request', { field: '--out', problem: `${file}: ${code}` }, { cause })
  }
}
