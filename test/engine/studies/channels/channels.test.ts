import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attributionModels, ChannelsParams } from '../../../../src/contract/study-channels.ts'
import type { StudyCell, StudyResult } from '../../../../src/contract/study-result.ts'
import { readWorkspaceData } from '../../../../src/engine/catalog/workspace-data.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { readCreditRows } from '../../../../src/engine/studies/channels/credit-rows.ts'
import { StudyScope } from '../../../../src/engine/studies/scope.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

/**
 * Leads of January to March 2026, clock 2026-06-30. Touches stand before the lead (>), the deal (/) and the closing (!).
 *
 * | lead | source | touches                                              | deal               | amount  | margin |
 * |------|--------|------------------------------------------------------|--------------------|---------|--------|
 * | 1    | Ads    | Ads 01-01, Mail 01-08 > 01-10 / Direct 01-20, Mail 01-25 ! | 01-15, won 01-26 | 1,000.01 | 600 |
 * | 2    | Fair   | Fair 01-30, Fair 01-31 > 02-01 / Direct 02-14 !      | 02-05, won 02-15   | 100.10  | none |
 * | 3    | Mail   | none                                                 | 02-10, won 03-10   | 300     | 150  |
 * | 4    | none   | none                                                 | 02-20, won 03-20   | 50      | none |
 * | 5    | Ads    | Ads 02-27                                            | 03-05, lost 04-01  | 70      |      |
 * | 6    | Ads    | Ads 03-01, Mail 03-02                                | none               |         |      |
 * | 7    | Fair   | Fair 02-28                                           | 03-06, open        | 80      |      |
 * | 8    | Ads    | none (2025-12-01, MQL and SQL in January)            | 2025-12-10, won 02-01 | 500  | 400  |
 *
 * Deal 8 (account Old) came from no lead: created 01-05, won 03-31, 40; its account was touched by Mail on 2025-03-01 and by Ads on 04-01.
 */
async function channelsDatabase(): Promise<Database> {
  const day = (text: string): string => (text.length === 5 ? `2026-${text}` : text)
  const at = (text: string): string => `${day(text)} 10:00:00`
  const lead = (channel: string | null, created: string, mql: string | null, sql: string | null, deal: number | null) => ({
    channel,
    created_at: at(created),
    mql_at: mql === null ? null : at(mql),
    sql_at: sql === null ? null : at(sql),
    opportunity: deal === null ? null : `opportunity-${deal}`,
    is_valid: true,
    region: null as string | null,
  })
  const deal = (created: string, status: string, closed: string | null, amount: number, account: string | null = null) => ({
    created_at: day(created),
    status,
    closed_at: closed === null ? null : day(closed),
    amount,
    account,
  })
  const touch = (channel: string | null, on: string, of: number | string) => ({
    channel,
    happened_at: at(on),
    ...(typeof of === 'number' ? { lead: `lead-${of}` } : { account: of }),
  })
  const order = (number: number, amount: number, cost: number | null, status = 'confirmed') => ({
    opportunity: `opportunity-${number}`,
    ordered_at: day('04-01'),
    amount,
    cost,
    status,
  })
  return await databaseOf({
    channel: [
      { name: 'Ads', source_name: 'Search' },
      { name: 'Mail', source_name: 'Own' },
      { name: 'Fair', source_name: 'Events' },
      { name: 'Direct', source_name: 'Own' },
      { name: 'Press', source_name: 'Events' },
    ],
    campaign: [{ name: 'Spring', channel: 'Ads' }],
    account: [{ name: 'Old' }],
    opportunity: [
      deal('01-15', 'won', '01-26', 1000.01),
      deal('02-05', 'won', '02-15', 100.1),
      deal('02-10', 'won', '03-10', 300),
      deal('02-20', 'won', '03-20', 50),
      deal('03-05', 'lost', '04-01', 70),
      deal('03-06', 'open', null, 80),
      deal('2025-12-10', 'won', '02-01', 500),
      deal('01-05', 'won', '03-31', 40, 'Old'),
    ],
    lead: [
      { ...lead('Ads', '01-10', '01-11', '01-12', 1), region: 'North', campaign: 'Spring' },
      { ...lead('Fair', '02-01', '02-02', '02-03', 2), region: 'North' },
      lead('Mail', '02-09', '02-09', null, 3),
      lead(null, '02-18', null, '02-19', 4),
      lead('Ads', '02-28', '03-01', null, 5),
      { ...lead('Ads', '03-02', null, null, null), is_valid: false },
      lead('Fair', '03-01', null, null, 6),
      lead('Ads', '2025-12-01', '01-02', '01-03', 7),
    ],
    touch: [
      { ...touch('Ads', '01-01', 1), campaign: 'Spring' },
      touch('Mail', '01-08', 1),
      touch('Direct', '01-20', 1),
      touch('Mail', '01-25', 1),
      touch('Fair', '01-27', 1),
      touch(null, '01-09', 1),
      touch('Fair', '01-30', 2),
      touch('Fair', '01-31', 2),
      touch('Direct', '02-15', 2),
      touch('Ads', '02-27', 5),
      touch('Ads', '03-01', 6),
      touch('Mail', '03-02', 6),
      touch('Fair', '02-28', 7),
      touch('Mail', '2025-03-01', 'Old'),
      touch('Ads', '2025-04-01', 'Old'),
    ],
    order: [
      order(1, 1000.01, 400.01),
      order(3, 300, 150),
      order(2, 60, 20),
      order(2, 40.1, null),
      order(7, 500, 100),
      order(3, 99, 1, 'draft'),
    ],
    payment: [
      { order: 'order-1', received_at: day('02-10'), amount: 400 },
      { order: 'order-1', received_at: day('05-10'), amount: 600.01 },
      { order: 'order-2', received_at: day('03-15'), amount: 100 },
      { order: 'order-3', received_at: day('03-16'), amount: -10.5 },
      { received_at: day('03-17'), amount: 33.33 },
    ],
    spend: [
      { channel: 'Ads', spent_on: day('01-31'), amount: 200, campaign: 'Spring' },
      { channel: 'Fair', spent_on: day('02-28'), amount: 120 },
      { channel: 'Press', spent_on: day('03-15'), amount: 90 },
      { channel: null, spent_on: day('03-31'), amount: 100.03 },
      { channel: 'Ads', spent_on: day('04-30'), amount: 999 },
    ],
  })
}

