import { app, dialog, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { unpackWorkspace } from '../src/engine/workspace/pack/unpack-workspace.ts'
import { packClosedWorkspace } from '../src/host/pack-file.ts'
import type { Language } from '../src/contract/text.ts'
import { withRecent, type StateFile } from './desktop-state.ts'
import type { DesktopEngine } from './engine.ts'
import { isPacked, workspaceName } from './named-workspace.ts'
import { text } from './text.ts'
import { pageAddress } from './window.ts'

export interface Workspaces {
  current(): string
  recent(): readonly { readonly path: string; readonly name: string }[]
  /** A workspace, or a packed one after asking where to put it. False = the user thought better of it. */
  open(path: string): Promise<boolean>
  choose(): Promise<boolean>
  choosePacked(): Promise<boolean>
  pack(): Promise<boolean>
  restart(): void
}

export interface WorkspaceParts {
  readonly state: StateFile
  readonly engine: DesktopEngine
  window(): BrowserWindow
  language(): Language
  onChange(): void
}

/** Which workspace the window shows. One at a time: opening another ends the engine of the one before. */
export function createWorkspaces(first: string, { state, engine, window, language, onChange }: WorkspaceParts): Workspaces {
  let current = first
  const remember = (path: string): void => state.change({ recent: withRecent(state.current().recent, path) })
  const say = (key: keyof typeof text): string => text[key][language()]

  const show = async (path: string): Promise<boolean> => {
    await engine.stop()
    current = path
    remember(path)
    engine.start(path)
    onChange()
    await window().loadURL(pageAddress)
    return true
  }

  const unpack = async (path: string): Promise<string | null> => {
    const proposed = join(app.getPath('documents'), `${workspaceName(path)}.helmdeck`)
    const { canceled, filePath } = await dialog.showSaveDialog(window(), { title: say('unpackTo'), defaultPath: proposed })
    if (canceled || filePath === '') return null
    const target = filePath.endsWith('.helmdeck') ? filePath : `${filePath}.helmdeck`
    await withProgress(window(), (onProgress) => unpackWorkspace(path, target, { onProgress }))
    return target
  }

  const open = async (path: string): Promise<boolean> => {
    const workspace = isPacked(path) ? await unpack(path) : path
    return workspace !== null && (await show(workspace))
  }

  return {
    current: () => current,
    recent: () =>
      state
        .current()
        .recent.filter((path) => existsSync(path))
        .map((path) => ({ path, name: workspaceName(path) })),
    open,
    async choose() {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { properties: ['openDirectory', 'createDirectory'] })
      const [path] = filePaths
      return !canceled && path !== undefined && (await open(path))
    },
    async choosePacked() {
      const filters = [{ name: say('packed'), extensions: ['helmdeckz'] }]
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { properties: ['openFile'], filters })
      const [path] = filePaths
      return !canceled && path !== undefined && (await open(path))
    },
    async pack() {
      const proposed = join(app.getPath('documents'), `${workspaceName(current)}.helmdeckz`)
      const { canceled, filePath } = await dialog.showSaveDialog(window(), { defaultPath: proposed })
      if (canceled || filePath === '') return false
      // The database has to be at rest: the page waits for the engine and goes on by itself.
      await engine.stop()
      try {
        await withProgress(window(), (onProgress) => packClosedWorkspace(current, filePath, { onProgress }))
      } finally {
        engine.start(current)
      }
      return true
    },
    restart: () => engine.start(current),
  }
}

async function withProgress<T>(window: BrowserWindow, work: (onProgress: (fraction: number) => void) => Promise<T>): Promise<T> {
  try {
    return await work((fraction) => window.setProgressBar(fraction))
  } finally {
    window.setProgressBar(-1)
  }
}
