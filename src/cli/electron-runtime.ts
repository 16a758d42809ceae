import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDisplay } from './open-browser.ts'
import type { ProgramPlaces } from './places.ts'
import type { Terminal } from './terminal.ts'

const fetchMilliseconds = 10_000

/** Electron's program. Without one there is one attempt to fetch it; without a display none. Null = use the browser. */
export function findElectron({ root }: ProgramPlaces, terminal: Terminal): string | null {
  if (!hasDisplay(terminal)) return null
  const folder = join(root, 'node_modules', 'electron')
  const found = programIn(folder)
  if (found) return found
  if (!existsSync(join(folder, 'install.js'))) return null
  spawnSync(process.execPath, ['install.js'], { cwd: folder, stdio: 'ignore', timeout: fetchMilliseconds, killSignal: 'SIGKILL' })
  return programIn(folder)
}

function programIn(folder: string): string | null {
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return null
  const program = join(folder, 'dist', readFileSync(named, 'utf8').trim())
  return existsSync(program) ? program : null
}

/** Runs the window until it is closed. */
export function runElectron(program: string, { root }: ProgramPlaces, workspace: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [root, workspace], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}
