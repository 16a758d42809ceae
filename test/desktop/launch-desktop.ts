import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createLink, type Link } from './electron-stand-in/link.ts'
import type { MenuEntry } from './electron-stand-in/menu.ts'
import { programPath } from '../programs.ts'
import { createPages } from './window-pages.ts'

const root = join(import.meta.dirname, '../..')

export interface DesktopOptions {
  readonly browser: Browser
  readonly userData: string
  readonly words?: readonly string[]
  readonly locale?: string
  readonly keychain?: string
  /** The system's own look at the start. */
  readonly dark?: boolean
  /** A file that macOS asks to open before the program is ready. */
  readonly openedEarly?: string
}

export interface Dialog {
  readonly kind: 'open' | 'save' | 'message' | 'error'
  readonly options: {
    readonly message?: string
    readonly detail?: string
    readonly buttons?: readonly string[]
    readonly content?: string
    readonly defaultPath?: string
    readonly properties?: readonly string[]
  }
}

export interface WindowReport {
  readonly id: number
  readonly isShown: boolean
  readonly isFocused: boolean
  readonly isMinimized: boolean
  readonly isMaximized: boolean
  readonly backgroundColor: string
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly webPreferences: Readonly<Record<string, unknown>>
}

export interface Desktop {
  /** The page of the window, as soon as it is loaded. */
  readonly page: Promise<Page>
  readonly ended: Promise<number | null>
  readonly link: Link
  readonly complaints: string[]
  readonly notifications: { readonly title: string; readonly body: string }[]
  /** What a person sees next and answers; dialogs nobody expected are complaints. */
  answer(kind: Dialog['kind'], answer: unknown): Promise<Dialog>
  menu(): Promise<readonly MenuEntry[]>
  press(idOrLabel: string): Promise<void>
  window(): Promise<WindowReport>
  /** Navigations, windows and downloads that the program was asked about and refused. */
  readonly refused: string[]
  /** Where files of the page were saved. */
  readonly saved: string[]
  setSystemColours(colours: 'light' | 'dark'): Promise<void>
  quit(): Promise<void>
}

/** Starts the built program in the stand-in, and plays the desktop around it: the browser and the person. */
export function launchDesktop({ browser, userData, words = [], locale = 'en-US', ...options }: DesktopOptions): Desktop {
  const { keychain, dark = false, openedEarly } = options
  const child = fork(join(root, 'out/main/index.js'), [...words], {
    execArgv: ['--import', join(import.meta.dirname, 'electron-stand-in/register.mjs')],
    serialization: 'advanced',
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: userData,
      HELMDECK_LOG: 'fatal',
      STAND_IN_ELECTRON: programPath('electron-stand-in'),
      STAND_IN_ENGINE_CHILD: programPath('engine-child'),
      STAND_IN_USER_DATA: userData,
      STAND_IN_LOCALE: locale,
      STAND_IN_DARK: dark ? '1' : '',
      ...(keychain === undefined ? {} : { STAND_IN_KEYCHAIN: keychain }),
    },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const complaints: string[] = []
  const refused: string[] = []
  const notifications: Desktop['notifications'] = []
  const expected: { kind: string; answer: unknown; seen: (dialog: Dialog) => void }[] = []
  const saved: string[] = []
  const pages = createPages({
    browser,
    locale,
    dark,
    complaints,
    refused,
    link: () => link,
    async askWhereTo(defaultPath) {
      const { canceled, filePath } = (await dialog('save', { defaultPath })) as { canceled: boolean; filePath: string }
      return canceled ? null : filePath
    },
    onSaved: (path) => saved.push(path),
  })

  const dialog = (kind: Dialog['kind'], options: Dialog['options']): unknown => {
    const at = expected.findIndex((one) => one.kind === kind)
    const [found] = at === -1 ? [] : expected.splice(at, 1)
    if (!found) {
      complaints.push(`a dialog nobody expected: ${kind} ${JSON.stringify(options)}`)
      return new Promise(() => undefined)
    }
    found.seen({ kind, options })
    return found.answer
  }
  const link = createLink(
    child,
    {
      ...pages.handlers,
      dialog,
      notification: (options: { title: string; body: string }) => void notifications.push(options),
    },
    // The program may end while something is still being told to it.
    (problem) => complaints.push(problem.message),
  )
  if (openedEarly !== undefined) link.tell('openFile', openedEarly)
  void link.ask('ready').catch(() => undefined)

  const endedEarly = ended.then((code) => Promise.reject(new Error(`the program ended with ${code}: ${complaints.join('\n')}`)))
  const page = Promise.race([pages.first, endedEarly])
  page.catch(() => undefined)

  return {
    page,
    ended,
    link,
    complaints,
    notifications,
    refused,
    saved,
    setSystemColours: pages.setSystemColours,
    answer: (kind, answer) => new Promise((seen) => expected.push({ kind, answer, seen })),
    menu: () => link.ask('menu'),
    press: (idOrLabel) => link.ask('pressMenuItem', idOrLabel),
    async window() {
      const [window] = await link.ask<WindowReport[]>('windows')
      if (!window) throw new Error('there is no window')
      return window
    },
    async quit() {
      await quitChild(child, link, ended)
      await pages.close()
    },
  }
}

async function quitChild(child: ChildProcess, link: Link, ended: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  link.tell('quit')
  const cut = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(cut)
}
