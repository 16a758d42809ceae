import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DeckDocument } from '../../src/contract/decks.ts'
import { CockpitDocument } from '../../src/contract/documents.ts'
import { openEngine, still } from '../engine/ingest/engine-fixture.ts'
import { launchBrowser } from './browser.ts'
import { cli, ownerPid, serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'
import { goTo, settled, watchedPage, type WatchedPage } from './watched-page.ts'

const long = '长'.repeat(100) + 'W'.repeat(100)
const hebrew = 'שלום עולם (מכירות)'
const emoji = '👩🏽‍🚀 Ана 🇨🇳'
const both = (text: string) => ({ zh: text, en: text })
const won = { values: [{ metric: 'won_value' }] }
const tile = (id: string, place: number, rest: object) => ({
  id,
  title: both(id),
  kind: 'bar',
  layout: { x: (place % 4) * 3, y: Math.floor(place / 4) * 4, w: 3, h: 4 },
  spec: won,
  ...rest,
})
const byOwner = { ...won, rows: [{ field: 'owner.name' }] }
const counted = { rows: [{ field: 'owner.name' }], values: [{ metric: 'opportunity_count' }] }
const nobody = [{ field: 'owner.name', op: 'in', values: ['nobody at all'] }]

/** Documents that only another version, another hand or a renamed field can leave behind. */
const cockpits = {
  gone: {
    title: both('Gone'),
    tiles: [
      tile('No such metric', 0, { spec: { values: [{ metric: 'was_renamed' }] } }),
      tile('No such field', 1, { spec: { ...won, rows: [{ field: 'was.renamed' }] } }),
      tile('Still there', 2, { kind: 'kpi' }),
    ],
  },
  none: {
    title: both('None'),
    filters: nobody,
    tiles: [
      tile('Bars', 0, { spec: byOwner }),
      tile('Figure', 1, { kind: 'kpi' }),
      tile('List', 2, { kind: 'table', spec: byOwner }),
      tile('Parts', 3, { kind: 'doughnut', spec: byOwner }),
    ],
  },
  many: { title: both('Many'), tiles: Array.from({ length: 500 }, (_, place) => tile(`Tile ${place + 1}`, place, { kind: 'kpi' })) },
  names: {
    title: both(long),
    tiles: [
      tile(long, 0, { kind: 'table', spec: { ...counted, filters: [{ field: 'owner.name', op: 'in', values: [long, hebrew, emoji] }] } }),
      tile(hebrew, 1, { spec: counted }),
      tile(emoji, 2, { kind: 'kpi' }),
    ],
  },
  two: { title: both('Two'), tiles: [tile('First', 0, { kind: 'kpi' }), tile('Second', 1, { kind: 'kpi' })] },
  slow: {
    title: both('Slow'),
    tiles: [tile('Waits', 0, { spec: byOwner }), tile('Waits too', 1, { spec: { ...won, rows: [{ field: 'channel.name' }] } })],
  },
}

async function prepare(path: string): Promise<void> {
  await withSample(path)
  const files = `${path}-files`
  mkdirSync(files)
  const rows = [long, hebrew, emoji].map((owner, place) => `X${place},x${place},${100 + place},Won,${owner},2026-09-0${place + 1}`)
  writeFileSync(
    join(files, 'odd.csv'),
    ['Opportunity ID,Opportunity Name,Amount,Stage,Opportunity Owner,Created Date', ...rows, ''].join('\n'),
  )
  const { code, err } = await cli(['import', path, files])
  rmSync(files, { recursive: true })
  if (code !== 0) throw new Error(err)
  const engine = await openEngine(path)
  try {
    const save = (kind: 'cockpit' | 'deck', name: string, body: unknown) =>
      engine.handlers.documents.save({ kind, name, body, basedOn: null }, still)
    for (const [name, body] of Object.entries(cockpits)) await save('cockpit', name, CockpitDocument.parse(body))
    await save('cockpit', 'later', CockpitDocument.parse({ title: both('Later'), tiles: [] }))
    await save('deck', 'later', DeckDocument.parse({ title: 'Later', items: [] }))
  } finally {
    await engine.close()
  }
  for (const kind of ['cockpit', 'deck']) writeFileSync(fileOf(path, kind), ofLaterVersion(fileOf(path, kind)))
}

const fileOf = (path: string, kind: string) => join(path, 'documents', kind, 'later.json')

function ofLaterVersion(file: string): string {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { body: object }
  return JSON.stringify({ ...stored, body: { ...stored.body, version: 2, shape: 'of another version' } })
}

let served: ServedWorkspace
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('bench-bad.helmdeck', prepare), launchBrowser()])
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

// A table in a tile is a region of the same name.
const region = (name: string) => page.getByRole('region', { name, exact: true }).first()
const saved = () => page.locator('[data-saved]').waitFor()
const noSidewaysScroll = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

it('a tile whose field vanished says so, and the others stand', async () => {
  await goTo(page, '#/cockpits/gone')
  await region('Still there').getByRole('button', { name: /¥/ }).waitFor()
  for (const [name, field] of [
    ['No such metric', 'was_renamed'],
    ['No such field', 'was.renamed'],
  ] as const)
    await region(name).getByText(field).first().waitFor()
})

