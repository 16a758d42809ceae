import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { reconcile } from '../../../../src/engine/studies/forecast/parts.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, tableOf } from '../ask-study.ts'

describe('parts of a forecast', () => {
  const values = (parts: ReturnType<typeof reconcile>) => parts.map(({ reconciled }) => reconciled)

  it('keep what is won and share what is to come, to the cent', () => {
    // 100 is won and 50 to come of the whole; the parts say 30 and 70 of it: halved.
    const parts = [
      { booked: 80, value: 110, open: 1 },
      { booked: 20, value: 90, open: 9 },
    ]
    expect(reconcile({ booked: 100, value: 150 }, parts)).toEqual([
      { reconciled: 95, factor: 0.5 },
      { reconciled: 55, factor: 0.5 },
    ])
    // A third each of 100.00: the odd cent goes to the first.
    const three = [0, 0, 0].map((booked) => ({ booked, value: 7, open: 1 }))
    expect(values(reconcile({ booked: 0, value: 100 }, three))).toEqual([33.34, 33.33, 33.33])
  })

  it('leave to those that can’t be foretold what the others say is left of the whole', () => {
    const parts = [
      { booked: 10, value: 40, open: 1 },
      { booked: 5, value: null, open: 1 },
    ]
    // 30 of 60 to come are told: 30 are left for the other.
    expect(reconcile({ booked: 15, value: 75 }, parts)).toEqual([
      { reconciled: 40, factor: 1 },
      { reconciled: 35, factor: null },
    ])
    // Of four open deals one is the other's: 15 of 60 are as much as it can get, and 45 go to the first in place of 30.
    const few = parts.map((part) => (part.value === null ? part : { ...part, open: 3 }))
    expect(reconcile({ booked: 15, value: 75 }, few)).toEqual([
      { reconciled: 55, factor: 1.5 },
      { reconciled: 20, factor: null },
    ])
    // Told is more than the whole: nothing is left.
    expect(reconcile({ booked: 15, value: 30 }, parts)).toEqual([
      { reconciled: 25, factor: 0.5 },
      { reconciled: 5, factor: null },
    ])
  })
})

/**
 * Won by owner, as of 2026-06-20, by the method that says as much as in the quarter before:
 *
 * | owner | first quarter | second so far | alone         |
 * |-------|---------------|---------------|---------------|
 * | Ann   | 300           | 50            | 300           |
 * | Bob   | 100           | 0             | 100           |
 * | Cid   | not there yet | 20            | can't be told |
 */
describe('a forecast broken down by owner', () => {
  const deal = (owner: string, amount: string, created: string, closed: string | null) => ({
    owner,
    amount,
    currency: 'CNY',
    created_at: `${created} 09:00:00`,
    status: closed === null ? 'open' : 'won',
    stage: closed === null ? 'Meet' : 'Won',
    closed_at: closed === null ? null : `${closed} 09:00:00`,
    expected_close_on: '2026-06-28',
  })
  let database: Database
  beforeAll(async () => {
    database = await databaseOf({
      person: [{ name: 'Ann' }, { name: 'Bob' }, { name: 'Cid' }],
      stage: [
        { name: 'Meet', position: 1, kind: 'open' },
        { name: 'Won', position: 2, kind: 'won' },
      ],
      opportunity: [
        deal('Ann', '300', '2025-12-01', '2026-02-10'),
        deal('Bob', '100', '2025-12-05', '2026-03-10'),
        deal('Ann', '50', '2026-04-01', '2026-05-10'),
        deal('Cid', '20', '2026-05-01', '2026-06-01'),
        deal('Ann', '500', '2026-05-02', null),
        deal('Cid', '40', '2026-05-03', null),
      ],
    })
  })
  afterAll(async () => database.close())
  const ask = (params: object) => askStudy(database, contextOf('2026-06-20'), 'forecast', { method: 'previous', ...params })

  it('foretells each by the method of the whole, adds up to it, and says of whom it can’t', async () => {
    const result = await ask({ by: { field: 'owner.name' } })
    // The whole: 70 won, 400 in the quarter before. Of the 330 to come Ann says 250 and Bob 100: × 330 / 350.
    expect(result.figures.find(({ id }) => id === 'forecast')?.value ?? tableOf(result, 'track', ['value']).at(-1)?.[0]).toBe(400)
    expect(tableOf(result, 'parts', ['group', 'open', 'booked', 'value', 'alone', 'difference'])).toEqual([
      ['Ann', 1, 50, 285.71, 300, -14.29],
      ['Bob', 0, 0, 94.29, 100, -5.71],
      ['@pooled', 1, 20, 20, null, null],
    ])
    expect(tableOf(result, 'parts', ['why']).at(-1)).toEqual(['没有完整的上一期'])
    expect(result.caveats.some(({ en }) => en.includes('so that the groups add up to the whole') && en.includes('× 0.943'))).toBe(true)
  })

  it('has no parts without a breakdown, and refuses one that deals have several values of', async () => {
    expect((await ask({})).tables.some(({ id }) => id === 'parts')).toBe(false)
    await expect(ask({ by: { field: 'product.name' } })).rejects.toMatchObject({ details: { reason: 'study-breakdown' } })
  })
})
