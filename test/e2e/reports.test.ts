import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'

/** Worked out from the sample files by a Python program that knows nothing of the product. */
interface Answers {
  readonly metrics: Readonly<
    Record<string, { readonly total: number; readonly by: Readonly<Record<string, readonly (readonly [string | null, number])[]>> }>
  >
}
const answers = JSON.parse(readFileSync(join(import.meta.dirname, '../../samples/starter/answers.json'), 'utf8')) as Answers
const wonBy = (field: string) => answers.metrics['won_value']?.by[field] ?? []
const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

let served: ServedWorkspace
let browser: Browser
let state: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('sample.helmdeck', withSample), launchBrowser()])
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(served.url)
  await page.waitForSelector('h1')
  state = await context.storageState()
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

interface Look {
  readonly language?: 'en' | 'zh'
  readonly scheme?: 'light' | 'dark'
}

async function open(
  address: string,
  { language = 'en', scheme = 'light' }: Look = {},
): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({
    storageState: state,
    viewport: { width: 1280, height: 800 },
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: scheme,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(new URL(address, served.url).href)
  await page.waitForSelector('h1')
  return { page, complaints, close: () => context.close() }
}

const field = (page: Page, id: string): Locator => page.locator(`[data-field="${id}"]`).first()
const pills = (page: Page, shelf: string): Locator => page.locator(`[data-shelf="${shelf}"] [data-pill]`)
const drawnAs = (page: Page, chart: string) => page.getByRole('radio', { name: chart, exact: true }).click()
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()

/** Adds won value by product line and waits for the pivot with its numbers. */
async function wonByLine(page: Page): Promise<void> {
  await field(page, 'won_value').click()
  await field(page, 'product.line').click()
  await drawnAs(page, 'Pivot')
  await page.getByRole('button', { name: grouped(wonBy('product.line')[0]?.[1] ?? 0), exact: true }).waitFor()
}

async function tableRows(page: Page): Promise<string[][]> {
  const rows = await page.locator('main table tbody tr').all()
  return Promise.all(rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((text) => text.trim())))
}

describe('a report', () => {
  it('is built with the keyboard alone, says what it did, and gives the numbers that the files hold', async () => {
    const { page, complaints, close } = await open('/#/reports/new')
    await page.getByRole('textbox', { name: 'Search fields' }).focus()
    await page.keyboard.type('won value')
    await page.keyboard.press('Enter')
    await page.getByText('Won value was added to Values.').waitFor({ state: 'attached' })
    await page.getByRole('textbox', { name: 'Search fields' }).fill('product')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await field(page, 'product.line').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Product line was added to Rows.').waitFor({ state: 'attached' })
    await drawnAs(page, 'Pivot')
    await page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()
    const expected = wonBy('product.line').map(([name, value]) => `${name} ${grouped(value)}`)
    expect(new Set((await tableRows(page)).map((row) => row.join(' ')))).toEqual(new Set(expected))
    await pills(page, 'rows').first().focus()
    await page.keyboard.press('Delete')
    await page.getByText('Product line was removed from Rows.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: grouped(answers.metrics['won_value']?.total ?? 0), exact: true }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  it('takes every step back and does it again', async () => {
    const { page, close } = await open('/#/reports/new')
    await wonByLine(page)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.getByText('Choose what to count').waitFor()
    await expect.poll(() => pills(page, 'values').count()).toBe(0)
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+Shift+z')
    await page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['Product line'])
    await close()
  })

  it('saves itself under a name, and is there again after the page was loaded anew', async () => {
    const { page, close } = await open('/#/reports/new')
    await wonByLine(page)
    await page.waitForURL(/#\/reports\/won-value-by-product-line/)
    await page.getByRole('textbox', { name: 'Name of the report' }).fill('What sells')
    await saved(page)
    await page.reload()
    await page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: 'Name of the report' }).inputValue()).toBe('What sells')
    await close()
  })

  it('keeps what could not be saved yet over a reload', async () => {
    const { page, close } = await open('/#/reports/new')
    await field(page, 'product.line').click()
    await page.getByText('Saved once it has a value').waitFor()
    await page.reload()
    await pills(page, 'rows').first().waitFor()
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['Product line'])
    await close()
  })

  it('greys what the chosen metric has no values of, and says why', async () => {
    const { page, close } = await open('/#/reports/new')
    await field(page, 'lead_count').click()
    const unreachable = field(page, 'product.line')
    await expect.poll(() => unreachable.getAttribute('aria-disabled')).toBe('true')
    await unreachable.hover()
    await page.getByText('New leads can’t be broken down by it.').waitFor()
    await unreachable.click({ force: true })
    await expect.poll(() => pills(page, 'rows').count()).toBe(0)
    await close()
  })

  it('that can’t be answered says why in its place, and leaves the last answer to be seen', async () => {
    const { page, close } = await open('/#/reports')
    const broken = {
      version: 1,
      title: '',
      chart: 'pivot',
      spec: { rows: [{ field: 'product.line' }], values: [{ metric: 'won_value' }, { metric: 'made_up' }] },
    }
    await page.evaluate((body) => localStorage.setItem('helmdeck.draft/sample/new', JSON.stringify({ version: null, body })), broken)
    await page.goto(new URL('/#/reports/new', served.url).href)
    const problem = page.getByRole('alert').filter({ hasText: 'made_up' })
    await problem.waitFor()
    await expect.poll(() => page.getByText('Shown below is the last answer').count()).toBe(0)
    await pills(page, 'values').last().focus()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()
    await expect.poll(() => problem.count()).toBe(0)
    await page.keyboard.press('Control+z')
    await problem.waitFor()
    await page.getByText('Shown below is the last answer').waitFor()
    await expect.poll(() => page.getByRole('button', { name: '2,171,000', exact: true }).isVisible()).toBe(true)
    await problem.getByRole('button', { name: 'Remove made_up' }).click()
    await problem.waitFor({ state: 'detached' })
    await close()
  })

  it('filters by chosen values', async () => {
    const { page, close } = await open('/#/reports/new')
    await wonByLine(page)
    await field(page, 'product.line').focus()
    await page.keyboard.press('Shift+Enter')
    await page.getByRole('checkbox', { name: '专业服务' }).check()
    await page.keyboard.press('Escape')
    await expect.poll(() => tableRows(page)).toEqual([['专业服务', '2,171,000']])
    await expect.poll(() => pills(page, 'filters').allInnerTexts()).toEqual(['Product line: 专业服务'])
    await close()
  })

  it('explains a number down to the rows that make it up', async () => {
    const { page, close } = await open('/#/reports/new')
    await wonByLine(page)
    await page.getByRole('button', { name: '2,171,000', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Why this number' })
    await panel.getByText('¥2,171,000').waitFor()
    await panel.getByText('Product line: 专业服务').waitFor()
    await panel.getByText('SQL').click()
    await expect.poll(() => panel.locator('pre').innerText()).toMatch(/select/i)
    await close()
  })
})

