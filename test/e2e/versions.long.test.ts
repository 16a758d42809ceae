import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { goTo, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let seen: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('versions.helmdeck', withSample), launchBrowser()])
  seen = await watchedPage(browser, { locale: 'en-US' })
  page = seen.page
  await page.goto(served.url)
  await page.waitForSelector('h1')
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const panel = () => page.getByRole('complementary', { name: 'Versions' })
const title = (on: Page) => on.getByRole('textbox', { name: 'Name of the report' })
const saved = (on: Page) => on.getByText('Saved', { exact: true }).waitFor()

async function addField(words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Search fields' }).fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Search fields' }).fill('')
}

describe('the versions of a report', () => {
  it('say in words what changed, are looked at, and come back as a step that can be undone', async () => {
    await goTo(page, '#/reports/new')
    await page.locator('[data-field]').first().waitFor()
    await addField('Won value')
    await title(page).fill('Walk')
    await saved(page)
    await addField('channel.name')
    await saved(page)
    await page.getByRole('button', { name: 'Versions', exact: true }).click()
    const newest = panel().getByRole('listitem').first()
    await newest.getByRole('button', { expanded: false }).click()
    await panel().getByText('Rows: + Channel').waitFor()
    await panel()
      .getByRole('textbox', { name: /^Name of version/ })
      .fill('With channels')
    await page.keyboard.press('Enter')
    await panel()
      .getByRole('button', { name: /^With channels/ })
      .waitFor()
    await panel().locator('ol > li').nth(1).getByRole('button', { expanded: false }).click()
    await panel()
      .getByRole('button', { name: /^Look at version/ })
      .click()
    await page.getByText(/^You are looking at version/).waitFor()
    expect(await page.locator('[data-shelf]').count()).toBe(0)
    await page.getByRole('status').getByRole('button', { name: 'Restore' }).click()
    await expect.poll(() => page.locator('[data-shelf="rows"] [data-pill]').count()).toBe(0)
    await saved(page)
    await page.getByRole('button', { name: /^Undo: version/ }).click()
    await expect.poll(() => page.locator('[data-shelf="rows"] [data-pill]').count()).toBe(1)
    await saved(page)
  })

  it('keep both sides where two windows change the report at once', async () => {
    const context = await browser.newContext({ storageState: await page.context().storageState(), locale: 'en-US' })
    const other = await context.newPage()
    await other.goto(new URL(`/${new URL(page.url()).hash}`, served.url).href)
    await title(other).waitFor()
    await Promise.all([title(page).fill('Mine'), title(other).fill('Theirs')])
    const banner = (on: Page) => on.getByText('This report was changed elsewhere.')
    await expect.poll(async () => (await banner(page).count()) + (await banner(other).count())).toBe(1)
    const loser = (await banner(page).count()) === 1 ? page : other
    const winner = loser === page ? other : page
    const kept = loser === page ? 'Mine' : 'Theirs'
    await loser.getByRole('button', { name: 'Keep mine' }).click()
    await saved(loser)
    await expect.poll(() => title(winner).inputValue()).toBe(kept)
    await winner.getByRole('button', { name: /^Undo: / }).click()
    expect(await title(winner).inputValue()).toBe(kept === 'Mine' ? 'Theirs' : 'Mine')
    await saved(winner)
    await context.close()
  })

  it('go into the trash with it, and come back out', async () => {
    await goTo(page, '#/reports')
    await page
      .getByRole('button', { name: /^Delete / })
      .first()
      .click()
    await page.getByText('No reports yet').waitFor()
    await page.getByRole('button', { name: 'Trash' }).click()
    const trash = page.getByRole('dialog', { name: 'Trash' })
    await trash.getByRole('button', { name: /^Bring back / }).click()
    await trash.getByText('The trash is empty').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /^(Mine|Theirs)$/ }).click()
    await expect.poll(() => page.locator('[data-shelf="rows"] [data-pill]').count()).toBe(1)
  })
})

describe('a cockpit along time', () => {
  it('is filtered by what is drawn over, looked at by quarters, and noted at its days', async () => {
    await goTo(page, '#/cockpits')
    await page.getByRole('button', { name: /choose another cockpit/ }).click()
    await page.getByRole('menuitem', { name: 'New cockpit' }).click()
    for (const by of ['Date', 'Channel']) {
      await page.getByRole('button', { name: 'Add a tile' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox', { name: 'Metric', exact: true }).fill('Won value')
      await page.getByRole('option', { name: 'Won value', exact: true }).click()
      await dialog.getByRole('combobox', { name: 'By', exact: true }).fill(by)
      await page.getByRole('option', { name: by, exact: true }).click()
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    }
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'More' }).last().click()
    await page.getByRole('menuitem', { name: 'Notes on time axes' }).click()
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Price rise')
    await page.getByRole('button', { name: 'Add the note' }).click()
    await page.keyboard.press('Escape')
    const tile = page.locator('[data-tile="tile-1"]')
    await tile.getByRole('img', { name: /30 Sep 2026: Price rise$/ }).waitFor()
    const box = await tile.locator('.chart-box').boundingBox()
    if (!box) throw new Error('no chart')
    const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
    await page.mouse.move(...at(0.3))
    await page.mouse.down()
    await page.mouse.move(...at(0.5))
    await page.mouse.move(...at(0.7))
    await page.mouse.up()
    const badge = page.locator('[data-tile="tile-2"] [data-badge="marked"]')
    await expect.poll(() => badge.innerText()).toMatch(/^Date: 1 \w+ \d+ – \d+ \w+ \d+$/)
    await page.keyboard.press('Escape')
    await expect.poll(() => badge.count()).toBe(0)
    await tile.getByRole('button', { name: /^Choose a stretch of time/ }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(() => tile.getByRole('status').allInnerTexts()).toContain('Jul 2026 – Aug 2026')
    await page.keyboard.press('Enter')
    await expect.poll(() => badge.innerText()).toBe('Date: 1 Jul 2026 – 31 Aug 2026')
    await page.keyboard.press('Escape')
    await expect.poll(() => badge.count()).toBe(0)
    await tile.getByRole('button', { name: /^Menu of / }).press('Enter')
    await page.getByRole('menuitem', { name: 'Show as table' }).click()
    expect(await tile.getByRole('list', { name: 'Notes' }).innerText()).toBe('Sep 2026: Price rise')
    await tile.getByRole('button', { name: /^Menu of / }).press('Enter')
    await page.getByRole('menuitem', { name: 'Show as chart' }).click()
    await tile.hover()
    await tile.getByRole('button', { name: /^Menu of / }).click()
    await page.getByRole('menuitemradio', { name: 'Quarter' }).click()
    await tile.getByRole('img', { name: /Q3/ }).waitFor()
  })

  it('has views under names that are taken up again', async () => {
    await page.getByRole('combobox', { name: 'Period' }).click()
    await page.getByRole('option', { name: 'This quarter' }).click()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('textbox', { name: 'Save what is set now as' }).fill('Quarter')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /active, clear/ }).click()
    expect(await page.getByRole('combobox', { name: 'Period' }).inputValue()).toBe('As the cockpit says')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('dialog', { name: 'Views' }).getByRole('button', { name: 'Quarter', exact: true }).click()
    await expect.poll(() => page.getByRole('combobox', { name: 'Period' }).inputValue()).toBe('This quarter')
    expect(seen.complaints).toEqual([])
  })
})
