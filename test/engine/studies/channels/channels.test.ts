import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attributionModels, ChannelsParams } from '../../../../src/contract/study-channels.ts'
import type { StudyCell, StudyResult } from '../../../../src/contract/study-result.ts'
import { readWorkspaceData } from '../../../../src/engine/catalog/workspace-data.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { readCreditRows } from '../../../../src/engine/studies/channels/credit-rows.ts'
import { StudyScope } from '../../../../src/engine/studies/scope.ts'
import { contextOf } from '../../report/ask.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'
import { channelsDatabase } from './channels-database.ts'

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
const byRegion = { by: { field: 'lead.region' }, sharedSpend: 'by-spend' }
const bySource = { basis: 'closed', level: 'source', lookBackDays: null }
const without = { marginRate: 0.2, withoutTouches: 'unattributed' }
const collapsed = { collapse: true, longestPath: 3, paths: 2 }
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
    const spent = (result: StudyResult) => Object.fromEntries(tableOf(result, 'channels', ['channel', 'spend']) as [string, StudyCell][])
    // 100.03 by 200 : 120 : 90 = 48.7951, 29.2771, 21.9578; by 2 : 2 : 1 valid leads = 40.012, 40.012, 20.006: the largest remainders get the cents.
    expect(spent(await ask(byRegion))).toMatchObject({ Ads: 248.79, Fair: 149.28, Press: 111.96, '@total': 510.03 })
    const valid = await ask({ leads: 'valid', sharedSpend: 'by-leads' })
    expect(spent(valid)).toMatchObject({ Ads: 240.01, Fair: 160.01, Mail: 20.01, '@total': 510.03 })
    expect(figureOf(valid, 'leads').value).toBe(6)
    expect(tableOf(await ask(bySource), 'channels', ['channel', 'spend', 'leads'])).toEqual([
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
    const refused = { code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'], dates: ['2025-06-02..2025-06-02'], rows: 1 } }
    await expect(ask({ basis: 'closed', period: { from: '2025-06-01', to: '2025-06-30' } })).rejects.toMatchObject(refused)
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
    // With 20 % of what nobody knows the cost of: 20.02 of deal 2, two of its three touches from Fair; 10 of deal 4, beside the 150 of deal 3.
    const assumed = tableOf(await ask(without), 'returns', ['channel', 'margin', 'known'])
    expect(assumed).toContainEqual(['Fair', 13.35, 1])
    expect(assumed).toContainEqual(['@unattributed', 160, 1])
  })

  it('a look-back, touches in a row as one, and deals without touches follow their params', async () => {
    // 6 days back deal 1 has Direct and Mail, deal 2 Direct; deal 3 keeps the channel it names.
    expect(revenueOf(await ask({ lookBackDays: 6 }), 'linear')).toMatchObject({ Mail: 800, Direct: 600.11, '@unattributed': 50 })
    // As one, deal 2 has Fair and Direct.
    expect(revenueOf(await ask(collapsed), 'linear')).toMatchObject({ Ads: 250.01, Fair: 50.05, Direct: 300.05 })
    const own = await ask(without)
    expect([figureOf(own, 'unattributed').value, figureOf(own, 'unattributed').n]).toEqual([350, 2])
    // Within a year before its closing the account of deal 8 was touched by Ads alone.
    expect(revenueOf(await ask({ basis: 'closed' }), 'first')).toEqual({
      Ads: 1540.01,
      Fair: 100.1,
      Mail: 300,
      '@unattributed': 50,
      '@total': 1990.11,
    })
    expect(revenueOf(await ask(bySource), 'first')).toMatchObject({ Search: 1500.01, Own: 340 })
  })

  it('in cash divides what was received in the period, refunds too, and what came for no deal stands apart', async () => {
    const result = await ask({ basis: 'cash' })
    // 400 of deal 1 (100 a touch), 100 of deal 3, -10.50 of deal 2 in three.
    expect(revenueOf(result, 'linear')).toEqual({ Ads: 100, Mail: 300, Fair: -7, Direct: 96.5, '@unattributed': 33.33, '@total': 522.83 })
    expect(figureOf(result, 'revenue').value).toBe(522.83)
  })

  it.each([{}, { basis: 'closed' }, { basis: 'cash' }, collapsed, bySource])(
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
    const result = await ask(collapsed)
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
    const cut = await ask(collapsed)
    expect(await drill(collapsed, drillAt(cut, 'paths', 'Ads > Mail > … > Mail'))).toEqual(['1'])
    await expect(drill({}, 'nothing')).rejects.toThrow('invalid-study')
    await expect(drill({}, JSON.stringify({ kind: 'path', path: ['Nowhere'], of: 'lead' }))).rejects.toThrow('invalid-study')
  })

  it('a breakdown and filters divide the same leads, deals and credits', async () => {
    const result = await ask(byRegion)
    const rows = tableOf(result, 'breakdown', ['group', 'channel', 'leads', 'won', 'revenue'])
    expect(rows.filter(([group]) => group === 'North')).toEqual([
      ['North', 'Mail', 0, 0, 500],
      ['North', 'Direct', 0, 0, 283.36],
      ['North', 'Ads', 1, 1, 250.01],
      ['North', 'Fair', 1, 1, 66.74],
    ])
    expect(rows.filter(([group]) => group === null)).toContainEqual([null, '@unattributed', 0, 0, 50])
    expect(await drill(byRegion, drillAt(result, 'breakdown', null, 'Ads'), 'lead')).toEqual(['5', '6'])
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