const context = contextOf('2026-06-30')
const period = { from: '2026-01-01', to: '2026-03-31' }
let database: Database
beforeAll(async () => {
  database = await channelsDatabase()
})
afterAll(async () => database.close())

const asked = new Map<string, Promise<StudyResult>>()
function ask(params: Record<string, unknown> = {}): Promise<StudyResult> {
  const key = JSON.stringify(params)
  const known = asked.get(key) ?? askStudy(database, context, 'channels', { period, ...params })
  asked.set(key, known)
  return known
}
const revenueOf = (result: StudyResult, model: string): Record<string, StudyCell> =>
  Object.fromEntries(tableOf(result, 'attribution', ['channel', model]).filter(([, value]) => value !== 0) as [string, StudyCell][])
const drill = async (params: Record<string, unknown>, text: string | null | undefined, entity = 'opportunity'): Promise<string[]> => {
  const ids = await drillInto(database, context, { study: 'channels', params: { period, ...params }, drill: text })
  const rows = await database.rows<{ name: string }>(
    `select source_id as name from model.${entity} where id in (select unnest($ids::bigint[])) order by id`,
    { ids },
  )
  return rows.map(({ name }) => name.replace(/^.*-/, ''))
}

describe('the chain from spend to cash', () => {
  it('follows the leads of the period, with spend without leads and leads without spend', async () => {
    const columns = [
      'channel',
      'spend',
      'leads',
      'mql',
      'sql',
      'opportunities',
      'won',
      'won_amount',
      'margin',
      'cash',
      'cost_per_lead',
      'cost_per_won',
      'note',
    ]
    const result = await ask()
    expect(tableOf(result, 'channels', columns)).toEqual([
      ['Ads', 200, 3, 2, 1, 2, 1, 1000.01, 600, 1000.01, 200 / 3, 200, null],
      ['Fair', 120, 2, 1, 1, 2, 1, 100.1, null, -10.5, 60, 120, null],
      ['Press', 90, 0, 0, 0, 0, 0, 0, null, 0, null, null, 'no-leads'],
      ['Mail', 0, 1, 1, 0, 1, 1, 300, 150, 100, null, null, 'no-spend'],
      ['Direct', 0, 0, 0, 0, 0, 0, 0, null, 0, null, null, 'no-spend'],
      [null, 100.03, 1, 0, 1, 1, 1, 50, null, 0, 100.03, 100.03, null],
      ['@total', 510.03, 7, 4, 3, 6, 4, 1450.11, 750, 1089.51, 5_100_300 / 70_000, 5_100_300 / 40_000, null],
    ])
  })

  it('counts each step in its own period by closing, and money by its day in cash', async () => {
    const columns = ['channel', 'leads', 'mql', 'sql', 'opportunities', 'won', 'won_amount', 'cash']
    // MQLs of 01-02 to 03-01, deal 7 won on 02-01 and created in December; deal 8 counts for the first touch of its account.
    expect(tableOf(await ask({ basis: 'closed' }), 'channels', columns)).toEqual([
      ['Ads', 3, 3, 2, 2, 2, 1500.01, 400],
      ['Fair', 2, 1, 1, 2, 1, 100.1, -10.5],
      ['Press', 0, 0, 0, 0, 0, 0, 0],
      ['Mail', 1, 1, 0, 2, 2, 340, 100],
      ['Direct', 0, 0, 0, 0, 0, 0, 0],
      [null, 1, 0, 1, 1, 1, 50, 0],
      ['@total', 7, 5, 4, 7, 6, 1990.11, 489.5],
    ])
  })

  it('takes invalid leads out, shares spend without a channel out, and looks at a finer level', async () => {
    const columns = ['channel', 'spend', 'leads']
    expect(tableOf(await ask({ leads: 'valid' }), 'channels', columns)[0]).toEqual(['Ads', 200, 2])
    // 100.03 by 200 : 120 : 90 = 48.7951, 29.2771, 21.9578; by 3 : 2 : 1 leads = 50.015, 33.3433, 16.6717; the largest remainders get the cents.
    const spent = (result: StudyResult) => Object.fromEntries(tableOf(result, 'channels', ['channel', 'spend']) as [string, StudyCell][])
    expect(spent(await ask({ sharedSpend: 'by-spend' }))).toMatchObject({ Ads: 248.79, Fair: 149.28, Press: 111.96, '@total': 510.03 })
    expect(spent(await ask({ sharedSpend: 'by-leads' }))).toMatchObject({ Ads: 250.02, Fair: 153.34, Mail: 16.67, '@total': 510.03 })
    expect(tableOf(await ask({ level: 'source' }), 'channels', columns)).toEqual([
      ['Events', 210, 2],
      ['Search', 200, 3],
      ['Own', 0, 1],
      [null, 100.03, 1],
      ['@total', 510.03, 7],
    ])
  })
})

