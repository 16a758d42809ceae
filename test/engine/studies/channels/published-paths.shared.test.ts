import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { findShared } from '../../../available.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf, type SmallModel } from '../../report/small-model.ts'
import { askStudy, tableOf } from '../ask-study.ts'

type Ways = readonly (readonly [path: readonly string[], conversions: number, nulls: number])[]
interface MarkovCase {
  readonly id: string
  readonly paths: readonly (readonly [string, number, number])[]
  readonly expected: { readonly attribution: Readonly<Record<string, number>> }
}
interface ShapleyCase {
  readonly id: string
  readonly own_rate?: Readonly<Record<string, number>>
  readonly shapley?: Readonly<Record<string, number>>
}
const read = (file: string): unknown => JSON.parse(readFileSync(join(findShared()!, 'data/attribution', file), 'utf8'))
const markov = (read('markov_small_cases.json') as { cases: readonly MarkovCase[] }).cases
const shapley = (read('shapley_cases.json') as { cases: readonly ShapleyCase[] }).cases

const cases: readonly {
  readonly name: string
  readonly model: string
  readonly ways: Ways
  readonly expected: Readonly<Record<string, number>>
}[] = [
  ...markov.map(({ id, paths, expected }) => ({
    name: `Markov: ${id}`,
    model: 'markov',
    ways: paths.map(([path, conversions, nulls]) => [path.split(' > '), conversions, nulls] as const),
    expected: expected.attribution,
  })),
  ...shapley.flatMap(({ id, own_rate: rates, shapley: expected }) =>
    rates === undefined || expected === undefined
      ? []
      : [
          {
            name: `Shapley: ${id}, as a hundred conversions`,
            model: 'shapley',
            ways: Object.entries(rates).map(([channels, rate]) => [channels.split(''), Math.round(rate * 100), 0] as const),
            expected: Object.fromEntries(Object.entries(expected).map(([channel, share]) => [channel, share * 100])),
          },
        ],
  ),
]

/** One lead for each time a path was walked, touched a day after the other; a conversion is a deal that was won for 300. Each case has a month of its own. */
function workspace(): SmallModel {
  const walks = cases.flatMap(({ ways }, month) =>
    ways.flatMap(([path, conversions, nulls]) => [
      ...Array.from({ length: conversions }, () => ({ path, month, isWon: true })),
      ...Array.from({ length: nulls }, () => ({ path, month, isWon: false })),
    ]),
  )
  const won = walks.filter(({ isWon }) => isWon)
  const day = (month: number, date: number): string => `2026-0${month + 1}-${String(date).padStart(2, '0')}`
  return {
    opportunity: won.map(({ month }) => ({ created_at: day(month, 21), status: 'won', closed_at: day(month, 28), amount: 300 })),
    lead: walks.map((walk) => ({
      created_at: `${day(walk.month, 20)} 10:00:00`,
      opportunity: walk.isWon ? `opportunity-${won.indexOf(walk) + 1}` : null,
    })),
    touch: walks.flatMap(({ path, month }, lead) =>
      path.map((channel, date) => ({ channel, lead: `lead-${lead + 1}`, happened_at: `${day(month, 10 + date)} 10:00:00` })),
    ),
  }
}

let database: Database
beforeAll(async () => {
  database = await databaseOf(workspace())
})
afterAll(async () => database.close())

test.each(cases.map((one, month) => [one.name, one, month] as const))(
  'published, through a workspace of its paths: %s',
  async (_, one, month) => {
    const params = { model: one.model, period: { from: `2026-0${month + 1}-01`, to: `2026-0${month + 1}-28` } }
    const result = await askStudy(database, contextOf('2026-06-30'), 'channels', params)
    const rows = tableOf(result, 'returns', ['channel', 'conversions', 'revenue'])
    for (const [channel, deals] of Object.entries(one.expected)) {
      const [found] = rows.filter(([name]) => name === channel)
      expect(found?.[1]).toBeCloseTo(deals, 6)
      expect(found?.[2]).toBeCloseTo(deals * 300, 2)
    }
  },
)
