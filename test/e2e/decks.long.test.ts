import type { Browser, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsOf, textsOf, unpack } from '../engine/export/pptx/check-package.ts'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let watched: WatchedPage
let page: Page
let ours: Buffer

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('decks.helmdeck', withSample), launchBrowser()])
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

const items = () => page.getByRole('region', { name: 'What it shows, in this order' }).locator('ol > li')
const drawn = async () => {
  await page.locator('figure img').first().waitFor()
  await page.getByText('The slides are being drawn').waitFor({ state: 'detached' })
}

it('Home offers the shipped decks: two clicks to the file', async () => {
  await page.getByRole('link', { name: /Weekly sales review/ }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Write the deck' }).click()])
  expect(download.suggestedFilename()).toBe('Weekly sales review.pptx')
  expect(faultsOf(readFileSync(await download.path()))).toEqual([])
})

it('a shipped deck becomes one’s own, is put in order by drag and keyboard, reworded, saved, undone and written', async () => {
  await goTo(page, '#/decks/monthly')
  await drawn()
  await page.getByRole('button', { name: 'Make it mine' }).click()
  await page.getByLabel('Title of the deck').fill('Ours')
  await page.getByRole('button', { name: 'Take “Channel returns and attribution” out' }).press('Enter')
  const before = await items().count()
  await page.getByRole('button', { name: 'Undo: Take “Channel returns and attribution” out' }).click()
  expect(await items().count()).toBe(before + 1)
  await page.getByRole('button', { name: 'Redo: Take “Channel returns and attribution” out' }).click()
  expect(await items().count()).toBe(before)
  await page.getByRole('button', { name: /^Move “Funnel”: drag/ }).press('ArrowUp')
  expect(await items().first().innerText()).toContain('Funnel')
  // Slides that come in move what lies under the pointer.
  await drawn()
  await page.getByRole('heading', { name: 'Sales director' }).dragTo(items().first(), { targetPosition: { x: 300, y: 16 } })
  expect(await items().first().innerText()).toContain('Sales director')
  await page.getByRole('button', { name: /^Move “Funnel”: drag/ }).press('ArrowUp')
  await drawn()
  await page
    .getByRole('button', { name: /^Change the words of “Funnel/ })
    .first()
    .click()
  await page.getByLabel('Headline').fill('Our funnel holds')
  await page.getByRole('button', { name: 'Use these words' }).click()
  await page.getByRole('img', { name: /Our funnel holds/ }).waitFor()
  await page.getByRole('button', { name: 'Leave the slide “Agenda” out' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(page.url()).toContain('#/decks/ours')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Write the deck' }).click()])
  ours = readFileSync(await download.path())
  expect(faultsOf(ours)).toEqual([])
  const parts = unpack(ours)
  expect(textsOf(parts, 'ppt/slides/slide1.xml')[0]).toBe('Ours')
  expect(textsOf(parts, 'ppt/slides/slide2.xml')).toContain('Our funnel holds')
  await settled(page)
  expect(await seriousViolations(page)).toEqual([])
  expect(watched.complaints).toEqual([])
})

it('a tile, a report, a study and a single number go to a deck with their filters; the notice leads there and takes back', async () => {
  const dialog = page.getByRole('dialog')
  const added = (title: string) => page.getByText(`“${title}” is now the last of`)
  await goTo(page, '#/cockpits/sales-director')
  await settled(page)
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last year', exact: true }).click()
  await page
    .getByRole('button', { name: /Won value by channel/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Add to deck' }).click()
  await dialog.getByRole('radio', { name: 'Ours' }).check()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await added('Won value by channel').waitFor()
  await goTo(page, '#/studies/rfm')
  await settled(page)
  await page.getByRole('button', { name: 'Add to deck' }).click()
  await dialog.getByRole('radio', { name: 'New deck' }).check()
  await dialog.getByRole('textbox', { name: 'Title of the deck' }).fill('Board')
  await page.keyboard.press('Enter')
  await page.getByText('is now the last of “Board”').waitFor()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('is now the last of').waitFor({ state: 'detached' })
  await goTo(page, '#/decks/ours')
  await drawn()
  const last = items().last()
  expect(await last.getByRole('heading').innerText()).toBe('Won value by channel')
  await page.getByRole('button', { name: 'Undo: Add “Won value by channel”' }).waitFor()
  await page.getByRole('button', { name: /choose|Choose a deck/ }).click()
  expect(await page.getByRole('menuitem', { name: 'Board' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo: Add “Won value by channel”' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await seriousViolations(page)).toEqual([])
  expect(watched.complaints).toEqual([])
})

it('the earlier file gets new figures, and a template is kept and refused in words, in Chinese and in the dark', async () => {
  const pptx = { name: 'ours.pptx', mimeType: 'application/zip', buffer: ours }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.setInputFiles('input[aria-label="Earlier file of this deck"]', pptx),
  ])
  expect(download.suggestedFilename()).toBe('ours.pptx')
  expect(faultsOf(readFileSync(await download.path()))).toEqual([])
  await page.getByText(/slides got new figures in ours.pptx/).waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: /中/ }).first().click()
  await page.getByRole('button', { name: '生成幻灯片' }).waitFor()
  await page.setInputFiles('input[aria-label="公司模板"]', { ...pptx, name: '坏.pptx', buffer: Buffer.from('PK no template') })
  await page.getByText('不是完整的 PowerPoint 文件').waitFor()
  await page.setInputFiles('input[aria-label="公司模板"]', { ...pptx, name: '公司.pptx' })
  await page.getByRole('button', { name: '移除模板“公司”' }).waitFor()
  expect(await seriousViolations(page, coloursOnly)).toEqual([])
  expect(watched.complaints).toEqual([])
})
