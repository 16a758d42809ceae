import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StudyResult } from '../../../../src/contract/study-result.ts'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { runCli } from '../../../cli/run-cli.ts'
import { contextOf } from '../../report/ask.ts'
import { buildMarts } from '../../report/small-model.ts'
import { askStudy, tableOf } from '../ask-study.ts'

// The generator's company: its amounts and plans never change, its deals go on as its planted chances say.
const context = contextOf('2026-09-30')
let folder: string
let company: Database
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  const { code, err } = await runCli(['sample', 'company.helmdeck', '--rows', '3000', '--seed', '4'], { folder })
  expect([code, err]).toEqual([0, ''])
  cpSync(join(folder, 'company.helmdeck'), join(folder, 'then.helmdeck'), { recursive: true })
  company = await open('company')
}, 180_000)
afterAll(async () => {
  await company.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(name: string): Promise<Database> {
  const path = join(folder, `${name}.helmdeck`)
  return await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
}

it('a past day is foretold from a workspace that knows what came as from one that ends on that day', async () => {
  const asOf = '2026-05-15'
  const then = await open('then')
  try {
    await then.run(`
      delete from model.opportunity where created_at >= date '${asOf}' + 1;
      delete from model.stage_visit where entered_at >= date '${asOf}' + 1;
      update model.stage_visit set left_at = null where left_at >= date '${asOf}' + 1;
      create temp table standing as
        select v.opportunity, arg_max(v.stage, (v.entered_at, v.id)) as stage, max(v.entered_at) as since from model.stage_visit v group by v.opportunity;
      update model.opportunity o
        set status = s.kind, closed_at = case when s.kind <> 'open' then s.since end, updated_at = null, probability = null, forecast_category = null, stage = s.stage
        from (select t.*, g.kind from standing t join model.stage g on g.name = t.stage) s
        where s.opportunity = o.source_id and (o.closed_at is null or o.closed_at >= date '${asOf}' + 1);`)
    await buildMarts(then)
    const told = async (database: Database): Promise<unknown[]> => {
      const result = await askStudy(database, context, 'forecast', { asOf, draws: 2000 })
      const whole = (id: string) => result.tables.find((table) => table.id === id)?.rows
      return ['methods', 'tried', 'stages', 'maths', 'draws', 'series', 'categories'].map(whole)
    }
    expect(await told(then)).toEqual(await told(company))
    const [ends] = await then.rows<{ deals: number }>(
      'select count(*) as deals from mart.opportunity where closed_day > 20588 or created_day > 20588',
    )
    expect(ends?.deals).toBe(0)
  } finally {
    await then.close()
  }
}, 120_000)

describe('on a company it has never seen', () => {
  const measured = (result: StudyResult, method: string) => {
    const row = result.tables.find(({ id }) => id === 'misses')?.rows.find((one) => one['method'] === method)
    return ['error', 'bias', 'inside80', 'inside95', 'origins'].map((id) => Number(row?.[id]))
  }

  it.each([
    // Half of each month is left, for three years of months; half of each quarter for ten quarters.
    ['months', { period: { from: '2026-09-01', to: '2026-09-30' }, asOf: '2026-09-15', replays: 36 }, 30],
    ['quarters', { period: { from: '2026-07-01', to: '2026-09-30' }, asOf: '2026-08-15', replays: 12 }, 10],
  ])(
    'the pace of %s misses far less than the period before, without bias, and its ranges hold what they promise',
    async (_name, asked, fewest) => {
      const result = await askStudy(company, context, 'forecast', asked)
      const [error = NaN, bias = NaN, inside80 = NaN, inside95 = NaN, origins = NaN] = measured(result, 'pace')
      const [before = NaN] = measured(result, 'previous')
      expect(origins).toBeGreaterThanOrEqual(fewest)
      expect(error).toBeLessThan(0.75 * before)
      expect(Math.abs(bias)).toBeLessThan(0.1)
      // Of n ranges a share lies within 2.6 standard errors of what they promise.
      const within = (share: number, promised: number) =>
        Math.abs(share - promised) <= 2.6 * Math.sqrt((promised * (1 - promised)) / origins)
      expect([inside80, within(inside80, 0.8)]).toEqual([inside80, true])
      expect([inside95, within(inside95, 0.95)]).toEqual([inside95, true])
      // Methods differ in the periods they could be tried on, so the best of those all have may miss a little more on its own.
      const methods = tableOf(result, 'methods', ['is_chosen', 'error']) as [boolean, number][]
      const least = Math.min(...methods.map(([, missed]) => missed))
      expect(methods.find(([isChosen]) => isChosen)?.[1]).toBeLessThan(1.05 * least)
    },
  )
})
