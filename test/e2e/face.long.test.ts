import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveFace } from './face/serve-face.ts'

let face: { url: string; close: () => Promise<void> }
let browser: Browser

beforeAll(async () => {
  face = await serveFace()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await face?.close()
})

interface Look {
  readonly language?: 'en' | 'zh'
  readonly scheme?: 'light' | 'dark'
}

/** A page that fails the test when it breaks the policy, throws, or logs an error. */
async function open(
  address: string,
  { language = 'en', scheme = 'light' }: Look = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: scheme,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(face.url + address)
  await page.waitForSelector('h1').catch((error: unknown) => Promise.reject(new Error(complaints.join('\n'), { cause: error })))
  return { page, context, complaints }
}

async function dropFiles(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]:not([webkitdirectory])', [
    { name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.alloc(2_500_000, 'a') },
    { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
  ])
  await page.waitForSelector('table')
}

describe.each([
  { language: 'en', scheme: 'light' },
  { language: 'zh', scheme: 'dark' },
] as const)('in $language and $scheme', (look) => {
  describe.each([
    {
      scene: 'loaded',
      rooms: ['#/home', '#/data/loads', '#/data/quarantine', '#/data/matches', '#/data/missing', '#/data/audit', '#/data'],
    },
    { scene: 'empty', rooms: ['#/home', '#/data'] },
  ])('with the workspace $scene', ({ scene, rooms }) => {
    let shown: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      shown = await open(`?scene=${scene}`, look)
    })
    afterAll(() => shown.context.close())

    it.each(rooms)('the page %s can be used by everybody and keeps to the policy', async (room) => {
      const { page, complaints } = shown
      await page.evaluate((hash) => void (window.location.hash = hash), room)
      await page.locator(`a[aria-current=page][href^="${room}"]`).first().waitFor()
      expect(await seriousViolations(page)).toEqual([])
      expect(complaints).toEqual([])
    })

    it('the review of files dropped there can be used by everybody', async () => {
      const { page, complaints } = shown
      await dropFiles(page)
      expect(await seriousViolations(page)).toEqual([])
      expect(complaints).toEqual([])
    })
  })
})

describe('importing', () => {
  it('shows what the files are, takes a correction and an answer, and says what came of every row', async () => {
    const { page, context, complaints } = await open('#/data')
    await dropFiles(page)
    await page.getByRole('combobox', { name: 'What internal_remark_code becomes' }).click()
    await page.getByRole('option', { name: 'Leave out' }).click()
    await page.getByText('You decided this').waitFor()
    await page.getByRole('radio', { name: 'day/month/year' }).check()
    await page.getByRole('button', { name: 'Import 1 file', exact: true }).click()
    await page.getByRole('heading', { name: 'What came in' }).waitFor()
    const line = page.getByRole('row', { name: /deals\.csv/ })
    await expect
      .poll(() => line.getByRole('cell').allInnerTexts())
      .toEqual(['deals.csv', 'Opportunity', 'Loaded', '8,842', '8,800', '0', '0', '0', '42'])
    await expect.poll(() => page.getByText('notes.pdf is no table').isVisible()).toBe(true)
    const sent = await page.evaluate(() => (window as unknown as { lastImport: unknown }).lastImport)
    expect(sent).toMatchObject({
      recipe: { files: [{ name: 'deals.csv', columns: { internal_remark_code: { target: 'skip' } } }] },
      answers: { 'upload-1.close_date': 'dmy' },
      skip: [],
      mode: 'upsert',
    })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('can be cancelled while it works, and keeps the decisions', async () => {
    const { page, context } = await open('?slow#/data')
    await dropFiles(page)
    await page.getByRole('radio', { name: 'Complete' }).check()
    await page.getByRole('button', { name: 'Import 1 file', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Import 1 file', exact: true }).waitFor()
    await expect.poll(() => page.getByRole('radio', { name: 'Complete' }).isChecked()).toBe(true)
    await context.close()
  })
})

describe('the frame', () => {
  it('changes language and colours at once, without asking again', async () => {
    const { page, context } = await open('#/home')
    await page.getByRole('button', { name: 'Switch to Chinese' }).click()
    await page.getByRole('heading', { name: '需要您处理' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    await page.keyboard.press('d')
    await page.waitForSelector('html[data-mantine-color-scheme=dark]')
    await page.reload()
    await page.getByRole('heading', { name: '需要您处理' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['mantineColorScheme'])).toBe('dark')
    await context.close()
  })

  it('finds every room by Ctrl K and by its keys', async () => {
    const { page, context } = await open('#/home')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('quarantine')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/data\/quarantine$/)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.waitForURL(/#\/home$/)
    await context.close()
  })

  it('says that the engine is away instead of showing an empty page', async () => {
    const { page, context } = await browserPage('?scene=lost#/home')
    await page.getByRole('alert').filter({ hasText: 'The engine does not answer.' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Data' }).isVisible()).toBe(true)
    await context.close()
  })
})

describe('tables', () => {
  it('are walked by keyboard and copied with their headers', async () => {
    const { page, context } = await open('#/data/quarantine')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('grid').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.keyboard.press('Control+c')
    await page.getByText('Copied 2 × 2 cells with headers').waitFor({ state: 'attached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.replaceAll('\r\n', '\n')).toBe('Row\tColumn\n157\tclose_value\n194\tclose_date')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: /Row 194/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    await context.close()
  })
})

/** For pages that are expected to complain. */
async function browserPage(address: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(face.url + address)
  return { page, context }
}
