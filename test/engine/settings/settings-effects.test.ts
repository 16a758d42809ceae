import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WorkspaceSettings, type SettingsChange } from '../../../src/contract/settings.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { acceptSettings } from '../../../src/engine/settings/check-settings.ts'
import { copySettings } from '../../../src/engine/settings/copy-settings.ts'
import { mergePatch } from '../../../src/engine/settings/merge-patch.ts'
import { queryText } from '../../../src/engine/database/query-files.ts'
import { ask, type Cell } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'

const deal = (stage: string, amount: number, more: object = {}) => ({ pipeline: '标准', stage, amount, created_at: '2026-01-05', ...more })
const visit = (opportunity: string, stage: string, entered_at: string) => ({ opportunity, pipeline: '标准', stage, entered_at })

let database: Database
let settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY' })
let dataVersion = 1

beforeAll(async () => {
  database = await databaseOf({
    stage: [
      { pipeline: '标准', name: '方案提供', position: 30, probability: 0.5, kind: 'open' },
      { pipeline: '标准', name: '商务谈判', position: 40, probability: 0.7, kind: 'open', forecast_category: 'best case' },
      { pipeline: '标准', name: '谈判', position: 40, probability: 0.2, kind: 'open' },
      { pipeline: '标准', name: '签约', position: 50, kind: 'open' },
    ],
    account: [
      { name: '甲', region: '北京市', industry: '制造业' },
      { name: '乙', region: '北京', industry: '制造' },
    ],
    person: [{ name: '张三', region: '华北' }, { name: '张三(离职)' }],
    opportunity: [
      deal('方案提供', 100, { account: '甲', owner: '张三' }),
      deal('商务谈判', 200, { account: '乙', owner: '张三(离职)' }),
      deal('方案提供', 1000, { probability: 0.9, account: '乙', owner: '张三' }),
      deal('谈判', 400, { currency: 'USD', owner: '张三', account: '甲' }),
    ],
    stage_visit: [visit('opportunity-2', '谈判', '2026-01-05 09:00:00'), visit('opportunity-2', '商务谈判', '2026-01-09 09:00:00')],
    exchange_rate: [{ from_currency: 'USD', to_currency: 'CNY', valid_on: '2026-01-01', rate: 7 }],
    activity: [],
  })
  await copySettings(database, settings)
})
afterAll(() => database.close())

async function change(patch: SettingsChange): Promise<void> {
  settings = acceptSettings(mergePatch(settings, patch))
  await copySettings(database, settings)
  dataVersion += 1
}

async function answer(field: string, metric = 'opportunity_count'): Promise<Cell[][]> {
  const { table } = await ask(database, { clock: '2026-01-31', dataVersion, settings }, { rows: [{ field }], values: [{ metric }] })
  return table.map((row) => row.slice(0, -1))
}

async function weighted(): Promise<Cell | undefined> {
  const { table } = await ask(database, { clock: '2026-01-31', dataVersion, settings }, { values: [{ metric: 'weighted_pipeline_value' }] })
  return table[0]?.[0]
}

/** Changes whenever a table is made anew. */
async function identity(table: string): Promise<number> {
  const [row] = await database.rows<{ oid: number }>(
    "select table_oid as oid from duckdb_tables() where schema_name = 'mart' and table_name = $table",
    { table },
  )
  return row?.oid ?? -1
}

