import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { randomFrom } from '../../../../src/engine/studies/statistics/random.ts'
import { ask as report, contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'
import { naiveCells, type Bought, type Grain } from './naive-cohorts.ts'
import { seed } from '../../../seed.ts'

const asOf = '2026-05-20'
const context = contextOf(asOf)

/** Thirty customers over three years: some buy once, some often, some send things back, some have not bought yet. */
function bought(): Bought[] {
  const random = randomFrom(seed)
  const whole = (limit: number): number => Math.floor(random() * limit)
  const rows: Bought[] = []
  for (let customer = 0; customer < 30; customer += 1) {
    let day = Date.parse('2023-06-01') + whole(1000) * 86_400_000
    for (let times = 1 + whole(6); times > 0; times -= 1) {
      const amount = random() < 0.12 ? -1 - whole(50) : 1 + whole(500)
      rows.push({ account: `C${customer}`, on: new Date(day).toISOString().slice(0, 10), amount })
      day += whole(200) * 86_400_000
    }
  }
  return rows
}
const purchases = bought()
const industryOf = (account: string): string => (Number(account.slice(1)) % 3 === 0 ? 'Food' : 'Steel')
let database: Database
beforeAll(async () => {
  database = await databaseOf({
    account: [...new Set(purchases.map(({ account }) => account))].map((name) => ({ name, industry: industryOf(name) })),
    order: purchases.map(({ account, on, amount }) => ({ account, ordered_at: on, amount, status: 'confirmed' })),
    lead: [
      { account: 'C0', created_at: '2023-01-10' },
      { account: 'C1', created_at: '2030-01-10' },
    ],
  })
})
afterAll(async () => database.close())
const everything = { period: { from: '2020-01-01', to: asOf } }
const ask = (params: Record<string, unknown> = {}) => askStudy(database, context, 'cohorts', { ...everything, ...params })
const nameOf = (place: number, grain: Grain): string => {
  if (grain === 'year') return String(place)
  if (grain === 'quarter') return `${Math.floor(place / 4)} Q${(place % 4) + 1}`
  return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`
}
type Row = [string, number, string, number, number, number, number, number | null]
const columns = ['cohort', 'age', 'state', 'n', 'back', 'rate', 'amount', 'cumulative']

describe('cohorts', () => {
  it.each(['month', 'quarter', 'year'] as const)('by %s are those that a plain walk over the customers counts', async (grain) => {
    const naive = naiveCells(purchases, asOf, grain)
    for (const returned of ['on', 'on-or-after'] as const) {
      const rows = tableOf(await ask({ grain, returned, periods: 60 }), 'cells', columns) as Row[]
      const told = rows.filter(([cohort, , state]) => cohort !== 'all' && state === 'ended')
      expect(told.length).toBe(naive.size)
      for (const [place, cell] of naive) {
        const [cohort = 0, age = 0] = place.split('/').map(Number)
        const row = told.find(([name, at]) => name === nameOf(cohort, grain) && at === age)
        expect(row?.slice(3, 7)).toEqual([
          cell.n,
          returned === 'on' ? cell.bought : cell.later,
          expect.closeTo((returned === 'on' ? cell.bought : cell.later) / cell.n),
          cell.amount,
        ])
        expect(row?.[7]).toBeCloseTo(cell.cumulative / cell.n, 9)
      }
      // The weighted mean at its own grain: over the cohorts that have lived through the period.
      for (const [, age, , n, back] of rows.filter(([cohort]) => cohort === 'all')) {
        const own = [...naive].filter(([place]) => place.endsWith(`/${age}`)).map(([, cell]) => cell)
        expect(n).toBe(own.reduce((sum, cell) => sum + cell.n, 0))
        expect(back).toBe(own.reduce((sum, cell) => sum + (returned === 'on' ? cell.bought : cell.later), 0))
      }
    }
  })

  it('begin whole, never win back on or after, and are empty where a period has not ended', async () => {
    const rows = tableOf(await ask({ returned: 'on-or-after', periods: 60 }), 'cells', columns) as Row[]
    const last = new Map<string, number>()
    for (const [cohort, age, state, , back, rate, amount] of rows) {
      if (state === 'open') expect([back, rate, amount]).toEqual([null, null, null])
      else if (age === 0) expect(rate).toBe(1)
      else if (cohort !== 'all') expect(back).toBeLessThanOrEqual(last.get(cohort) ?? 0)
      last.set(cohort, back)
    }
    // May 2026 is under way: every cohort has one period that is.
    const open = rows.filter(([, , state]) => state === 'open').map(([cohort]) => cohort)
    expect(new Set(open).size).toBe(open.length)
    expect(open).toEqual([...new Set(rows.map(([cohort]) => cohort))].filter((cohort) => cohort !== 'all'))
  })

  it('bring together all that these customers paid', async () => {
    const buyers = new Set(purchases.filter(({ on, amount }) => on <= asOf && amount > 0).map(({ account }) => account))
    const paid = purchases.filter(({ account, on }) => on <= asOf && buyers.has(account)).reduce((sum, { amount }) => sum + amount, 0)
    const result = await ask()
    const rows = tableOf(result, 'cohorts', ['cohort', 'customers', 'amount']) as [string, number, number][]
    const parts = rows.filter(([cohort]) => cohort !== 'all')
    expect(parts.reduce((sum, [, , amount]) => sum + amount, 0)).toBe(paid)
    expect(rows.at(-1)).toEqual(['all', buyers.size, paid])
    expect([figureOf(result, 'amount').value, figureOf(result, 'customers').value]).toEqual([paid, buyers.size])
  })

  it('lead from every cell to as many customers as it counts', async () => {
    for (const params of [{ grain: 'quarter' }, { grain: 'year', returned: 'on-or-after', by: { field: 'account.industry' } }]) {
      const asked = { ...everything, ...params }
      const { tables } = await ask(params)
      for (const { id, rows, drills } of tables)
        for (const [place, drill] of (drills ?? []).entries())
          if (drill !== null && place % 5 === 0) {
            const row = rows[place]
            const ids = await drillInto(database, context, { study: 'cohorts', params: asked, drill })
            expect([id, place, ids.length]).toEqual([id, place, row?.['back'] ?? (id === 'cohorts' ? row?.['customers'] : row?.['n'])])
          }
    }
    await expect(drillInto(database, context, { study: 'cohorts', drill: '{"kind":"gold"}' })).rejects.toMatchObject({
      code: 'invalid-study',
    })
  })

  it('keep their customers when filtered and grouped by what founded them', async () => {
    const result = await ask({ grain: 'year', filters: [{ field: 'account.industry', op: 'in', values: ['Food'] }] })
    const food = purchases.filter(({ account }) => industryOf(account) === 'Food')
    for (const [place, cell] of naiveCells(food, asOf, 'year')) {
      const [cohort = 0, age = 0] = place.split('/').map(Number)
      expect(tableOf(result, 'cells', ['cohort', 'age', 'n', 'back'])).toContainEqual([String(cohort), age, cell.n, cell.bought])
    }
    const groups = tableOf(await ask({ grain: 'year', by: { field: 'account.industry' } }), 'groups', ['group', 'age', 'n', 'back']) as [
      string,
      number,
      number,
      number,
    ][]
    const all = tableOf(await ask({ grain: 'year' }), 'cells', ['cohort', 'age', 'n', 'back']).filter(([cohort]) => cohort === 'all')
    for (const [, age, n, back] of all) {
      const own = groups.filter(([, at]) => at === age)
      expect([own.reduce((sum, row) => sum + row[2], 0), own.reduce((sum, row) => sum + row[3], 0)]).toEqual([n, back])
    }
  })
})

describe('the retention of money and customers', () => {
  it('is what reports say of the same days, and its parts add up', async () => {
    const rows = tableOf(await ask({ grain: 'year', against: 'trailing-year', filters: [] }), 'retention', [
      'from',
      'to',
      'n',
      'nrr',
      'grr',
      'before',
      'gone',
      'less',
      'more',
      'returned',
      'new',
      'now',
    ]) as (string | number | null)[][]
    expect(rows.length).toBe(6)
    let told = 0
    for (const [from, to, , nrr, grr, before, gone, less, more, returned, fresh, now] of rows) {
      const metrics = ['net_revenue_retention', 'gross_revenue_retention']
      const { table } = await report(database, context, {
        values: metrics.map((metric) => ({ metric })),
        period: { from: String(from), to: String(to) },
      })
      for (const [place, rate] of [nrr, grr].entries()) {
        if (typeof rate === 'number') expect(table[0]?.[place]).toBeCloseTo(rate, 9)
        else expect(table[0]?.[place]).toBeNull()
      }
      if (typeof grr === 'number') expect(grr).toBeLessThanOrEqual(1)
      told += typeof grr === 'number' ? 1 : 0
      expect(Number(before) - Number(gone) - Number(less) + Number(more) + Number(returned) + Number(fresh)).toBe(now)
      expect(now).toBe(
        purchases
          .filter(
            ({ account, on }) =>
              on >= String(from) &&
              on <= String(to) &&
              purchases.some((one) => one.account === account && one.amount > 0 && one.on <= asOf),
          )
          .reduce((sum, { amount }) => sum + amount, 0),
      )
    }
    expect(told).toBeGreaterThanOrEqual(2)
  })

  it.each(['year-before', 'period-before'] as const)('reconciles %s, and never keeps more than all', async (against) => {
    const rows = tableOf(await ask({ grain: 'quarter', against }), 'retention', [
      'grr',
      'before',
      'gone',
      'less',
      'more',
      'returned',
      'new',
      'now',
    ]) as number[][]
    for (const [grr, before = 0, gone = 0, less = 0, more = 0, returned = 0, fresh = 0, now] of rows) {
      expect(grr ?? 0).toBeLessThanOrEqual(1)
      expect(before - gone - less + more + returned + fresh).toBe(now)
    }
  })
})

it('cohorts refuse money that no rate converts', async () => {
  const other = await databaseOf({
    account: [{ name: 'A' }],
    order: [{ account: 'A', ordered_at: '2026-01-05', amount: 5, currency: 'USD' }],
  })
  await expect(askStudy(other, context, 'cohorts')).rejects.toMatchObject({
    code: 'missing-exchange-rate',
    details: { pairs: ['USD→CNY'] },
  })
  await other.close()
})