describe('channels of another day and level', () => {
  it('as of an earlier day what closed later was open, and later leads and touches were not there', async () => {
    // Deals 1 and 2 were won by the end of February; leads 1 to 5 came by then.
    const result = await ask({ asOf: '2026-02-28' })
    expect(['leads', 'won', 'revenue', 'spend'].map((id) => figureOf(result, id).value)).toEqual([5, 2, 1100.11, 320])
    expect(tableOf(result, 'paths', ['path']).flat()).toEqual(['Ads > Mail > Direct > Mail', 'Fair > Fair > Direct', 'Mail', 'Ads'])
  })

  it('campaigns are compared as channels are', async () => {
    const result = await ask({ level: 'campaign' })
    expect(tableOf(result, 'channels', ['channel', 'spend', 'leads', 'won'])).toEqual([
      ['Spring', 200, 1, 1],
      [null, 310.03, 6, 3],
      ['@total', 510.03, 7, 4],
    ])
    expect(revenueOf(result, 'linear')).toEqual({ Spring: 1000.01, '@unattributed': 450.1, '@total': 1450.11 })
  })
})

describe('channels that are asked wrongly', () => {
  it('are refused by the place of what does not fit, and where money has no rate', async () => {
    await expect(ask({ model: 'best' })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'model' } })
    await expect(ask({ halfLifeDays: 0 })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'halfLifeDays' } })
    await expect(ask({ marginRate: 2 })).rejects.toMatchObject({ code: 'invalid-study', details: { path: 'marginRate' } })
    await expect(ask({ by: { field: 'product.name' } })).rejects.toMatchObject({ code: 'unreachable-dimension' })
    const foreign = await databaseOf({
      lead: [{ created_at: '2026-01-01 10:00:00', channel: 'Ads', opportunity: 'opportunity-1' }],
      opportunity: [{ created_at: '2026-01-02', status: 'won', closed_at: '2026-01-05', amount: 10, currency: 'USD' }],
    })
    const refused = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], dates: ['2026-01-05..2026-01-05'], rows: 1 } }
    await expect(askStudy(foreign, context, 'channels', { period })).rejects.toMatchObject(refused)
    await foreign.close()
  })
})

