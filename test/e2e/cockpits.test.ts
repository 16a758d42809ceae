import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { figure } from './starter-answers.ts'
import { cells, kpi, kpiFigure, numberIn } from './walk/read-page.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let seen: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('cockpits.helmdeck', withSample), launchBrowser()])
  seen = await watchedPage(browser, { locale: 'en-US' })
  page = seen.page
  await page.goto(served.url)
  await page.waitForSelector('h1')
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const tiles = () => page.locator('[data-tile]')
const tile = (title: string) => page.getByRole('region', { name: title, exact: true })
const saved = () => page.locator('[data-saved]').waitFor()

async function choose(label: string, option: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: label, exact: true }).fill(option)
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function add(kind: string, pick: () => Promise<void>): Promise<void> {
  const before = await tiles().count()
  await page.getByRole('button', { name: 'Add a tile' }).click()
  await page.getByRole('radiogroup').getByText(kind, { exact: true }).click()
  await pick()
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(() => tiles().count()).toBe(before + 1)
}

it('a cockpit is made of six tiles, and saves itself', async () => {
  await goTo(page, '#/cockpits')
  await page.getByRole('button', { name: /choose another cockpit/ }).click()
  await page.getByRole('menuitem', { name: 'New cockpit' }).click()
  await page.getByText('Nothing stands here yet').waitFor()
  await add('Metric', () => choose('Metric', 'Won value'))
  await add('Metric', async () => {
    await choose('Metric', 'Won value')
    await choose('By', 'Channel')
  })
  await add('Metric', () => choose('Metric', 'Win rate'))
  await add('Filter', () => choose('Filter by', 'Owner'))
  await add('Words', async () => {
    await page.getByRole('textbox', { name: 'Words' }).fill('## This quarter\n- **{{won_value}}** are won')
  })
  await add('Target', () => choose('Target of', 'Won value'))
  await page.getByRole('textbox', { name: 'Name of the cockpit' }).fill('My Monday')
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'This quarter' }).click()
  await saved()
  expect(page.url()).toContain('/cockpits/')
})

it('its tiles move and grow by keys, with words for it', async () => {
  const first = page.locator('[data-tile="tile-1"]')
  await first.focus()
  await page.keyboard.press('Control+ArrowRight')
  await expect.poll(() => page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringContaining('changed places'))
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringContaining('rows high'))
  await page.getByRole('button', { name: 'Done' }).click()
})

it('its figures are the right ones, and a click filters the other tiles', async () => {
  const quarter = figure('won_value', 'quarter', '2026-07-01')
  await expect.poll(() => kpiFigure(page, 'Won value')).toBe(quarter)
  const byChannel = tile('Won value by channel')
  await byChannel.hover()
  await byChannel.getByRole('button', { name: 'Menu of Won value by channel' }).click()
  await page.getByRole('menuitem', { name: 'Show as table' }).click()
  await settled(page)
  const rows = await cells(byChannel.getByRole('table'))
  expect(rows.reduce((sum, [, value = '']) => sum + numberIn(value), 0)).toBe(quarter)
  const [channel = '', value = ''] = rows[0] ?? []
  await byChannel.locator('tbody td button').first().click()
  await expect.poll(() => kpiFigure(page, 'Won value')).toBe(numberIn(value))
  await expect.poll(() => tile('Won value').locator('[data-badge="marked"]').innerText()).toContain(channel)
  expect(await byChannel.locator('[data-badge]').count()).toBe(0)
  await byChannel
    .locator('tbody td button')
    .nth(1)
    .click({ modifiers: ['Control'] })
  await expect.poll(() => kpiFigure(page, 'Won value')).toBe(numberIn(value) + numberIn(rows[1]?.[1] ?? ''))
  await page.keyboard.press('Escape')
  await expect.poll(() => kpiFigure(page, 'Won value')).toBe(quarter)
})

it('a number leads to its rows and to a report, with every filter kept', async () => {
  const byChannel = tile('Won value by channel')
  const [first = []] = await cells(byChannel.getByRole('table'))
  await byChannel.locator('tbody td button').first().focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary')
  await panel.getByText(`Channel: ${first[0]}`).waitFor()
  expect(numberIn(await panel.locator('[class*=value]').first().innerText())).toBe(numberIn(first[1] ?? ''))
  await page.keyboard.press('Escape')
  await byChannel.locator('tbody td button').first().click()
  await expect.poll(() => kpiFigure(page, 'Won value')).toBe(numberIn(first[1] ?? ''))
  await tile('Won value').hover()
  await tile('Won value').getByRole('button', { name: 'Menu of Won value' }).click()
  await page.getByRole('menuitem', { name: 'Open as a report' }).click()
  await page.locator('[data-shelf="filters"]').getByText(`Channel: ${first[0]}`).waitFor()
  await page.goBack()
})

it('every step is undone down to nothing and done again, and stands after a reload', async () => {
  await kpi(page, 'Won value').waitFor()
  const undo = page.getByRole('button', { name: /^(Undo: |Nothing to undo)/ })
  while ((await undo.getAttribute('aria-disabled')) !== 'true') await undo.click()
  expect(await tiles().count()).toBe(0)
  const redo = page.getByRole('button', { name: /^(Redo: |Nothing to redo)/ })
  while ((await redo.getAttribute('aria-disabled')) !== 'true') await redo.click()
  expect(await tiles().count()).toBe(6)
  await saved()
  await page.reload()
  await expect.poll(() => tiles().count()).toBe(6)
  expect(await page.getByRole('button', { name: /My Monday/ }).count()).toBe(1)
  expect(seen.complaints).toEqual([])
})
