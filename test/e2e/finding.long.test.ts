import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { settled, watchedPage, type WatchedPage } from './watched-page.ts'

let served: ServedWorkspace
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('finding.helmdeck', withSample), launchBrowser()])
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

const tour = () => page.getByRole('dialog', { name: /Home|Cockpits|Reports|Studies|Decks/ })
const room = (name: string) => expect.poll(() => page.url()).toContain(`#/${name}`)

it('the first time Home offers a tour: by keys from room to room, back, and out; nobody is asked again', async () => {
  await page.getByRole('button', { name: 'Show me around' }).click()
  await tour().getByText('1 of 5').waitFor()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('ArrowRight')
  await room('cockpits')
  await page.keyboard.press('ArrowRight')
  await room('reports')
  await page.keyboard.press('ArrowLeft')
  await room('cockpits')
  await tour().getByText('2 of 5').waitFor()
  await page.keyboard.press('Escape')
  await tour().waitFor({ state: 'detached' })
  await page.goto(`${page.url().split('#')[0]}#/home`)
  await page.reload()
  await page.getByText('Needs your attention').waitFor()
  expect(await page.getByRole('button', { name: 'Show me around' }).count()).toBe(0)
})

it('the palette begins the tour again, and it ends with its last step', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('show me')
  await page.getByRole('button', { name: 'Show me around' }).waitFor()
  await page.keyboard.press('Enter')
  for (const step of ['1', '2', '3', '4']) {
    await tour().getByText(`${step} of 5`).waitFor()
    await tour().getByRole('button', { name: 'Next' }).press('Enter')
  }
  await room('decks')
  await tour().getByRole('button', { name: 'Done' }).press('Enter')
  await tour().waitFor({ state: 'detached' })
})

it('the palette finds a person by name and by initials, and opens what was won there', async () => {
  for (const typed of ['韩春', 'hcf']) {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill(typed)
    await page.getByRole('button', { name: /韩春分/ }).waitFor()
    await page.getByRole('button', { name: /韩春分/ }).click()
    await room('reports')
    await settled(page)
    await page.getByRole('button', { name: /Owner.*韩春分/ }).waitFor()
    expect(await page.getByLabel('Name of the report').inputValue()).toBe('韩春分')
    await page.evaluate(() => void (window.location.hash = '#/home'))
    await page.getByText('Needs your attention').waitFor()
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('no such thing at all')
  await page.getByText('No command or room is called that.').waitFor()
  await page.keyboard.press('Escape')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('韩春')
  await page.getByRole('button', { name: /韩春分/ }).waitFor()
  expect(await seriousViolations(page, coloursOnly)).toEqual([])
  expect(watched.complaints).toEqual([])
})
