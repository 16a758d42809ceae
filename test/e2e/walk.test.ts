import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coloursOnly, seriousViolations } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, starterFiles, type ServedWorkspace } from './served-workspace.ts'
import { figure } from './starter-answers.ts'
import { backups } from './walk/backups.ts'
import { cockpit } from './walk/cockpit.ts'
import { engineKilled } from './walk/engine-killed.ts'
import { importing } from './walk/importing.ts'
import { kpi, numberIn } from './walk/read-page.ts'
import { report } from './walk/report.ts'
import type { WalkHost } from './walk/walk-host.ts'
import { goTo, watchedPage, type WatchedPage } from './watched-page.ts'

// One person's way through the product in a browser, from an empty workspace on: every step stands on the one before.
let browser: Browser
let served: ServedWorkspace
let walk: WatchedPage
let page: Page

beforeAll(async () => {
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace()])
  walk = await watchedPage(browser)
  page = walk.page
  await page.goto(served.url)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const rooms = { data: '数据', reports: '报表' }
const host = (): WalkHost => ({
  page,
  workspace: served.path,
  openRoom: (room) => page.getByRole('link', { name: rooms[room] }).first().click(),
  bringFiles: () => page.setInputFiles('input[type=file]:not([webkitdirectory])', starterFiles()),
  refresh: () => page.keyboard.press('r'),
  async save(press) {
    const [download] = await Promise.all([page.waitForEvent('download'), press()])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  },
  // The server starts it again by itself.
  async killEngine(pid) {
    process.kill(pid, 'SIGKILL')
    return () => undefined
  },
})

importing(host)
cockpit(host)
engineKilled(host)
report(host)
backups(host)

describe('every page', () => {
  // The report builder's pages, and these ones' other states, are looked at in reports.test.ts and face.long.test.ts.
  const full = ['#/home', '#/data/quarantine', '#/cockpits/sales-director', '#/cockpits/sales-performance']
  const plain = ['#/data', '#/data/loads', '#/data/matches', '#/data/missing', '#/data/backups']

  it.each([
    { scheme: 'light', pages: [...full, ...plain] },
    { scheme: 'dark', pages: full },
  ] as const)('can be used by everybody in the $scheme scheme', async ({ scheme, pages }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForSelector(`html[data-mantine-color-scheme=${scheme}]`)
    for (const address of pages) {
      await goTo(page, address)
      expect([address, await seriousViolations(page, scheme === 'dark' ? coloursOnly : {})]).toEqual([address, []])
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('changes its language at once, and nothing is loaded anew', async () => {
    await goTo(page, '#/cockpits/sales-director')
    await kpi(page, '本季赢单金额').waitFor()
    await page.evaluate(() => void ((window as unknown as { stayed: boolean }).stayed = true))
    await page.getByRole('button', { name: /中\/EN/ }).click()
    await page.getByRole('heading', { name: 'Sales director' }).waitFor()
    await kpi(page, 'Won this quarter').waitFor()
    const left = await page.locator('[data-kpi], h1, nav').allInnerTexts()
    expect(left.filter((text) => /[\u4e00-\u9fff]/.test(text.replace('中', '')))).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true)
    await page.getByRole('button', { name: /中\/EN/ }).click()
    await page.getByRole('heading', { name: '销售总监驾驶舱' }).waitFor()
  })
})

it('every window shows what the command line imports meanwhile', async () => {
  const second = await watchedPage(browser, { storageState: await page.context().storageState() })
  await second.page.goto(`${new URL(served.url).origin}/#/cockpits/sales-director`)
  const before = figure('won_value', 'quarter', '2026-07-01')
  await kpi(second.page, '本季赢单金额').waitFor()
  expect(numberIn((await kpi(second.page, '本季赢单金额').getAttribute('title')) ?? '')).toBe(before)
  const late = join(served.path, '..', 'late.csv')
  writeFileSync(
    late,
    '商机编号,商机名称,商机金额,币种,销售阶段,实际成交日期,负责人,创建时间\nSJ-LATE-1,补录,1000000,CNY,赢单,2026-09-15,秦大暑,2026-08-01\n',
  )
  expect(JSON.parse((await cli(['import', served.path, late, '--json'])).out)).toMatchObject({
    files: [{ recognisedAs: 'opportunity', loaded: 1 }],
  })
  for (const one of [page, second.page]) {
    await one.waitForFunction(
      (expected) => [...document.querySelectorAll('[data-kpi] button')].some((button) => button.getAttribute('title')?.includes(expected)),
      (before + 1_000_000).toLocaleString('en'),
    )
  }
  expect(second.complaints).toEqual([])
  await second.close()
})

it('the page kept to the policy all the way and threw nothing', () => {
  // A connection refused while the engine was dead is the browser's own complaint.
  expect(walk.complaints.filter((text) => !/WebSocket/.test(text))).toEqual([])
})