describe('a report that two people edit', () => {
  it('follows the other one, and asks when both changed it at once', async () => {
    const mine = await open('/#/reports/new')
    await wonByLine(mine.page)
    await mine.page.waitForURL(/#\/reports\/won-value-by-product-line/)
    await saved(mine.page)
    const theirs = await open(new URL(mine.page.url()).hash.replace(/^/, '/'))
    await theirs.page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()

    await theirs.page.getByRole('textbox', { name: 'Name of the report' }).fill('Theirs')
    await expect.poll(() => mine.page.getByRole('textbox', { name: 'Name of the report' }).inputValue()).toBe('Theirs')

    await Promise.all([field(mine.page, 'win_rate').click(), field(theirs.page, 'won_count').click()])
    const asked = await Promise.race(
      [mine, theirs].map(async (one) => {
        await one.page.getByText('This report was changed elsewhere.').waitFor()
        return one
      }),
    )
    const other = asked === mine ? theirs : mine
    await asked.page.getByRole('button', { name: 'Keep mine' }).click()
    await saved(asked.page)
    const kept = await pills(asked.page, 'values').allInnerTexts()
    await expect.poll(() => pills(other.page, 'values').allInnerTexts()).toEqual(kept)
    await mine.close()
    await theirs.close()
  })
})

describe('the list of reports', () => {
  it('opens, duplicates, deletes and brings back', async () => {
    const { page, complaints, close } = await open('/#/reports/new')
    await wonByLine(page)
    await page.getByRole('textbox', { name: 'Name of the report' }).fill('Listed once')
    await page.waitForURL(/#\/reports\/listed-once/)
    await saved(page)
    await page.goto(new URL('/#/reports', served.url).href)
    await page.getByRole('button', { name: 'Delete Listed once' }).click()
    await page.getByText('“Listed once” was deleted.').waitFor()
    await page.getByRole('link', { name: 'Listed once' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await page.getByRole('link', { name: 'Listed once' }).click()
    await page.getByRole('button', { name: '2,171,000', exact: true }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  it('says so where there is no report of a name', async () => {
    const { page, close } = await open('/#/reports/never-was')
    await page.getByText('There is no report of this name').waitFor()
    await close()
  })
})

describe.each([
  { language: 'en', scheme: 'light' },
  { language: 'zh', scheme: 'dark' },
] as const)('in $language and $scheme', (look) => {
  let shown: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    shown = await open('/', look)
  })
  afterAll(() => shown.close())

  it.each([
    ['#/reports', '#/reports'],
    ['#/reports/new', '#/reports'],
    ['#/cockpits', '#/cockpits'],
  ])('the page %s can be used by everybody', async (room, entry) => {
    const { page, complaints } = shown
    await page.evaluate((hash) => void (window.location.hash = hash), room)
    await page.locator(`nav a[aria-current=page][href="${entry}"]`).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  it('an answered report with its menus can be used by everybody', async () => {
    const { page, complaints } = shown
    await page.evaluate(() => void (window.location.hash = '#/reports/new'))
    await field(page, 'won_value').click()
    await field(page, 'date').click()
    await page.getByRole('radio').nth(1).click()
    await page.locator('main table tbody tr').first().waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await pills(page, 'rows').first().click()
    await page.getByRole('menu').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})
