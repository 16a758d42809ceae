import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChannelsParams, attributionModels } from '../../../../src/contract/study-channels.ts'
import { markovRows, pathRows, type CreditRows } from '../../../../src/engine/studies/channels/credit-rows.ts'
import { modelCredits } from '../../../../src/engine/studies/channels/credit-sums.ts'
import { exactParts, ExactSums } from '../../../../src/engine/studies/channels/exact-parts.ts'
import type { Journeys } from '../../../../src/engine/studies/channels/journeys.ts'
import { shownPaths, type WalkedPath } from '../../../../src/engine/studies/channels/paths.ts'

const names = ['A', 'B', 'C', 'Direct']
const touch = fc.record({ code: fc.nat(3), days: fc.nat(400) })
const deal = fc.record({
  worth: fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000_000_000 }), fc.constant(0), fc.constant(1_800_000_000_000 * 10_000)),
  margin: fc.oneof(fc.constant(NaN), fc.integer({ min: -500_000_000, max: 500_000_000 })),
  touches: fc.array(touch, { maxLength: 7 }),
  lead: fc.nat(7),
  open: fc.nat(7),
})
type Deal = typeof deal extends fc.Arbitrary<infer Value> ? Value : never

function journeysOf(deals: readonly Deal[]): Journeys {
  const starts = [0]
  for (const { touches } of deals) starts.push((starts.at(-1) ?? 0) + touches.length)
  const flat = deals.flatMap(({ touches, lead, open }) =>
    touches.toSorted((one, other) => other.days - one.days).map((one) => ({ ...one, lead, open, most: touches.length - 1 })),
  )
  const place = (wanted: number, most: number): number => (wanted > most ? -1 : wanted)
  return {
    names,
    deals: Float64Array.from(deals.keys(), (id) => id + 1),
    worth: Float64Array.from(deals, ({ worth }) => worth),
    margins: Float64Array.from(deals, ({ margin }) => margin),
    groups: deals.map(() => null),
    starts: Int32Array.from(starts),
    codes: Float64Array.from(flat, ({ code }) => code),
    touchDays: Float64Array.from(flat, ({ days }) => 20_000 - days),
    daysBefore: Float64Array.from(flat, ({ days }) => days),
    leadPlaces: Float64Array.from(flat, ({ lead, most }) => place(lead, most)),
    dealPlaces: Float64Array.from(flat, ({ open, most }) => place(open, most)),
    isOwn: Float64Array.from(flat, () => 0),
  }
}

/** The deals' own paths, and some that led to nothing. */
function pathsOf({ starts, codes, deals }: Journeys, lost: readonly (readonly number[])[]): WalkedPath[] {
  const won = [...deals.keys()].map((at) => [...codes.subarray(starts[at] ?? 0, starts[at + 1] ?? 0)]).filter(({ length }) => length > 0)
  const path = (way: readonly number[], converted: number): WalkedPath => ({
    codes: way,
    journeys: 1,
    deals: converted,
    converted,
    own: 0,
    worth: 0n,
    days: 0,
  })
  return [...won.map((way) => path(way, 1)), ...lost.map((way) => path(way, 0))]
}

const sum = (numbers: Iterable<number>): bigint => [...numbers].reduce((total, one) => total + (Number.isNaN(one) ? 0n : BigInt(one)), 0n)
const random = fc.record({
  deals: fc.array(deal, { maxLength: 12 }),
  lost: fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
  halfLifeDays: fc.double({ min: 0.01, max: 500, noNaN: true }),
})

describe('credits of random deals', () => {
  it.each(attributionModels)('%s: every deal, every margin and all of them together are divided exactly', (model) => {
    fc.assert(
      fc.property(random, ({ deals, lost, halfLifeDays }) => {
        const params = ChannelsParams.parse({ halfLifeDays })
        const journeys = journeysOf(deals)
        const credits = modelCredits(journeys, pathsOf(journeys, lost), model, params)
        if (credits === null) throw new Error('no credits')
        const all = [...credits.channels, credits.unattributed]
        expect(all.reduce((total, { worth }) => total + worth, 0n)).toBe(sum(journeys.worth))
        expect(all.reduce((total, { margin }) => total + margin, 0n)).toBe(sum(journeys.margins))
        expect(all.reduce((total, { conversions }) => total + conversions, 0)).toBeCloseTo(deals.length, 9)
        if (model === 'markov') return
        const rows = pathRows(journeys, model, params)
        for (const [at, id] of journeys.deals.entries()) {
          const own = [...rows.amounts].filter((_, row) => rows.opportunities[row] === id)
          expect(sum(own)).toBe(BigInt(journeys.worth[at] ?? 0))
        }
        for (const [code, { worth }] of credits.channels.entries()) expect(worthOf(rows, code)).toBe(worth)
      }),
      { numRuns: 60 },
    )
  })

  it('Markov, deal by deal, comes to every channel’s share of the whole', () => {
    const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 12 }), shares, (some, weights) => {
        const deals = some.filter(({ worth }) => Number.isSafeInteger(worth))
        const journeys = journeysOf(deals)
        const rows = markovRows(journeys, weights)
        const led = sum([...journeys.worth].filter((_, at) => (journeys.starts[at + 1] ?? 0) > (journeys.starts[at] ?? 0)))
        exactParts(led, weights).forEach((part, code) => expect(worthOf(rows, code)).toBe(part))
        for (const [at, id] of journeys.deals.entries())
          expect(sum([...rows.amounts].filter((_, row) => rows.opportunities[row] === id))).toBe(BigInt(journeys.worth[at] ?? 0))
      }),
      { numRuns: 60 },
    )
  })

  it('whole cents stay whole cents, and sums stay exact beyond what a double holds', () => {
    expect(exactParts(100_000_100n, [1, 1, 1])).toEqual([33_333_400n, 33_333_400n, 33_333_300n])
    expect(exactParts(10n ** 20n + 1n, [1, 3]).reduce((total, part) => total + part, 0n)).toBe(10n ** 20n + 1n)
    const sums = new ExactSums(1)
    for (let i = 0; i < 3; i += 1) sums.add(0, Number.MAX_SAFE_INTEGER)
    expect(sums.at(0)).toBe(3n * BigInt(Number.MAX_SAFE_INTEGER))
  })

  it('Markov is left out where there are more channels than its equations can hold', () => {
    const many = Array.from({ length: 401 }, (_, code) => [code])
    const journeys = { ...journeysOf([]), names: many.map(([code]) => `channel ${code}`) }
    const params = ChannelsParams.parse({})
    expect(modelCredits(journeys, pathsOf(journeys, many), 'markov', params)).toBeNull()
    expect(modelCredits(journeys, pathsOf(journeys, many.slice(1)), 'markov', params)?.model).toBe('markov')
  })

  it('paths that look alike without their middle become one', () => {
    const path = (codes: number[], journeys: number) => ({ codes, journeys, deals: 1, converted: 1, own: 0, worth: 10n, days: 4 })
    const { paths, cut } = shownPaths([path([0, 1, 2, 3], 5), path([0, 1, 3, 3, 3], 2), path([0, 1, 2], 6)], 3)
    expect([cut, paths.map(({ codes, journeys, worth }) => [codes.join(), journeys, worth])]).toEqual([
      2,
      [
        ['0,1,-1,3', 7, 20n],
        ['0,1,2', 6, 10n],
      ],
    ])
  })
})

function worthOf({ channels, amounts }: CreditRows, code: number): bigint {
  return sum([...amounts].filter((_, row) => channels[row] === code))
}
