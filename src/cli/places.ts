import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Terminal } from './terminal.ts'

/** Where the parts of the program lie: built, or as source. */
export interface ProgramPlaces {
  /** The folder of package.json. */
  readonly root: string
  readonly enginePath: string
  readonly engineArguments: readonly string[]
  readonly ui: string
  readonly samples: string
}

export function programPlaces(entry: string): ProgramPlaces {
  const isSource = entry.endsWith('.ts')
  const root = resolve(entry, '../../..')
  return {
    root,
    enginePath: isSource ? join(root, 'main', 'engine-process.ts') : join(root, 'out', 'main', 'engine-process.js'),
    engineArguments: isSource ? ['--import', import.meta.resolve('tsx')] : [],
    ui: join(root, 'out', 'renderer'),
    samples: join(root, 'samples', 'starter'),
  }
}

/** The user's own workspaces, where none is named. HELMDECK_HOME wins. */
export function userDataFolder({ env }: Pick<Terminal, 'env'>): string {
  if (env['HELMDECK_HOME']) return resolve(env['HELMDECK_HOME'])
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Helmdeck')
  if (process.platform === 'win32') return join(env['APPDATA'] ?? homedir(), 'Helmdeck')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'helmdeck')
}

/** A path as the user means it: npm changes the working folder and leaves the user's in INIT_CWD. */
export function userPath(terminal: Terminal, path: string): string {
  return resolve(terminal.folder, path)
}