describe('a changed setting', () => {
  it('of a stage’s probability counts for deals without one of their own, and rewrites no fact', async () => {
    // 100 × 0.5 + 200 × 0.7 + 1000 × 0.9 + 400 × 7 × 0.2
    expect(await weighted()).toBeCloseTo(1650, 6)
    const before = [await identity('opportunity'), await identity('stage_visit')]
    await change({ stages: { '标准/方案提供': { probability: 0.6, forecastCategory: 'pipeline' } } })
    expect(await weighted()).toBeCloseTo(1660, 6)
    expect(await answer('opportunity.forecast_category')).toEqual([
      ['best case', 1],
      ['pipeline', 2],
      [null, 1],
    ])
    expect([await identity('opportunity'), await identity('stage_visit')]).toEqual(before)
    await change({ stages: { '标准/方案提供': null } })
    expect(await weighted()).toBeCloseTo(1650, 6)
  })

  it('of a place’s or industry’s alias merges the two names without touching customers', async () => {
    expect(await answer('account.region')).toEqual([
      ['北京', 2],
      ['北京市', 2],
    ])
    const before = [await identity('account'), await identity('opportunity')]
    await change({ aliases: { region: { 北京市: '北京' }, industry: { 制造业: '制造' } } })
    expect(await answer('account.region')).toEqual([['北京', 4]])
    expect(await answer('account.industry')).toEqual([['制造', 4]])
    const { table } = await ask(
      database,
      { clock: '2026-01-31', dataVersion, settings },
      { values: [{ metric: 'opportunity_count' }], filters: [{ field: 'account.region', op: 'in', values: ['北京'] }] },
    )
    expect(table[0]?.[0]).toBe(4)
    expect([await identity('account'), await identity('opportunity')]).toEqual(before)
  })

  it('of a person’s alias gives one owner the deals of two names', async () => {
    await change({ aliases: { person: { '张三(离职)': '张三' }, region: { 华北: '北方' } } })
    expect(await answer('owner.name')).toEqual([['张三', 4]])
    expect(await answer('owner.region')).toEqual([['北方', 4]])
  })

  it('of a stage’s alias makes the renamed stage the same one: no visit ends where only the name changed', async () => {
    const visits = () =>
      database.rows<{ stage: string; outcome: string }>(
        'select s.name as stage, v.outcome from mart.stage_visit v join mart.stage s on s.ref = v.stage_ref order by entered_at',
      )
    expect(await visits()).toEqual([
      { stage: '谈判', outcome: 'advanced' },
      { stage: '商务谈判', outcome: 'open' },
    ])
    const before = await identity('opportunity')
    await change({ aliases: { stage: { 谈判: '商务谈判' } } })
    expect(await visits()).toEqual([{ stage: '商务谈判', outcome: 'open' }])
    expect(await answer('stage.name')).toEqual([
      ['方案提供', 2],
      ['商务谈判', 2],
    ])
    // The renamed stage has the probability of the one it is now: 1650 - 2800 × 0.2 + 2800 × 0.7
    expect(await weighted()).toBeCloseTo(3050, 6)
    expect(await identity('opportunity')).toBe(before)
  })

  it('of a stage’s days puts it behind the others of its kind from the day it is not valid any more, or not yet', async () => {
    const stages = async (): Promise<Cell[]> => (await answer('stage.name')).map(([name]) => name ?? null)
    const listed = async (day: string) =>
      (await database.rows<{ name: string; isValid: boolean }>(queryText('settings/stages.sql'), { day })).map(
        ({ name, isValid }) => `${name}${isValid ? '' : ' -'}`,
      )
    await change({ stages: { '标准/方案提供': { validTo: '2026-01-31' }, '标准/商务谈判': { validFrom: '2026-01-01' } } })
    // Its last day is one of its days; the answers are as of 31 January.
    expect(await stages()).toEqual(['方案提供', '商务谈判'])
    await change({ stages: { '标准/方案提供': { validTo: '2026-01-30' } } })
    expect(await stages()).toEqual(['商务谈判', '方案提供'])
    expect((await listed('2026-01-30'))[0]).toBe('方案提供')
    expect((await listed('2026-01-31')).at(-1)).toBe('方案提供 -')
    expect((await listed('2025-12-31')).filter((one) => one.endsWith('-'))).toEqual(['商务谈判 -', '谈判 -'])
    await change({ stages: { '标准/方案提供': null, '标准/商务谈判': null } })
    expect(await stages()).toEqual(['方案提供', '商务谈判'])
  })

  it('of a stage’s kind changes what its deals are', async () => {
    expect(await answer('opportunity.status')).toEqual([['open', 4]])
    const before = await identity('opportunity')
    await change({ stages: { '标准/商务谈判': { kind: 'won' } } })
    expect(await identity('opportunity')).not.toBe(before)
    expect(await answer('opportunity.status')).toEqual([
      ['open', 2],
      ['won', 2],
    ])
    await change({ stages: { '标准/商务谈判': null }, aliases: { stage: { 谈判: null } } })
  })

  it('of the rate rule takes the fixed rates of the budget year, and refuses where there is none', async () => {
    await change({ rateRule: 'budget', budgetYear: 2026, budgetRates: { 2026: { USD: 6.5 }, 2025: { USD: 6 } } })
    expect(await weighted()).toBeCloseTo(50 + 140 + 900 + 400 * 6.5 * 0.2, 6)
    await change({ budgetYear: 2024 })
    await expect(weighted()).rejects.toMatchObject({ code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'] } })
    await change({ rateRule: 'event-date' })
    expect(await weighted()).toBeCloseTo(1650, 6)
  })

  it('of the fiscal calendar moves deals into other fiscal months', async () => {
    const months = async (): Promise<Cell[][]> => {
      const spec = { rows: [{ field: 'date', grain: 'fiscal_month' as const }], values: [{ metric: 'opportunity_count' }] }
      return (await ask(database, { clock: '2026-01-31', dataVersion, settings }, spec)).table.map((row) => row.slice(0, -1))
    }
    expect(await months()).toEqual([['2026-01-01', 4]])
    const before = await identity('opportunity')
    await change({ calendarKind: '4-4-5', firstDayOfWeek: 7, fiscalFirstWeek: 'containing' }) // the week from Sunday 28 December 2025
    expect(await months()).toEqual([['2025-12-28', 4]])
    expect(await identity('opportunity')).toBe(before)
  })
})
