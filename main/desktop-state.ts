import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) })
export type Bounds = z.infer<typeof Bounds>

/** What the window remembers between two starts. A file that is damaged or of another version counts as none. */
const DesktopState = z.object({
  bounds: Bounds.nullable().catch(null).default(null),
  isMaximized: z.boolean().catch(false).default(false),
  language: z.enum(['zh', 'en']).nullable().catch(null).default(null),
  colours: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  /** Absolute paths, the last one opened first. */
  recent: z.array(z.string()).catch([]).default([]),
})
export type DesktopState = z.infer<typeof DesktopState>

export interface StateFile {
  current(): DesktopState
  change(part: Partial<DesktopState>): void
}

export function openStateFile(path: string): StateFile {
  let state = read(path)
  return {
    current: () => state,
    change(part) {
      state = { ...state, ...part }
      write(path, JSON.stringify(state, null, 2))
    },
  }
}

function read(path: string): DesktopState {
  try {
    return DesktopState.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return DesktopState.parse({})
  }
}

/** Synchronous, because a window that closes doesn't wait. Where it fails, the next start is as the first one was. */
function write(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, text, { mode: 0o600 })
    renameSync(draft, path)
  } catch {
    try {
      rmSync(draft, { force: true })
    } catch {
      // Where not even its folder is one, there is no draft.
    }
  }
}

const longestList = 10

export function withRecent(recent: readonly string[], path: string): string[] {
  return [path, ...recent.filter((other) => other !== path)].slice(0, longestList)
}
