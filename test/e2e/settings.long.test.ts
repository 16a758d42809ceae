import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let seen: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('sample.helmdeck', withSample), launchBrowser()])
  seen = await watchedPage(browser, { locale: 'en-US', colorScheme: 'light' })
  page = seen.page
  await page.goto(served.url)
  await page.waitForSelector('h1')
})
afterAll(async () => {
  await seen?.close()
  await browser?.close()
  await served?.stop()
})

const stored = async (): Promise<{ settings: Record<string, unknown>; version: number }> =>
  JSON.parse((await cli(['settings', served.path, '--json'])).out) as { settings: Record<string, unknown>; version: number }

/** What Excel would hand over. */
const pasteText = (text: string) =>
  page.evaluate((given) => {
    const data = new DataTransfer()
    data.setData('text/plain', given)
    document
      .querySelector('[role=grid]')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)

describe('the settings room', () => {
  it('saves each change at once, takes it back with Ctrl+Z, and restores a version', async () => {
    await goTo(page, '#/settings/calendar')
    await page.getByRole('radiogroup', { name: 'Fiscal months' }).getByText('4-4-5').click()
    await page.getByText('Saved: Fiscal months').waitFor()
    expect((await stored()).settings).toMatchObject({ calendarKind: '4-4-5' })
    await page.getByRole('radiogroup', { name: 'First week of the fiscal year' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('heading', { name: 'Calendar' }).click()
    await page.keyboard.press('Control+z')
    await page.getByRole('radiogroup', { name: 'First week of the fiscal year' }).waitFor({ state: 'detached' })
    expect((await stored()).settings).toMatchObject({ calendarKind: 'gregorian' })
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByRole('button', { name: 'Restore version 3' }).click()
    await expect.poll(async () => (await stored()).settings['calendarKind']).toBe('4-4-5')
    await page.keyboard.press('Escape')
  })

  it('finds a setting by its words, edits a stage, refuses what is no number, and turns rises red', async () => {
    await goTo(page, '#/settings')
    await page.getByRole('textbox', { name: 'Search settings' }).fill('probability')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Pipelines and stages' }).waitFor()
    const field = page.getByRole('textbox', { name: /: Probability$/ }).first()
    await field.fill('12%')
    await field.press('Enter')
    await page.getByText(/^Saved: .*Probability$/).waitFor()
    expect(JSON.stringify((await stored()).settings['stages'])).toContain('"probability":0.12')
    await field.fill('twelve')
    await field.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/stages\..*probability/)
      .waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await goTo(page, '#/settings/view')
    await settled(page)
    await page.getByRole('radiogroup', { name: 'Rises and falls' }).getByText('Rises red').click()
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['rises'])).toBe('red')
  })
})

describe('a sheet', () => {
  it('is pasted into, mended with the keyboard, summed by the engine, and undone', async () => {
    await goTo(page, '#/sheets/targets')
    await page.getByRole('grid', { name: 'Targets' }).focus()
    await pasteText('Owner\t2026-01\t2026-02\nNobody Known\t1,000\tx\n')
    await page.getByText('1 with errors').waitFor()
    await page.getByText('2 unknown names').waitFor()
    const cells = () => page.locator('[role=row] [role=gridcell][aria-colindex="5"]').allInnerTexts()
    expect((await cells()).slice(0, 3)).toEqual(['1,000', 'x', ''])
    for (const key of ['ArrowDown', 'End', 'ArrowLeft']) await page.keyboard.press(key)
    await page
      .getByRole('status')
      .getByText(/"x" is not a number/)
      .waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.type('2500')
    await page.keyboard.press('Enter')
    await page.getByText('0 with errors').waitFor()
    await page.getByRole('row', { name: /^All/ }).getByText('3,500').waitFor()
    const sheet = async () =>
      JSON.parse((await cli(['sheet', served.path, 'targets', '--json'])).out) as { version: number; errors: number }
    expect(await sheet()).toMatchObject({ version: 3, errors: 0 })
    await page.keyboard.press('Control+z')
    await page.getByText('1 with errors').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('0 unknown names').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await page.getByText('1 with errors').waitFor()
    expect(await sheet()).toMatchObject({ version: 6, errors: 1 })
  })

  it('that two windows edit keeps what both typed until one of them chooses', async () => {
    const other = await page.context().newPage()
    await other.goto(served.url)
    await goTo(other, '#/sheets/spend')
    await goTo(page, '#/sheets/spend')
    const grid = (of: Page) => of.getByRole('grid', { name: 'Spend' })
    const days = async (of: Page) => (await of.locator('[role=row] [role=gridcell][aria-colindex="1"]').allInnerTexts()).slice(0, 3)
    await grid(page).focus()
    await pasteText('2026-01-01\n2026-01-02\n')
    await expect.poll(() => days(other)).toEqual(['2026-01-01', '2026-01-02', ''])
    // One types into the second row while the other puts a row above it.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('2026-02-02')
    await grid(other).focus()
    await other.keyboard.press('Insert')
    await expect.poll(() => days(other)).toEqual(['', '2026-01-01', '2026-01-02'])
    await page.locator('[role=row][aria-rowindex="4"]').getByText('2026-01-02').waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/was changed elsewhere/)
      .waitFor()
    expect(await days(page)).toEqual(['2026-01-01', '2026-02-02', ''])
    // What is typed before the choice stands beside it and is not saved over the other's.
    await page.keyboard.type('2026-03-03')
    await page.keyboard.press('Enter')
    await expect.poll(() => days(page)).toEqual(['2026-01-01', '2026-02-02', '2026-03-03'])
    expect(await days(other)).toEqual(['', '2026-01-01', '2026-01-02'])
    await page.getByRole('button', { name: 'Keep what I typed' }).click()
    await expect.poll(() => days(other)).toEqual(['2026-01-01', '2026-02-02', '2026-03-03'])
    await expect.poll(() => page.getByRole('alert').count()).toBe(0)
    await other.close()
    await goTo(page, '#/sheets/targets')
  })

  it('looks right in Chinese and in the dark, and nothing went wrong on the way', async () => {
    // In the grid a letter is typed.
    await page.getByRole('heading', { name: 'Sheets' }).click()
    await page.keyboard.press('l')
    await page.keyboard.press('d')
    await page.getByText('1 行有错误').waitFor()
    expect(await seriousViolations(page, coloursOnly)).toEqual([])
    await goTo(page, '#/settings/names')
    await page.getByRole('heading', { name: '名称对照' }).waitFor()
    await settled(page)
    expect(await seriousViolations(page, coloursOnly)).toEqual([])
    expect(seen.complaints).toEqual([])
  })
})
