import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** All that the tests put into the system's temporary folder lies in one of this run, which goes with it, however a test ended. */
export function setup(): () => void {
  const before = process.env['TMPDIR']
  // Short, because sockets' paths may have a hundred characters only.
  const folder = mkdtempSync(join(tmpdir(), 'hd-'))
  process.env['TMPDIR'] = folder
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