describe('what channels are credited with', () => {
  it('each model divides every deal among the touches on its path, to the cent', async () => {
    const result = await ask()
    const all = { '@unattributed': 50, '@total': 1450.11 }
    expect(revenueOf(result, 'first')).toEqual({ Ads: 1000.01, Fair: 100.1, Mail: 300, ...all })
    expect(revenueOf(result, 'last')).toEqual({ Mail: 1300.01, Direct: 100.1, ...all })
    expect(revenueOf(result, 'last-non-direct')).toEqual({ Mail: 1300.01, Fair: 100.1, ...all })
    // 250.0025 four times; 33.3666… three times.
    expect(revenueOf(result, 'linear')).toEqual({ Ads: 250.01, Mail: 800, Fair: 66.74, Direct: 283.36, ...all })
    // 25, 18, 6 and 1 days before: 4.91887 %, 9.83773, 32.28096, 52.96243; 16, 15 and 0 days: 14.32635 %, 15.81757, 69.85607.
    expect(revenueOf(result, 'time-decay')).toEqual({ Ads: 49.19, Mail: 928.01, Fair: 30.17, Direct: 392.74, ...all })
    expect(revenueOf(result, 'position')).toEqual({ Ads: 400.01, Mail: 800, Fair: 60.06, Direct: 140.04, ...all })
    // The lead was made by the second touch of both, the deal came after it too: 30 and 30 add up.
    expect(revenueOf(result, 'u-shaped')).toEqual({ Ads: 400.01, Mail: 800, Fair: 80.08, Direct: 120.02, ...all })
    expect(revenueOf(result, 'w-shaped')).toEqual({ Ads: 300, Mail: 950.01, Fair: 90.09, Direct: 60.01, ...all })
    // Nothing lies between on the path of deal 2: 22.5, 45 and 22.5 of 90.
    expect(revenueOf(result, 'full-path')).toEqual({ Ads: 225, Mail: 975.01, Fair: 75.08, Direct: 125.02, ...all })
    expect(revenueOf(result, 'shapley')).toEqual({ Ads: 333.34, Mail: 633.34, Fair: 50.05, Direct: 383.38, ...all })
    // P(conversion) 1/2; removal effects 10/21, 1/2, 2/7, 5/6, so 20, 21, 12 and 35 of 88.
    expect(revenueOf(result, 'markov')).toEqual({ Ads: 318.21, Mail: 556.86, Fair: 190.92, Direct: 334.12, ...all })
  })

  it('ROAS is of revenue, ROI of known margin, and neither is there without spend', async () => {
    const columns = ['channel', 'deals', 'revenue', 'margin', 'cost', 'roas', 'roi', 'note']
    // Deal 1 leaves 600.00 over, a quarter to Ads; deal 3 leaves 150; of deal 2 one order has no cost.
    expect(tableOf(await ask(), 'returns', columns)).toEqual([
      ['Mail', 2, 800, 450, 0, null, null, 'no-spend'],
      ['Direct', 2, 283.36, 150, 0, null, null, 'no-spend'],
      ['Ads', 1, 250.01, 150, 200, 2_500_100 / 2_000_000, -0.25, null],
      ['Fair', 1, 66.74, null, 120, 667_400 / 1_200_000, null, 'margin-unknown'],
      ['Press', 0, 0, null, 90, 0, -1, null],
      [null, 0, 0, null, 100.03, null, null, 'no-channel'],
      ['@unattributed', 1, 50, null, null, null, null, null],
      ['@total', 4, 1450.11, 750, 510.03, 14_501_100 / 5_100_300, (7_500_000 - 5_100_300) / 5_100_300, null],
    ])
    // With 20 % of what nobody knows the cost of: 20.02 of deal 2, two of its three touches from Fair, and 10 of deal 4.
    const assumed = tableOf(await ask({ marginRate: 0.2 }), 'returns', ['channel', 'margin', 'known'])
    expect(assumed).toContainEqual(['Fair', 13.35, 1])
    expect(assumed).toContainEqual(['@unattributed', 10, 1])
  })

  it('a look-back, touches in a row as one, and deals without touches follow their params', async () => {
    // 6 days back deal 1 has Direct and Mail, deal 2 Direct; deal 3 keeps the channel it names.
    expect(revenueOf(await ask({ lookBackDays: 6 }), 'linear')).toMatchObject({ Mail: 800, Direct: 600.11, '@unattributed': 50 })
    // As one, deal 2 has Fair and Direct.
    expect(revenueOf(await ask({ collapse: true }), 'linear')).toMatchObject({ Ads: 250.01, Fair: 50.05, Direct: 300.05 })
    const own = await ask({ withoutTouches: 'unattributed' })
    expect([figureOf(own, 'unattributed').value, figureOf(own, 'unattributed').n]).toEqual([350, 2])
    // Within a year before its closing the account of deal 8 was touched by Ads alone.
    expect(revenueOf(await ask({ basis: 'closed' }), 'first')).toEqual({
      Ads: 1540.01,
      Fair: 100.1,
      Mail: 300,
      '@unattributed': 50,
      '@total': 1990.11,
    })
    expect(revenueOf(await ask({ basis: 'closed', lookBackDays: null }), 'first')).toMatchObject({ Ads: 1500.01, Mail: 340 })
  })

  it('in cash divides what was received in the period, refunds too, and what came for no deal stands apart', async () => {
    const result = await ask({ basis: 'cash' })
    // 400 of deal 1 (100 a touch), 100 of deal 3, -10.50 of deal 2 in three.
    expect(revenueOf(result, 'linear')).toEqual({ Ads: 100, Mail: 300, Fair: -7, Direct: 96.5, '@unattributed': 33.33, '@total': 522.83 })
    expect(figureOf(result, 'revenue').value).toBe(522.83)
  })

  it.each([{}, { basis: 'closed' }, { basis: 'cash' }, { collapse: true }, { level: 'source' }])(
    'credits of every model add up to all revenue: %j',
    async (params) => {
      const result = await ask(params)
      for (const model of attributionModels) {
        const cents = tableOf(result, 'attribution', ['channel', model]).map(
          ([channel, value]) => [channel, Math.round(Number(value) * 10_000)] as const,
        )
        const parts = cents.filter(([channel]) => channel !== '@total').reduce((sum, [, value]) => sum + value, 0)
        expect([model, parts]).toEqual([model, Math.round(Number(figureOf(result, 'revenue').value) * 10_000)])
      }
    },
  )
})

