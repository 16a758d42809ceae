import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { createLink, type Link } from './electron-stand-in/link.ts'
import type { MenuEntry } from './electron-stand-in/menu.ts'
import { pageSide } from './electron-stand-in/page-side.ts'
import { fromText, toText } from './electron-stand-in/wire-text.ts'

const root = join(import.meta.dirname, '../..')
/** Chromium knows no `helmdeck:`, so its page stands under an address that nothing outside can answer. */
const origin = 'https://app.helmdeck.invalid'
const toPage = (url: string): string => url.replace('helmdeck://app', origin)
const fromPage = (url: string): string => url.replace(origin, 'helmdeck://app')

export interface DesktopOptions {
  readonly browser: Browser
  readonly userData: string
  readonly words?: readonly string[]
  readonly locale?: string
  readonly keychain?: string
}

export interface Dialog {
  readonly kind: 'open' | 'save' | 'message' | 'error'
  readonly options: { readonly message?: string; readonly detail?: string; readonly buttons?: readonly string[]; readonly content?: string }
}

export interface WindowReport {
  readonly id: number
  readonly isShown: boolean
  readonly isFocused: boolean
  readonly isMinimized: boolean
  readonly isMaximized: boolean
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
  /** Navigations that the program was asked about and refused. */
  readonly refused: string[]
  quit(): Promise<void>
}

/** Starts the built program in the stand-in, and plays the desktop around it: the browser and the person. */
export function launchDesktop({ browser, userData, words = [], locale = 'en-US', keychain }: DesktopOptions): Desktop {
  const child = fork(join(root, 'out/main/index.js'), [...words], {
    execArgv: ['--import', 'tsx', '--import', join(import.meta.dirname, 'electron-stand-in/register.mjs')],
    serialization: 'advanced',
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: userData,
      HELMDECK_LOG: 'fatal',
      STAND_IN_USER_DATA: userData,
      STAND_IN_LOCALE: locale,
      ...(keychain === undefined ? {} : { STAND_IN_KEYCHAIN: keychain }),
    },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const complaints: string[] = []
  const refused: string[] = []
  const notifications: Desktop['notifications'] = []
  const expected: { kind: string; answer: unknown; seen: (dialog: Dialog) => void }[] = []
  const pages = createPages(browser, locale, () => link, { complaints, refused })

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

interface LoadOptions {
  readonly preload: string
  readonly permissions: string[]
  readonly width: number
  readonly height: number
}

interface Reports {
  readonly complaints: string[]
  readonly refused: string[]
}

function createPages(browser: Browser, locale: string, link: () => Link, { complaints, refused }: Reports) {
  const open = new Map<number, { context: BrowserContext; page: Page; tell: (name: string, args: readonly unknown[]) => Promise<void> }>()
  let colours: 'light' | 'dark' | null = null
  let arrived: (page: Page) => void
  const first = new Promise<Page>((resolve) => (arrived = resolve))

  const serve = async (id: number, route: Route): Promise<void> => {
    const request = route.request()
    const url = request.url()
    if (request.isNavigationRequest() && fromPage(url) !== url) return await answer(route, url)
    if (!request.isNavigationRequest()) return fromPage(url) === url ? await route.abort() : await answer(route, url)
    // An answer without content leaves the page where it is, as a prevented navigation does.
    if (!(await link().ask<boolean>('refusesNavigation', id, url))) complaints.push(`left for ${url}`)
    refused.push(url)
    await route.fulfill({ status: 204 })
  }
  const answer = async (route: Route, url: string): Promise<void> => {
    const { status, headers, body } = await link().ask<{ status: number; headers: Record<string, string>; body: Uint8Array }>(
      'scheme',
      fromPage(url),
    )
    await route.fulfill({ status, headers, body: Buffer.from(body) })
  }

  const openPage = async (id: number, { preload, permissions, width, height }: LoadOptions): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height }, locale, permissions, colorScheme: colours })
    const page = await context.newPage()
    await page.exposeFunction('standInAsks', async (name: string, text: string) => {
      const args = fromText(text) as unknown[]
      const address = name.startsWith('ipc') ? [fromPage(page.url())] : []
      return toText(await link().ask(name, id, ...args, ...address)) ?? ''
    })
    // esbuild wraps named functions so where it compiles this file.
    await page.addInitScript('globalThis.__name = (given) => given')
    await page.addInitScript(pageSide, { preload: readFileSync(preload, 'utf8') })
    await page.route('**/*', (route) => serve(id, route))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('popup', (popup) => {
      void link()
        .ask<string>('windowOpen', id, popup.url())
        .then((action) => (action === 'deny' ? refused.push(popup.url()) : complaints.push('a second window')))
        .then(() => popup.close())
    })
    let turn = Promise.resolve()
    const tell = (name: string, args: readonly unknown[]): Promise<void> =>
      (turn = turn
        .then(() => page.evaluate(([what, text]) => window.standInHears(what, text), [name, toText(args)] as const))
        // A page that was closed or loaded anew hears nothing any more.
        .catch(() => undefined))
    open.set(id, { context, page, tell })
    return page
  }

  const handlers = {
    async load(id: number, url: string, options: LoadOptions) {
      const page = open.get(id)?.page ?? (await openPage(id, options))
      await page.goto(toPage(url))
      arrived(page)
    },
    reload: async (id: number) => void (await open.get(id)?.page.reload()),
    deliver: (id: number, ...args: unknown[]) => open.get(id)?.tell('deliver', args),
    portSays: (id: number, ...args: unknown[]) => open.get(id)?.tell('portSays', args),
    portClosed: (id: number, ...args: unknown[]) => open.get(id)?.tell('portClosed', args),
    closed: (id: number) => void open.get(id)?.context.close(),
    colours: async (source: string) => {
      colours = source === 'light' || source === 'dark' ? source : null
      for (const { page } of open.values()) await page.emulateMedia({ colorScheme: colours })
    },
  }
  return {
    first,
    handlers,
    async close() {
      for (const { context } of open.values()) await context.close()
    },
  }
}
