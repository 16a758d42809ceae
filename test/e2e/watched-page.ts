import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

export interface WatchedPage {
  readonly page: Page
  /** Everything the page logged as an error, policy violations included, and every exception it threw. */
  readonly complaints: string[]
  close(): Promise<void>
}

// Charts that draw themselves in over a second cost more than all that is looked at.
const usual = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', acceptDownloads: true, reducedMotion: 'reduce' } as const

/** A page of its own browser context that notes whatever goes wrong in it. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ ...usual, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints, close: () => context.close() }
}

/** Goes to a room of the product without loading the page anew. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (window.location.hash = to), hash)
  await nextFrame(page)
  await page.waitForSelector('h1')
}

/** Waits until nothing that is shown is still being asked for. */
export async function settled(page: Page): Promise<void> {
  await nextFrame(page)
  await page.waitForFunction(() => document.querySelector('[role=status][class*=loading], [aria-busy=true]') === null)
}

/** What was done has been drawn: React renders before the frame after the next one. */
async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