describe('the paths', () => {
  it('stand by how often they were walked, with what they led to', async () => {
    const columns = ['path', 'journeys', 'deals', 'won', 'revenue', 'mean_days']
    expect(tableOf(await ask(), 'paths', columns)).toEqual([
      ['Ads > Mail > Direct > Mail', 1, 1, 1, 1000.01, 25],
      ['Mail', 1, 1, 1, 300, 29],
      ['Fair > Fair > Direct', 1, 1, 1, 100.1, 16],
      ['Ads', 1, 1, 0, 0, null],
      ['Fair', 1, 1, 0, 0, null],
      ['Ads > Mail', 1, 0, 0, 0, null],
    ])
  })

  it('are cut in the middle where they are long, and alike ones become one', async () => {
    const result = await ask({ longestPath: 3, paths: 2 })
    expect(tableOf(result, 'paths', ['path', 'journeys'])).toEqual([
      ['Ads > Mail > … > Mail', 1],
      ['Mail', 1],
    ])
    expect(result.caveats.some(({ en }) => en.startsWith('Paths of more than 3 touches: 1.'))).toBe(true)
  })
})

describe('the things behind the numbers', () => {
  const drillAt = (result: StudyResult, table: string, ...keys: StudyCell[]): string | null => {
    const found = result.tables.find(({ id }) => id === table)
    const row = found?.rows.findIndex((one) => keys.every((key, place) => one[found.columns[place]?.id ?? ''] === key)) ?? -1
    if (row < 0) throw new Error(`no row ${keys.join(', ')} in ${table}`)
    return found?.drills?.[row] ?? null
  }

  it('are the leads, deals and bookings of each step, and the deals of a credit or path', async () => {
    const result = await ask()
    const at = (table: string, ...keys: StudyCell[]) => drillAt(result, table, ...keys)
    expect(await drill({}, at('steps', 'Ads', 'lead'), 'lead')).toEqual(['1', '5', '6'])
    expect(await drill({}, at('steps', 'Ads', 'mql'), 'lead')).toEqual(['1', '5'])
    expect(await drill({}, at('steps', '@total', 'sql'), 'lead')).toEqual(['1', '2', '4'])
    expect(await drill({}, at('steps', 'Fair', 'opportunity'))).toEqual(['2', '6'])
    expect(await drill({}, at('steps', null, 'won'))).toEqual(['4'])
    expect(await drill({}, at('steps', 'Ads', 'spend'), 'spend')).toEqual(['1'])
    expect(await drill({}, at('channels', 'Press'), 'spend')).toEqual(['3'])
    expect(await drill({}, at('returns', 'Direct'))).toEqual(['1', '2'])
    expect(await drill({}, at('models', 'Fair', 'w-shaped'))).toEqual(['2'])
    expect(await drill({}, at('returns', '@unattributed'))).toEqual(['4'])
    expect(await drill({}, figureOf(result, 'revenue').drill)).toEqual(['1', '2', '3', '4'])
    expect(await drill({}, at('paths', 'Ads > Mail'), 'lead')).toEqual(['6'])
    expect(await drill({}, at('paths', 'Fair'))).toEqual(['6'])
    expect(at('steps', 'Press', 'lead')).toBeNull()
    const cut = await ask({ longestPath: 3, paths: 2 })
    expect(await drill({ longestPath: 3 }, drillAt(cut, 'paths', 'Ads > Mail > … > Mail'))).toEqual(['1'])
    await expect(drill({}, 'nothing')).rejects.toThrow('invalid-study')
    await expect(drill({}, JSON.stringify({ kind: 'path', path: ['Nowhere'], of: 'lead' }))).rejects.toThrow('invalid-study')
  })

  it('a breakdown and filters divide the same leads, deals and credits', async () => {
    const result = await ask({ by: { field: 'lead.region' } })
    const rows = tableOf(result, 'breakdown', ['group', 'channel', 'leads', 'won', 'revenue'])
    expect(rows.filter(([group]) => group === 'North')).toEqual([
      ['North', 'Mail', 0, 0, 500],
      ['North', 'Direct', 0, 0, 283.36],
      ['North', 'Ads', 1, 1, 250.01],
      ['North', 'Fair', 1, 1, 66.74],
    ])
    expect(rows.filter(([group]) => group === null)).toContainEqual([null, '@unattributed', 0, 0, 50])
    expect(await drill({ by: { field: 'lead.region' } }, drillAt(result, 'breakdown', null, 'Ads'), 'lead')).toEqual(['5', '6'])
    expect(result.caveats.some(({ en }) => en.includes('Spend knows nothing of this breakdown'))).toBe(true)
    const filtered = await ask({ filters: [{ field: 'channel.name', op: 'in', values: ['Fair'] }] })
    expect([figureOf(filtered, 'spend').value, figureOf(filtered, 'leads').value, figureOf(filtered, 'revenue').value]).toEqual([
      120, 2, 100.1,
    ])
    const unreached = await ask({ filters: [{ field: 'lead.region', op: 'in', values: ['North'] }] })
    expect([figureOf(unreached, 'roas').value, figureOf(unreached, 'roas').reason?.en]).toEqual([null, 'Filter not about spend'])
  })
})

