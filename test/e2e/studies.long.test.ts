import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { studyNames } from '../../src/contract/studies.ts'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('studies.helmdeck', withSample), launchBrowser()])
  watched = await watchedPage(browser, { locale: 'en-US' })
  page = watched.page
  await page.goto(served.url)
  await page.waitForSelector('h1')
})
afterAll(async () => {
  await watched?.close()
  await browser?.close()
  await served?.stop()
})

const headline = (): Promise<string> => page.locator('[data-headline]').innerText()
const steps = () => page.locator('[data-step]')
const asked = (): Record<string, unknown> => {
  const [, text] = /#\/studies\/funnel\/?(.*)$/.exec(page.url()) ?? []
  return text ? (JSON.parse(decodeURIComponent(text)) as Record<string, unknown>) : {}
}

/** The cells of a table's row by what it is about. */
async function rowOf(table: string, name: string): Promise<string[]> {
  const row = page.locator(`[data-table="${table}"] tbody tr`, { has: page.getByRole('rowheader', { name }) }).first()
  return (await row.locator('th, td').allInnerTexts()).map((text) => text.trim())
}

describe('every study on the sample', () => {
  it('says its sentence, and shows a chart and the table it is drawn from', async () => {
    for (const study of studyNames) {
      await goTo(page, `#/studies/${study}`)
      await page.locator('[data-headline]').waitFor()
      await settled(page)
      expect(await page.locator('main [role=alert]').count(), study).toBe(0)
      const drawn = await page.locator('figure[data-chart]').first().getAttribute('aria-details')
      expect(await page.locator(`#${drawn}`).count(), study).toBe(1)
    }
    expect(watched.complaints).toEqual([])
  })
})

describe('the funnel on the sample', () => {
  it('is found in the room of studies and says in a sentence what its table says in figures', async () => {
    await goTo(page, '#/home')
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('link', { name: 'Funnel' }).click()
    await page.locator('[data-headline]').waitFor()
    const [, entered] = /Of ([\d,]+) leads/.exec(await headline()) ?? []
    expect(entered).toBeDefined()
    expect((await rowOf('steps', 'Lead'))[1]).toBe(entered)
    expect(await page.locator('[data-figure=entered] button').innerText()).toBe(entered)
    expect(await page.locator('[data-chart=funnel] [role=img]').getAttribute('aria-label')).toContain('highest Lead')
    expect(await seriousViolations(page)).toEqual([])
  })

  it('is asked anew with every param, and goes back and forward through them', async () => {
    const before = await headline()
    await page.getByText('Deals', { exact: true }).click()
    await expect.poll(headline).toContain(' deals that entered')
    expect(asked()).toEqual({ unit: 'opportunity' })
    await page.goBack()
    await expect.poll(headline).toBe(before)
    await page.goForward()
    await expect.poll(headline).toContain(' deals that entered')
    await page.reload()
    await expect.poll(headline).toContain(' deals that entered')
    await page.getByRole('button', { name: 'Back to the defaults' }).click()
    await expect.poll(headline).toBe(before)
  })

  it('has its steps moved and taken out with the keyboard, and dragged with the pointer', async () => {
    // Before the steps stands what was spent; it has no number.
    expect(await steps().first().innerText()).toContain('Spend')
    await steps().nth(2).focus()
    await page.keyboard.press('Delete')
    await page.getByText('MQL was removed.').waitFor({ state: 'attached' })
    await expect.poll(() => steps().nth(2).innerText()).toContain('SQL')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('2 SQL')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => steps().nth(3).innerText()).toContain('SQL')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('3 SQL')
    await steps().nth(3).dragTo(steps().nth(2))
    await expect.poll(() => steps().nth(2).innerText()).toContain('SQL')
    await page.getByRole('button', { name: 'Add a step' }).click()
    await page.getByRole('menuitem', { name: 'MQL' }).click()
    await expect.poll(() => steps().nth(2).innerText()).toContain('MQL')
    await settled(page)
  })

  it('leads from a row to the things behind it, as many as it counts, and closes with Esc', async () => {
    await goTo(page, '#/studies/funnel')
    const counted = (await rowOf('steps', 'SQL'))[1]
    await page.getByRole('button', { name: 'Show the rows behind SQL', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Rows behind SQL' })
    await panel.getByText(`${counted} rows`).waitFor()
    await panel.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await panel.getByText(/as it came$/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })

  it('says which param is at fault and puts it back', async () => {
    await goTo(page, `#/studies/funnel/${encodeURIComponent(JSON.stringify({ order: 'sideways' }))}`)
    await page.getByText('“Order of the steps” can’t be taken as it is.').waitFor()
    expect(await page.locator('[data-fault]').getAttribute('data-param')).toBe('order')
    await page.getByRole('button', { name: 'Put “Order of the steps” back' }).click()
    await expect.poll(() => page.locator('[data-fault]').count()).toBe(0)
    expect(asked()).toEqual({})
  })

  it('reads the same in Chinese and in the dark, broken down by a dimension', async () => {
    await page.locator('[data-param=by] input').first().click()
    await page.getByRole('option', { name: 'Channel', exact: true }).first().click()
    await page.locator('[data-table=breakdown]').waitFor()
    const entered = await page.locator('[data-figure=entered] button').innerText()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('l')
    await page.keyboard.press('d')
    await expect.poll(headline).toContain(`进入的 ${entered} 个线索中`)
    const chinese = await page.locator('main').innerText()
    // Names of products, formats and statistics are the same in both languages.
    expect(chinese.replaceAll(/MQL|SQL|P75|n =/g, '').match(/[a-z]{2,}/gi)).toBeNull()
    expect(await seriousViolations(page, coloursOnly)).toEqual([])
    expect(watched.complaints).toEqual([])
  })

  it('gives reports the rows behind a number as a list to filter by, told in words', async () => {
    await page.keyboard.press('l')
    await goTo(page, '#/studies/funnel')
    await page.locator('[data-table=steps]').waitFor()
    const counted = (await rowOf('steps', 'SQL'))[1] ?? ''
    await page.getByRole('button', { name: 'Show the rows behind SQL', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Rows behind SQL' })
    await panel.getByRole('textbox', { name: 'Name of the segment' }).fill('Our SQL')
    await panel.getByRole('button', { name: 'Save as a segment' }).click()
    await panel.getByRole('button', { name: 'Make a report of it' }).click()
    // A count by one dimension is drawn as bars; the table says it too.
    await page.getByRole('radio', { name: 'Table', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: /^In/ })
    await row.first().waitFor()
    expect(await row.first().innerText()).toContain(counted)
    await goTo(page, '#/studies/funnel')
    await page.getByRole('button', { name: 'Remove the segment Our SQL' }).click()
    // The report that was made of it is saved by itself: what is in use stays.
    await page.locator('[data-segments]').getByRole('alert').waitFor()
  })
})
