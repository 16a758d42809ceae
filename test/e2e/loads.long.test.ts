import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, type ServedWorkspace } from './served-workspace.ts'
import { settled, watchedPage, type WatchedPage } from './watched-page.ts'

const head = 'Deal ID,Deal Name,Deal Stage,Deal Amount,Currency\n'
const first = `${head}D1,One,Proposal,100,CNY\nD2,Two,Negotiation,200,CNY\nD3,Three,Proposal,300,CNY\n`
// D1 is won, D2 is gone, D4 is new.
const second = `${head}D1,One,Closed Won,1200000,CNY\nD3,Three,Proposal,300,CNY\nD4,Four,Proposal,5,CNY\n`
const told = '1 new deal, 1 moved stage, 1 won (¥1.2M)'

let browser: Browser
let served: ServedWorkspace
let walk: WatchedPage
let page: Page

// One person's second week, step by step.
beforeAll(async () => {
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace('loads.helmdeck')])
  walk = await watchedPage(browser, { locale: 'en-US' })
  page = walk.page
  await page.goto(served.url)
  await page.getByRole('link', { name: 'Data' }).first().click()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

async function bring(text: string): Promise<void> {
  const buffer = Buffer.from(text)
  await page.setInputFiles('input[type=file]:not([webkitdirectory])', [{ name: 'deals.csv', mimeType: 'text/csv', buffer }])
  await page.getByRole('button', { name: 'Import 1 file', exact: true }).waitFor()
}

const card = (load: number) => page.getByRole('region', { name: new RegExp(`^Load ${load} `) })

describe('a load', () => {
  it('says in one sentence what it changed, and asks before many rows vanish', async () => {
    await bring(first)
    await page.getByRole('button', { name: 'Import 1 file', exact: true }).click()
    await page.getByText('3 new deals').waitFor()
    await page.getByRole('button', { name: 'Import more files' }).click()
    await bring(second)
    await page.getByRole('radio', { name: 'Complete' }).check()
    await page.getByRole('button', { name: 'Import 1 file', exact: true }).click()
    await page.getByText(told, { exact: true }).waitFor()
    await page.getByText(/^1 of the 3 rows known/).waitFor()
    await page.getByRole('button', { name: 'They are gone' }).click()
    await page.getByText(`${told}, 1 vanished`, { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'They are gone' }).count()).toBe(0)
  })

  it('shows the rows behind each count, and the source row behind each of them', async () => {
    await page.getByRole('link', { name: 'Show changes' }).click()
    await page.getByRole('button', { name: /^Won/ }).click()
    const grid = page.getByRole('grid', { name: 'Changed rows' })
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('2')
    expect(await grid.getByRole('gridcell').allInnerTexts()).toEqual(
      expect.arrayContaining(['One', 'Stage: Proposal → Closed Won; Amount: 100 → 1,200,000', 'D1', 'deals.csv', '1']),
    )
    await grid.getByRole('gridcell', { name: 'One' }).dblclick()
    const panel = page.getByRole('complementary', { name: 'One' })
    await panel.getByText('1200000', { exact: true }).waitFor()
    await settled(page)
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('is undone and, by Ctrl Z, done again', async () => {
    await page.getByRole('link', { name: '← All loads' }).click()
    await card(2).getByRole('button', { name: 'Undo' }).click()
    await card(2).getByRole('button', { name: 'Undo load 2' }).click()
    await card(2).getByText('Undone', { exact: true }).waitFor()
    expect(await card(2).getByText(told).count()).toBe(0)
    await expect.poll(() => card(2).getByText('Undone: nothing of it counts').isVisible()).toBe(true)
    await page.keyboard.press('Control+z')
    await card(2).getByText(`${told}, 1 vanished`, { exact: true }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })

  it('leaves its lines in the audit log', async () => {
    await page.getByRole('link', { name: 'Audit log' }).click()
    const grid = page.getByRole('grid', { name: 'Audit log' })
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('6')
    const lines = (await grid.getByRole('gridcell').allInnerTexts()).filter((text) => /load|Load/.test(text))
    expect(lines.map((line) => line.replace(/[;(].*/, '').trim())).toEqual([
      'Load 2 was taken in again',
      'Load 2 was undone',
      'Questions of load 2 were answered',
      'Load 2',
      'Load 1',
    ])
    expect(walk.complaints).toEqual([])
  })
})