describe('credits deal by deal', () => {
  it.each(['linear', 'markov'] as const)('%s: rows of a deal add up to it, rows of a channel to what the study says', async (model) => {
    const { clock, settings, dataVersion, fields } = context
    const params = ChannelsParams.parse({ period })
    const data = await readWorkspaceData(database, dataVersion, fields)
    const { signal } = new AbortController()
    const scope = new StudyScope({ database, settings, data, clock, asOf: undefined, period, signal })
    const rows = await readCreditRows(scope, params, model)
    if (rows === null) throw new Error('no rows')
    const sumOf = (isOf: (row: number) => boolean) =>
      rows.amounts.reduce((sum, amount, row) => (isOf(row) ? sum + amount : sum), 0) / 10_000
    const said = revenueOf(await ask(), model)
    rows.names.forEach((name, code) => expect([name, sumOf((row) => rows.channels[row] === code)]).toEqual([name, said[name] ?? 0]))
    expect(sumOf((row) => rows.channels[row] === -1)).toBe(50)
    const worth = [...new Set(rows.opportunities)].map((deal) => sumOf((row) => rows.opportunities[row] === deal))
    expect(worth.toSorted((one, other) => one - other)).toEqual([50, 100.1, 300, 1000.01])
    // Deal 1 was touched first on 2026-01-01, day 20,454.
    expect(model === 'markov' || rows.touchDays[0] === 20_454).toBe(true)
  })
})
