import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attributionModels } from '../../../../src/contract/study-channels.ts'
import type { StudyCell, StudyResult } from '../../../../src/contract/study-result.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { runCli } from '../../../cli/run-cli.ts'
import { sampleRows } from '../../sample/sample-fixture.ts'
import { contextOf } from '../../report/ask.ts'
import { askStudy, figureOf, tableOf } from '../ask-study.ts'

const context = contextOf('2026-09-30')
let folder: string
let company: Database
let result: StudyResult

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  const { code, err } = await runCli(['sample', 'company.helmdeck', '--rows', String(sampleRows), '--seed', '7'], { folder })
  expect([code, err]).toEqual([0, ''])
  const path = join(folder, 'company.helmdeck')
  company = await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
  // Its whole history, but for leads too young to have become deals.
  const period = { from: '2023-07-01', to: '2026-08-14' }
  result = await askStudy(company, context, 'channels', { period, level: 'source' })
}, 300_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

const channel = (name: string, columns: readonly string[]): StudyCell[] => {
  const [row] = tableOf(result, 'channels', ['channel', ...columns]).filter(([found]) => found === name)
  return row?.slice(1) ?? []
}

// samples/PLANTED.md, channels of different worth and cost.
it.each([
  ['行业展会', 900],
  ['垂直门户', 520],
  ['百度', 260],
  ['抖音', 180],
  ['公众号', 30],
])('a lead of %s costs %i, give or take 8 %%', (name, cost) => {
  expect(Math.abs(Number(channel(name, ['cost_per_lead'])[0]) / cost - 1)).toBeLessThan(0.08)
})

it.each([
  ['老客户', 0.406, 0.05],
  ['百度', 0.151, 0.022],
  ['抖音', 0.0525, 0.015],
])('of the leads of %s %f become a deal', (name, share, tolerance) => {
  const [leads, deals] = channel(name, ['leads', 'opportunities'])
  expect(Math.abs(Number(deals) / Number(leads) - share)).toBeLessThan(tolerance)
})

it('the last touch before a lead is on its own channel, so last-touch credit is the won amount of the chain, and every model divides the same money', () => {
  const chain = new Map(tableOf(result, 'channels', ['channel', 'won_amount']) as [string, number][])
  const total = Number(figureOf(result, 'revenue').value)
  expect(total).toBeGreaterThan(0)
  for (const [name, last] of tableOf(result, 'attribution', ['channel', 'last'])) {
    if (String(name).startsWith('@')) continue
    expect([name, Math.abs(Number(last) - (chain.get(String(name)) ?? 0)) < 0.01 * total]).toEqual([name, true])
  }
  for (const model of attributionModels) {
    const parts = tableOf(result, 'attribution', ['channel', model]).filter(([name]) => name !== '@total')
    expect([model, Math.round(parts.reduce((sum, [, value]) => sum + Number(value) * 100, 0))]).toEqual([model, Math.round(total * 100)])
  }
})
