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

it('a deck is begun with a shipped one, put in order by keyboard, and written with three clicks', async () => {
  await goTo(page, '#/decks')
  await page.getByText('Monthly business review').click()
  const items = page.getByRole('region', { name: 'What it shows, in this order' }).getByRole('listitem')
  await items.first().waitFor()
  const before = await items.count()
  await page.getByRole('button', { name: 'Leave “Channel returns and attribution” out' }).press('Enter')
  await page.getByRole('button', { name: 'Move “Funnel” up' }).press('Enter')
  expect(await items.count()).toBe(before - 1)
  expect(await items.first().innerText()).toContain('Funnel')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('menuitem', { name: 'Cohorts and retention' }).click()
  expect(await items.last().innerText()).toContain('Cohorts and retention')
  await page.getByLabel('Title of the deck').fill('Ours')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Write the deck' }).click()])
  expect(download.suggestedFilename()).toBe('Ours.pptx')
  const bytes = readFileSync(await download.path())
  expect(faultsOf(bytes)).toEqual([])
  const parts = unpack(bytes)
  expect(textsOf(parts, 'ppt/slides/slide1.xml')[0]).toBe('Ours')
  const agenda = textsOf(parts, 'ppt/slides/slide2.xml')
  expect(agenda[1]).toBe('1.  Funnel')
  const slides = [...parts.keys()].filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name))
  await page.getByText(`${slides.length} slides were written to Ours.pptx.`).waitFor()
  await settled(page)
  expect(await seriousViolations(page)).toEqual([])
  expect(watched.complaints).toEqual([])
})

it('a file that is no template is refused in words, in Chinese and in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: /中/ }).first().click()
  await page.getByRole('button', { name: '生成幻灯片' }).waitFor()
  await page.setInputFiles('input[type=file]', { name: '模板.pptx', mimeType: 'application/zip', buffer: Buffer.from('PK no template') })
  await page.getByRole('button', { name: '生成幻灯片' }).click()
  await page.getByText('不是完整的 PowerPoint 文件').waitFor()
  expect(await seriousViolations(page, coloursOnly)).toEqual([])
  expect(watched.complaints).toEqual([])
})
