import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findSoffice } from '../available.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, starterFiles, type ServedWorkspace } from './served-workspace.ts'
import { answers, figure } from './starter-answers.ts'
import { goTo, watchedPage, type WatchedPage } from './watched-page.ts'

let browser: Browser
let served: ServedWorkspace
let watched: WatchedPage

beforeAll(async () => {
  const prepare = async (path: string): Promise<void> => expect((await cli(['import', path, ...starterFiles()])).code).toBe(0)
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace('office.helmdeck', prepare)])
  watched = await watchedPage(browser)
  await watched.page.goto(served.url)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** The sheets of a workbook as another program reads them: rows of cell texts by sheet name. */
function readWithOffice(workbook: Uint8Array | string): Record<string, string[][]> {
  const folder = temporaryFolder()
  const path = join(folder, 'book.xlsx')
  execFileSync('cp', [String(workbook), path])
  // -1: every sheet into a file of its own. UTF-8, comma, formulas as values, cells unformatted.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'
  execFileSync(
    findSoffice() ?? 'soffice',
    [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', filter, '--outdir', folder, path],
    { stdio: 'ignore' },
  )
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  return Object.fromEntries(
    sheets.map((name) => [
      name.replace(/^book-|\.csv$/g, ''),
      readFileSync(join(folder, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').map((cell) => cell.replaceAll(/^"|"$/g, ''))),
    ]),
  )
}

it('a workbook exported from the page holds the figures worked out apart from the product, as another program reads them', async () => {
  const { page, complaints } = watched
  await goTo(page, '#/cockpits/sales-director')
  const tile = page.getByRole('region', { name: '主管每季赢单金额' })
  await tile.getByRole('row', { name: /合计/ }).last().waitFor()
  await tile.first().hover()
  await tile.getByRole('button', { name: /菜单/ }).first().click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '导出工作簿' }).click()])
  const sheets = readWithOffice(await download.path())
  const [head = [], ...rows] = sheets['主管每季赢单金额'] ?? []
  expect(head.length).toBe(6)
  const quarters = ['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01'].map((start) => figure('won_value', 'quarter', start))
  expect(rows.at(-1)).toEqual(['合计', ...[...quarters, quarters.reduce((sum, value) => sum + value, 0)].map(String)])
  expect(
    rows
      .slice(0, -1)
      .map(([manager]) => manager)
      .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
  ).toEqual(
    (answers.metrics['won_value']?.by['owner.manager'] ?? []).map(([manager]) => manager ?? '（空）').toSorted((a, b) => (a < b ? -1 : 1)),
  )
  expect((sheets['说明'] ?? []).flat()).toContain('CNY')
  expect(complaints).toEqual([])
})

it('the rows behind a number come with their file and row, and add up to the number', async () => {
  const { page } = watched
  const tile = page.getByRole('region', { name: '主管每季赢单金额' })
  await tile
    .getByRole('row', { name: /沈立夏/ })
    .getByRole('button')
    .last()
    .click({ button: 'right' })
  const panel = page.getByRole('complementary', { name: '这个数怎么来的' })
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: '导出这些明细' }).click()])
  const sheets = readWithOffice(await download.path())
  const [name = ''] = Object.keys(sheets).filter((one) => one !== '说明')
  const [head = [], ...rows] = sheets[name] ?? []
  const total = await tile
    .getByRole('row', { name: /沈立夏/ })
    .getByRole('button')
    .last()
    .innerText()
  const column = head.indexOf('金额')
  const [file, row] = [head.indexOf('文件'), head.indexOf('行')]
  expect(rows.reduce((sum, cells) => sum + Number(cells[column]), 0)).toBe(Number(total.replaceAll(',', '')))
  expect(new Set(rows.map((cells) => cells[file]))).toEqual(new Set(['商机.csv']))
  expect(new Set(rows.map((cells) => Number(cells[row])).filter((place) => place >= 1 && place <= 423)).size).toBe(rows.length)
})
