import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Download, Page, Route } from 'playwright-core'
import type { Link } from './electron-stand-in/link.ts'
import { pageSide } from './electron-stand-in/page-side.ts'
import { fromText, toText } from './electron-stand-in/wire-text.ts'

/** Chromium knows no `helmdeck:`, so its page stands under an address that nothing outside can answer. */
const origin = 'https://app.helmdeck.invalid'
const toPage = (url: string): string => url.replace('helmdeck://app', origin)
const fromPage = (url: string): string => url.replace(origin, 'helmdeck://app')

interface LoadOptions {
  readonly preload: string
  readonly permissions: string[]
  readonly width: number
  readonly height: number
}

export interface PageParts {
  readonly browser: Browser
  readonly locale: string
  /** Whether the system is dark at the start. */
  readonly dark: boolean
  readonly complaints: string[]
  readonly refused: string[]
  link(): Link
  /** Where a person puts a file that is saved; null = nowhere. */
  askWhereTo(proposed: string): Promise<string | null>
  onSaved(path: string): void
}

/** The pages of the program's windows: real ones of Chromium, which ask the program for everything Electron's would ask it for. */
export function createPages({ browser, locale, dark, complaints, refused, link, askWhereTo, onSaved }: PageParts) {
  const open = new Map<number, { context: BrowserContext; page: Page; tell: (name: string, args: readonly unknown[]) => Promise<void> }>()
  let system: 'light' | 'dark' = dark ? 'dark' : 'light'
  let source = 'system'
  const colours = () => (source === 'light' || source === 'dark' ? source : system)
  const colourAll = async () => {
    for (const { page } of open.values()) await page.emulateMedia({ colorScheme: colours(), reducedMotion: 'reduce' })
  }
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

  /** Electron asks the program, and then, as nothing else was said, the person where to put the file. */
  const saveDownload = async (download: Download): Promise<void> => {
    if (await link().ask<boolean>('refusesDownload', fromPage(download.url()))) return void refused.push(download.url())
    const path = await askWhereTo(download.suggestedFilename())
    if (path === null) return await download.cancel()
    await download.saveAs(path)
    onSaved(path)
  }

  const openPage = async (id: number, { preload, permissions, width, height }: LoadOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      permissions,
      colorScheme: colours(),
      reducedMotion: 'reduce',
    })
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
    page.on('download', (download) => void saveDownload(download).catch((error: unknown) => complaints.push(String(error))))
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
    colours: async (chosen: string) => {
      source = chosen
      await colourAll()
    },
  }
  return {
    first,
    handlers,
    async setSystemColours(given: 'light' | 'dark') {
      system = given
      await colourAll()
    },
    async close() {
      for (const { context } of open.values()) await context.close()
    },
  }
}
