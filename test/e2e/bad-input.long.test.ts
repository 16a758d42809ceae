import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { badFiles } from '../cli/bad-files.ts'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, type ServedWorkspace } from './served-workspace.ts'
import { watchedPage, type WatchedPage } from './watched-page.ts'

const input = 'input[type=file]:not([webkitdirectory])'
const dropped = badFiles.flatMap(({ name, bytes, advice, what }) =>
  bytes === null ? [] : [{ what, name, bytes: Buffer.from(bytes), advice }],
)
const good = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n'
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

let browser: Browser
let served: ServedWorkspace
let walk: WatchedPage

beforeAll(async () => {
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace('bad.helmdeck')])
  walk = await watchedPage(browser)
  await walk.page.goto(`${served.url}`)
  await walk.page.getByRole('link', { name: '数据' }).first().click()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

it('files that cannot be read are told with what to do in both languages, beside one that can be imported', async () => {
  const { page, complaints } = walk
  await page.setInputFiles(input, [
    file('good.csv', good),
    ...dropped.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })),
  ])
  await page.getByRole('button', { name: '导入 1 个文件' }).waitFor()
  for (const language of ['zh', 'en'] as const) {
    for (const { what, name, advice } of dropped) {
      await page.getByRole('button', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) }).click()
      const said = await page.getByRole('region', { name, exact: true }).innerText()
      expect([what, said.includes(advice[language]) ? advice[language] : said]).toEqual([what, advice[language]])
    }
    await page.getByRole('button', { name: /中\/EN/ }).click()
  }
  await page.getByRole('button', { name: '导入 1 个文件' }).click()
  await page.getByRole('heading', { name: '导入结果' }).waitFor()
  const { loads } = JSON.parse((await cli(['loads', served.path, '--json'])).out) as {
    loads: { files: { name: string; loaded: number }[] }[]
  }
  expect(loads).toHaveLength(1)
  expect(loads[0]?.files.filter(({ loaded }) => loaded > 0)).toMatchObject([{ name: 'good.csv', loaded: 2 }])
  expect(complaints).toEqual([])
})

it('a doubt about dates is asked once, and the answer decides the figures', async () => {
  const { page } = walk
  await page.getByRole('button', { name: '继续导入文件' }).click()
  await page.setInputFiles(input, [
    file(
      'doubt.csv',
      'Opportunity ID,Opportunity Name,Amount,Stage,Close Date,Created Date\nC,c,1000,Closed Won,03/04/2026,01/02/2026\nD,d,2000,Closed Won,05/06/2026,01/02/2026\n',
    ),
  ])
  const monthFirst = { name: /月.*日.*年|月\/日/ }
  await page.getByRole('group').getByRole('radio', monthFirst).first().waitFor()
  const questions = await page
    .getByRole('group')
    .filter({ has: page.getByRole('radio', monthFirst) })
    .all()
  expect(questions.length).toBeGreaterThan(0)
  for (const question of questions) await question.getByRole('radio', monthFirst).check()
  await page.getByRole('button', { name: '导入 1 个文件' }).click()
  await page.getByRole('heading', { name: '导入结果' }).waitFor()
  const spec = join(served.path, '..', 'won.json')
  writeFileSync(
    spec,
    JSON.stringify({
      rows: [{ field: 'date', grain: 'month' }],
      values: [{ metric: 'won_value' }],
      filters: [{ field: 'opportunity.closed_at', op: 'at-least', values: ['2026-02-01'] }],
    }),
  )
  const { rows } = JSON.parse((await cli(['report', served.path, spec])).out) as { rows: { date: string; won_value: number }[] }
  // Month first: 4 March and 6 May.
  expect(rows.filter(({ won_value }) => won_value >= 1000)).toEqual([
    { date: '2026-03-01', won_value: 1000 },
    { date: '2026-05-01', won_value: 2000 },
  ])
})
