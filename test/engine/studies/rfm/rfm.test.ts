import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { ago, bought } from './ten-customers.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

const context = contextOf('2026-06-30')
let database: Database
beforeAll(async () => {
  database = await databaseOf({
    account: Object.keys(bought).map((name) => ({ name, industry: 'ABCDE'.includes(name) ? 'Food' : 'Steel' })),
    order: Object.entries(bought).flatMap(([account, orders]) =>
      orders.map(([days, amount]) => ({ account, ordered_at: ago(days), amount, status: 'confirmed' })),
    ),
  })
})
afterAll(async () => database.close())
const ask = (params: Record<string, unknown> = {}) => askStudy(database, context, 'rfm', params)
const scores = async (params: Record<string, unknown> = {}) =>
  Object.fromEntries(tableOf(await ask(params), 'customers', ['name', 'r', 'f', 'm']).map(([name, ...rest]) => [name, rest.join('')]))

describe('RFM', () => {
  it('cuts each scale at what 20, 40, 60 and 80 percent of the customers have, and equal values score equal', async () => {
    // Rising: last purchase J I H G F | E D C B A, so the cuts are I, G, E, C; times 1 x 6, 2 x 3, 3: cuts 1, 1, 1, 2;
    // money 4 20 20 50 60 100 100 500 1000 1000: cuts 20, 50, 100, 500.
    expect(await scores()).toEqual({
      A: '555',
      B: '544',
      C: '413',
      D: '413',
      E: '312',
      F: '345',
      G: '211',
      H: '241',
      I: '111',
      J: '113',
    })
    expect(tableOf(await ask(), 'cuts', ['score_2', 'score_3', 'score_4', 'score_5'])).toEqual([
      [400, 100, 35, 10],
      [1, 1, 1, 2],
      [20, 50, 100, 500],
    ])
  })

  it('cuts where it is told to, days counted backwards', async () => {
    const fixed = { method: 'fixed', recencyCuts: [10, 35, 100, 400], frequencyCuts: [1, 2, 3, 4], monetaryCuts: [20, 100, 500, 999] }
    expect(await scores(fixed)).toEqual({
      A: '535',
      B: '523',
      C: '512',
      D: '412',
      E: '412',
      F: '325',
      G: '311',
      H: '221',
      I: '211',
      J: '112',
    })
  })

  it('holds each scale against its mean', async () => {
    // Means: 133.1 days, 1.5 times, 285.4.
    expect(await scores({ method: 'mean' })).toEqual({
      A: '555',
      B: '555',
      C: '511',
      D: '511',
      E: '511',
      F: '555',
      G: '511',
      H: '151',
      I: '111',
      J: '111',
    })
    const table = tableOf(await ask({ method: 'mean' }), 'segments', ['segment', 'customers', 'amount'])
    expect(table.filter(([, customers]) => customers !== 0)).toEqual([
      ['important-value', 3, 2500],
      ['general-keep', 1, 20],
      ['general-develop', 4, 270],
      ['general-retain', 2, 64],
    ])
  })

  it('puts every customer into one segment, and their money adds up', async () => {
    for (const segments of [
      'chinese-8',
      'international-11',
      [
        { name: 'Big', m: [5] },
        { name: 'Late', r: [1, 2] },
      ],
    ]) {
      const result = await ask({ segments })
      const rows = tableOf(result, 'segments', ['customers', 'amount']) as number[][]
      expect(rows.reduce((sum, [customers]) => sum + (customers ?? 0), 0)).toBe(10)
      expect(rows.reduce((sum, [, amount]) => sum + (amount ?? 0), 0)).toBe(2854)
      expect(figureOf(result, 'amount').value).toBe(2854)
      for (const [place, drill] of (result.tables[0]?.drills ?? []).entries())
        expect((await drillInto(database, context, { study: 'rfm', params: { segments }, drill })).length).toBe(rows[place]?.[0])
    }
    const grid = tableOf(await ask({ segments: 'international-11' }), 'customers', ['name', 'segment'])
    expect(Object.fromEntries(grid)).toEqual({
      A: 'champions',
      B: 'champions',
      F: 'loyal',
      C: 'promising',
      D: 'promising',
      E: 'about-to-sleep',
      G: 'lost',
      H: 'at-risk',
      I: 'lost',
      J: 'hibernating',
    })
  })

  it('knows who bought before the window and who never did', async () => {
    const result = await ask()
    expect([figureOf(result, 'customers').value, figureOf(result, 'lapsed').value, figureOf(result, 'never').value]).toEqual([10, 1, 1])
    expect(figureOf(await ask({ months: 60 }), 'customers').value).toBe(11)
  })

  it('follows customers from one day to another, nobody lost on the way', async () => {
    const params = { method: 'fixed', compareWith: ago(90), segments: [{ name: 'Recent', r: [4, 5] }], recencyCuts: [30, 90, 180, 365] }
    // 90 days ago: B 210 days, G 10, H 110, I 310, J 410, K 910 (no longer in the window of 24 months), the others not yet.
    const moves = tableOf(await ask(params), 'moves', ['before', 'now', 'customers'])
    expect(moves).toEqual([
      ['own-1', 'other', 1],
      ['other', 'own-1', 1],
      ['other', 'other', 3],
      ['none', 'own-1', 5],
    ])
    const drill = JSON.stringify({ segment: 'own-1', before: 'other' })
    const [only] = await drillInto(database, context, { study: 'rfm', params, drill })
    expect(await database.rows('select name from model.account where id = $id', { id: only ?? 0 })).toEqual([{ name: 'B' }])
  })

  it('says what a segment is like beside all customers', async () => {
    const result = await ask({ method: 'mean', profile: { segment: 'important-value' } })
    expect(tableOf(result, 'traits', ['value', 'members', 'base', 'lift'])).toEqual([
      ['Food', 2, 5, 2 / 3 / (5 / 10)],
      ['Steel', 1, 5, 1 / 3 / (5 / 10)],
    ])
    // Three customers prove nothing: 1 is in both intervals.
    for (const [from, to] of tableOf(result, 'traits', ['lift_from', 'lift_to']) as [number, number][]) {
      expect(from).toBeGreaterThan(0)
      expect(from).toBeLessThan(1)
      expect(to).toBeGreaterThan(1)
      expect(to).toBeLessThan(10 / 3)
    }
    // A, B and F are above the mean of each scale; A and F brought 1000 each, B 500.
    const listed = await ask({ method: 'mean', profile: { segment: 'important-value' }, listed: 'profile' })
    expect(tableOf(listed, 'customers', ['name']).flat()).toEqual(['A', 'F', 'B'])
    expect(tableOf(result, 'customers', ['name'])).toHaveLength(10)
    await expect(ask({ profile: { segment: 'gold' } })).rejects.toMatchObject({ details: { reason: 'unknown-segment' } })
  })

  it('gives way to no order of the purchases, and to no second account of the same name', async () => {
    const filtered = await ask({ filters: [{ field: 'account.industry', op: 'in', values: ['Food'] }] })
    expect(figureOf(filtered, 'customers').value).toBe(5)
    expect(figureOf(await ask({ monetary: 'average' }), 'amount').value).toBe(2854)
  })

  it('refuses money that no rate converts', async () => {
    const other = await databaseOf({ account: [{ name: 'A' }], order: [{ account: 'A', ordered_at: ago(3), amount: 5, currency: 'USD' }] })
    await expect(askStudy(other, context, 'rfm')).rejects.toMatchObject({ code: 'missing-exchange-rate', details: { pairs: ['USD→CNY'] } })
    await other.close()
  })
})
