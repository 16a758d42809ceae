import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findShared } from '../available.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, type ServedWorkspace } from './served-workspace.ts'
import { goTo, watchedPage, type WatchedPage } from './watched-page.ts'

let browser: Browser
let served: ServedWorkspace
let alone: WatchedPage

beforeAll(async () => {
  const file = join(findShared() ?? '', 'data/crm-sales-opportunities/sales_pipeline.csv')
  const prepare = async (path: string): Promise<void> => {
    const { code, out } = await cli(['import', path, file, '--json'])
    expect([code, JSON.parse(out)]).toMatchObject([0, { files: [{ recognisedAs: 'opportunity', rowsRead: 8800, loaded: 8800 }] }])
  }
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace('alone.helmdeck', prepare)])
  alone = await watchedPage(browser, { locale: 'en-US' })
  await alone.page.goto(served.url)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

it.each(['sales-director', 'sales-performance'])(
  'the cockpit %s has no broken tile with deals alone, and names what each missing file would add',
  async (name) => {
    const { page, complaints } = alone
    await goTo(page, `#/cockpits/${name}`)
    await page.locator('[data-tile]').first().waitFor()
    await page.waitForLoadState('networkidle')
    await expect.poll(() => page.locator('[data-tile]').count()).toBeGreaterThanOrEqual(6)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(
      await page
        .locator('[data-tile]')
        .filter({ hasNot: page.locator('canvas, svg, table, [role=grid]') })
        .count(),
    ).toBe(0)
    expect(
      await page
        .locator('[data-tile]')
        .filter({ hasText: /Nothing in this selection/ })
        .allInnerTexts(),
    ).toEqual([])
    await page.getByRole('main').getByRole('note').locator('summary').click()
    const adds = await page.getByRole('main').getByRole('note').getByRole('listitem').allInnerTexts()
    expect(adds.length).toBeGreaterThan(0)
    expect(adds.filter((text) => text.trim() === '' || /\./.test(text))).toEqual([])
    expect(complaints).toEqual([])
  },
)

it('the list of missing files says for every one what it would add', async () => {
  const { page } = alone
  await goTo(page, '#/data/missing')
  const rows = page.getByRole('table').locator('tbody tr')
  await rows.first().waitFor()
  for (const row of await rows.all()) for (const cell of await row.locator('td').allInnerTexts()) expect(cell.trim()).not.toBe('')
})