it('a document of a newer version is told, and stays as it is', async () => {
  const before = ['cockpit', 'deck'].map((kind) => readFileSync(fileOf(served.path, kind), 'utf8'))
  await goTo(page, '#/cockpits/later')
  await page.getByText('This cockpit can’t be read').waitFor()
  await goTo(page, '#/decks/later')
  await page.getByText('This deck can’t be read').waitFor()
  await goTo(page, '#/cockpits/gone')
  expect(['cockpit', 'deck'].map((kind) => readFileSync(fileOf(served.path, kind), 'utf8'))).toEqual(before)
})

it('a filter that leaves no rows leaves words, not broken charts', async () => {
  await goTo(page, '#/cockpits/none')
  await settled(page)
  for (const name of ['Bars', 'List', 'Parts']) await region(name).getByText('Nothing in this selection').waitFor()
  await region('Figure').getByRole('button').first().waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

it('500 tiles are scrolled through, and the last one answers', async () => {
  await goTo(page, '#/cockpits/many')
  const last = region('Tile 500')
  await last.scrollIntoViewIfNeeded()
  await last.getByRole('button', { name: /¥/ }).waitFor()
})

it('names of 200 characters, from right to left and with emoji are whole, and push nothing out of the page', async () => {
  await goTo(page, '#/cockpits/names')
  await settled(page)
  for (const name of [long, hebrew, emoji]) await region(name).waitFor()
  expect(await noSidewaysScroll()).toBe(true)
  const first = region(long).locator('tbody th')
  await expect
    .poll(async () => (await first.allInnerTexts()).map((text) => text.trim()))
    .toEqual(expect.arrayContaining([long, hebrew, emoji]))
  await page.getByRole('button', { name: /choose another cockpit/ }).click()
  await page.getByRole('menuitem', { name: long }).waitFor()
  expect(await noSidewaysScroll()).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Menu of ${hebrew}` }).press('Enter')
  await page.getByRole('menuitem', { name: 'Add to deck' }).click()
  await page.getByRole('dialog').getByText(hebrew).waitFor()
  await page.keyboard.press('Escape')
})

it('two windows that change one tile keep both versions, and one is chosen', async () => {
  const other = await watchedPage(browser, { locale: 'en-US' })
  try {
    await other.page.context().addCookies(await page.context().cookies())
    await other.page.goto(`${page.url().split('#')[0]}#/cockpits/two`)
    await goTo(page, '#/cockpits/two')
    for (const one of [page, other.page]) await one.getByRole('button', { name: 'Edit', exact: true }).click()
    const title = (one: Page) => one.locator('[data-tile="First"] input').first()
    const pid = ownerPid(served.path)
    // Held, it hears of both changes before it answers one.
    process.kill(pid, 'SIGSTOP')
    await title(page).fill('Mine')
    await title(other.page).fill('Theirs')
    await page.getByText('Saving …').waitFor()
    await other.page.getByText('Saving …').waitFor()
    process.kill(pid, 'SIGCONT')
    const asked = (one: Page) => one.getByText('This cockpit was changed elsewhere.')
    await expect.poll(async () => (await asked(page).count()) + (await asked(other.page).count())).toBe(1)
    const loser = (await asked(page).count()) === 1 ? page : other.page
    const mine = await title(loser).inputValue()
    await loser.getByRole('button', { name: 'Keep mine' }).click()
    await loser.locator('[data-saved]').waitFor()
    const winner = loser === page ? other.page : page
    await expect.poll(() => title(winner).inputValue()).toBe(mine)
  } finally {
    await other.close()
  }
})

it('a tile that waits is stopped alone, and asked again', async () => {
  const pid = ownerPid(served.path)
  process.kill(pid, 'SIGSTOP')
  try {
    await page.evaluate(() => void (window.location.hash = '#/cockpits/gone'))
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await goTo(page, '#/cockpits/slow')
  await settled(page)
  process.kill(pid, 'SIGSTOP')
  try {
    await page.getByRole('combobox', { name: 'Period' }).click()
    await page.getByRole('option', { name: 'Last year', exact: true }).click()
    await region('Waits').getByRole('button', { name: 'Stop' }).click()
    await region('Waits').getByText('Stopped. This is the earlier answer.').waitFor()
    await region('Waits too').getByRole('button', { name: 'Stop' }).waitFor()
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await region('Waits too').getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
  await region('Waits').getByRole('button', { name: 'Ask again' }).click()
  await region('Waits').getByText('Stopped').waitFor({ state: 'detached' })
  expect(await page.getByRole('alert').count()).toBe(0)
})

it('an engine that is killed in the middle of a drag costs nothing: the tile stands where it was let go, and is saved there', async () => {
  await goTo(page, '#/cockpits/two')
  const done = page.getByRole('button', { name: 'Done' })
  if ((await done.count()) === 0) await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const second = page.locator('[data-tile="Second"]')
  const before = await second.boundingBox()
  const grip = await second.locator('[data-cover]').boundingBox()
  if (!grip || !before) throw new Error('no tile')
  await page.mouse.move(grip.x + 4, grip.y + 10)
  await page.mouse.down()
  await page.mouse.move(grip.x + 200, grip.y + 40, { steps: 4 })
  const pid = ownerPid(served.path)
  process.kill(pid, 'SIGKILL')
  await page.mouse.move(grip.x + 360, grip.y + 40, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await second.boundingBox())?.x).toBeGreaterThan(before.x + 200)
  await expect.poll(() => page.getByRole('alert').count()).toBe(0)
  await saved()
  const { body } = JSON.parse(readFileSync(join(served.path, 'documents/cockpit/two.json'), 'utf8')) as { body: CockpitDocument }
  expect(body.tiles.find(({ id }) => id === 'Second')?.layout.x).toBeGreaterThan(3)
})
