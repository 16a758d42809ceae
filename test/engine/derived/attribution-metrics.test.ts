import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { ask, contextOf, withStudies } from '../report/ask.ts'
import { channelsDatabase } from '../studies/channels/channels-database.ts'

let database: Database
let context: ReportContext
beforeAll(async () => {
  database = await channelsDatabase()
  context = withStudies(database, contextOf('2026-06-30'))
})
afterAll(async () => database.close())

const period = { from: '2026-01-01', to: '2026-03-31' }
const table = async (spec: ReportSpecInput) => (await ask(database, context, { period, ...spec })).table
const byChannel: Pick<ReportSpecInput, 'rows' | 'totals'> = { rows: [{ field: 'channel.name' }], totals: { rows: 'grand' } }

// The deals of the table in channels-database.ts that were won from January to March: 1 to 4 and 7 (500, own channel Ads), and 8 (40), whose account was last
// touched by Ads and Mail over 365 days before it closed or under: Mail on 2025-03-01 is 395 days back, Ads on 04-01 is 364.
describe('attributed revenue', () => {
  it('divides what was won among channels by the model that is asked, and adds up to it', async () => {
    const values = [{ metric: 'attributed_revenue', params: { model: 'first' } }]
    expect(await table({ ...byChannel, values })).toEqual([
      ['Ads', 1000.01 + 500 + 40, 1],
      ['Fair', 100.1, 1],
      ['Mail', 300, 1],
      [null, 50, 1],
      [null, 1990.11, 0],
    ])
    const last = [{ metric: 'attributed_revenue', params: { model: 'last' } }]
    expect((await table({ ...byChannel, values: last })).map(([name, value]) => [name, value])).toEqual([
      ['Ads', 540],
      ['Direct', 100.1],
      ['Mail', 1300.01],
      [null, 50],
      [null, 1990.11],
    ])
    // Two models side by side, linear by default: a quarter of 1,000.01 for each of four touches, the odd hundredths to the first of equals.
    const both = await table({
      values: [
        { metric: 'attributed_revenue' },
        { metric: 'attributed_revenue', params: { model: 'markov' }, id: 'markov' },
        { metric: 'won_value' },
      ],
    })
    expect(both).toEqual([[1990.11, 1990.11, 1990.11, 0]])
  })

  it('stands on the day a deal closed, by every field of the deal', async () => {
    const byMonth = await table({
      rows: [{ field: 'date', grain: 'month' }],
      values: [{ metric: 'attributed_revenue' }, { metric: 'won_value' }],
    })
    expect(byMonth).toEqual([
      ['2026-01-01', 1000.01, 1000.01, 1],
      ['2026-02-01', 600.1, 600.1, 1],
      ['2026-03-01', 390, 390, 1],
    ])
    expect(await table({ rows: [{ field: 'account.name' }], values: [{ metric: 'attributed_revenue' }] })).toEqual([
      ['Old', 40, 1],
      [null, 1950.11, 1],
    ])
  })

  it('opens the deals behind it, with their files', async () => {
    const spec = ReportSpec.parse({ period, ...byChannel, values: [{ metric: 'attributed_revenue', params: { model: 'first' } }] })
    const cell = { row: { 'channel.name': 'Ads' }, value: 'attributed_revenue' }
    expect(await explain(database, context, { spec, cell, offset: 0, limit: 10 })).toMatchObject({ value: '1540.01', n: 3 })
  })

  it('is held against spend: ROAS by revenue, ROI by margin', async () => {
    const values = [
      { metric: 'roas', params: { model: 'last' } },
      { metric: 'channel_roi', params: { model: 'last' } },
      { metric: 'attributed_margin', params: { model: 'last' } },
    ]
    const rows = await table({ ...byChannel, values })
    // Ads: 540 over 200, its margin 400 (deal 7; deal 8's cost nobody knows). Mail spent nothing. Press brought nothing for 90.
    expect(rows.find(([name]) => name === 'Ads')).toEqual(['Ads', 540 / 200, (400 - 200) / 200, 400, 1])
    expect(rows.find(([name]) => name === 'Mail')).toEqual(['Mail', null, null, 750, 1])
    expect(rows.at(-1)).toEqual([null, 1990.11 / 510.03, (1150 - 510.03) / 510.03, 1150, 0])
  })

  it('refuses money that no rate converts only where it is asked about', async () => {
    const values = [{ metric: 'attributed_revenue' }]
    await expect(table({ values, period: { from: '2025-06-01', to: '2025-06-30' } })).rejects.toMatchObject({
      code: 'missing-exchange-rate',
      details: { pairs: ['USD→CNY'] },
    })
  })

  it('refuses a model that there is not', async () => {
    await expect(table({ values: [{ metric: 'attributed_revenue', params: { model: 'best' } }] })).rejects.toMatchObject({
      code: 'invalid-report',
      details: { reason: 'param-value', param: 'model' },
    })
  })
})
