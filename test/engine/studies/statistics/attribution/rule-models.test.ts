import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attribution } from '../../../../../src/engine/studies/statistics/attribution/credits.ts'
import { divided } from '../../../../../src/engine/studies/statistics/attribution/largest-remainder.ts'
import { attributeByMarkov } from '../../../../../src/engine/studies/statistics/attribution/markov.ts'
import { attributeByRule, type RuleModel } from '../../../../../src/engine/studies/statistics/attribution/rule-models.ts'
import { attributeByShapley } from '../../../../../src/engine/studies/statistics/attribution/shapley.ts'
import type { TouchPath } from '../../../../../src/engine/studies/statistics/attribution/touch-path.ts'

const walk = (channels: string, more: Partial<TouchPath> = {}): TouchPath => ({
  touches: [...channels].map((channel) => ({ channel })),
  conversions: 1,
  value: 10_000,
  ...more,
})
const values = ({ credits }: Attribution) => Object.fromEntries(credits.map(({ channel, value }) => [channel, value]))
const byRule = (path: TouchPath, kind: Exclude<RuleModel['kind'], 'time-decay' | 'last-non-direct'>) =>
  values(attributeByRule([path], { kind }))

describe('dividing', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [10, [0.15, 0.15, 0.7], [2, 1, 7]],
    [1, [1, 1], [1, 0]],
    [0, [1, 2], [0, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [5, [0, 3], [0, 5]],
    [3, [0, 0.5, 0.5], [0, 2, 1]],
  ])('%i by %j is %j', (amount, weights, parts) => expect(divided(amount, weights)).toEqual(parts))

  test('parts of any amount by any weights add up to it', () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.array(weight, { minLength: 1, maxLength: 12 }), (amount, weights) => {
        if (weights.reduce((sum, at) => sum + at, 0) === 0) return
        const parts = divided(amount, weights)
        expect(parts.every(Number.isSafeInteger)).toBe(true)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount))
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  test('nothing is divided by nothing', () => {
    for (const weights of [[], [0, 0], [-1, 2], [Number.NaN], [Infinity]]) expect(() => divided(5, weights)).toThrow(RangeError)
    expect(() => divided(0.5, [1])).toThrow(RangeError)
  })
})

describe('rules', () => {
  test('first, last and linear', () => {
    expect(byRule(walk('abca'), 'first')).toEqual({ a: 10_000, b: 0, c: 0 })
    expect(byRule(walk('abc'), 'last')).toEqual({ a: 0, b: 0, c: 10_000 })
    expect(byRule(walk('abc'), 'linear')).toEqual({ a: 3334, b: 3333, c: 3333 })
    expect(byRule(walk('aab'), 'linear')).toEqual({ a: 6667, b: 3333 })
  })

  test('the last touch that is not direct, unless all are', () => {
    const model = { kind: 'last-non-direct', direct: ['d', 'e'] } as const
    expect(values(attributeByRule([walk('abdde')], model))).toEqual({ a: 0, b: 10_000, d: 0, e: 0 })
    expect(values(attributeByRule([walk('de')], model))).toEqual({ d: 0, e: 10_000 })
  })

  test('time decay with a half-life of a week: 15, 8 and 1 days before get .1429, .2857 and .5714', () => {
    const path = walk('abc', { touches: [15, 8, 1].map((daysBefore, i) => ({ channel: 'abc'[i]!, daysBefore })) })
    const { credits } = attributeByRule([path], { kind: 'time-decay', halfLifeDays: 7 })
    expect(Object.fromEntries(credits.map(({ channel, value }) => [channel, value]))).toEqual({ a: 1429, b: 2857, c: 5714 })
    expect(credits.find(({ channel }) => channel === 'a')!.conversions).toBeCloseTo(1 / 7, 12)
    // Years ago, all of them: the nearest still gets nearly all.
    const old = walk('ab', {
      touches: [
        { channel: 'a', daysBefore: 90_000 },
        { channel: 'b', daysBefore: 80_000 },
      ],
    })
    expect(values(attributeByRule([old], { kind: 'time-decay', halfLifeDays: 7 }))).toEqual({ a: 0, b: 10_000 })
  })

  test('by position 40/20/40, alone all, two halves', () => {
    expect(byRule(walk('abcd'), 'position')).toEqual({ a: 4000, b: 1000, c: 1000, d: 4000 })
    expect(byRule(walk('ab'), 'position')).toEqual({ a: 5000, b: 5000 })
    expect(byRule(walk('a'), 'position')).toEqual({ a: 10_000 })
  })

  test('milestones: U, W and full path', () => {
    const long = walk('abcdefg', { leadCreation: 2, dealCreation: 4 })
    expect(byRule(long, 'u-shaped')).toEqual({ a: 4000, b: 400, c: 4000, d: 400, e: 400, f: 400, g: 400 })
    expect(byRule(long, 'w-shaped')).toEqual({ a: 3000, b: 250, c: 3000, d: 250, e: 3000, f: 250, g: 250 })
    expect(byRule(long, 'full-path')).toEqual({ a: 2250, b: 334, c: 2250, d: 333, e: 2250, f: 333, g: 2250 })
  })

  test('milestones that coincide add up, and take all where there is no rest', () => {
    expect(byRule(walk('abc', { leadCreation: 0, dealCreation: 2 }), 'w-shaped')).toEqual({ a: 6000, b: 1000, c: 3000 })
    expect(byRule(walk('abc', { leadCreation: 1, dealCreation: 2 }), 'w-shaped')).toEqual({ a: 3334, b: 3333, c: 3333 })
    // 22.5 + 22.5 for the first (it made the lead), 22.5 + 22.5 for the last.
    expect(byRule(walk('ab', { leadCreation: 0, dealCreation: 1 }), 'full-path')).toEqual({ a: 5000, b: 5000 })
  })

  test('an unknown milestone leaves its part to the others', () => {
    // 30 and 10 are left of W with only the first known.
    expect(byRule(walk('abc', { leadCreation: null }), 'w-shaped')).toEqual({ a: 7500, b: 1250, c: 1250 })
  })

  test('paths count as often as they were walked, and conversions add up', () => {
    const { credits, unattributed } = attributeByRule(
      [
        walk('ab', { conversions: 3, value: 301 }),
        walk('b', { conversions: 1, value: 50, nulls: 9 }),
        walk('', { conversions: 2, value: 77 }),
      ],
      { kind: 'linear' },
    )
    expect(credits).toEqual([
      { channel: 'b', conversions: 2.5, value: 200 },
      { channel: 'a', conversions: 1.5, value: 151 },
    ])
    expect(unattributed).toEqual({ conversions: 2, value: 77 })
  })
})

describe('which touches count', () => {
  const dated = (days: readonly number[], more: Partial<TouchPath> = {}) =>
    walk('', { touches: days.map((daysBefore, i) => ({ channel: 'abcdefg'[i]!, daysBefore })), ...more })

  test('touches after the conversion and outside the window do not', () => {
    const path = dated([100, 30, 5, -1])
    expect(values(attributeByRule([path], { kind: 'linear' }))).toEqual({ a: 3334, b: 3333, c: 3333 })
    expect(values(attributeByRule([path], { kind: 'first' }, { lookBackDays: 30 }))).toEqual({ b: 10_000, c: 0 })
    expect(attributeByRule([path], { kind: 'first' }, { lookBackDays: 1 }).unattributed).toEqual({ conversions: 1, value: 10_000 })
  })

  test('repeats in a row count once if asked, and milestones move along', () => {
    const path = walk('aabbac', { leadCreation: 3, dealCreation: 4 })
    expect(values(attributeByRule([path], { kind: 'linear' }, { collapseRepeats: true }))).toEqual({ a: 5000, b: 2500, c: 2500 })
    expect(values(attributeByRule([path], { kind: 'w-shaped' }, { collapseRepeats: true }))).toEqual({ a: 6000, b: 3000, c: 1000 })
    // The touch that made the lead lies outside the window.
    const cut = dated([60, 20, 5], { leadCreation: 0, dealCreation: 1 })
    expect(values(attributeByRule([cut], { kind: 'w-shaped' }, { lookBackDays: 30 }))).toEqual({ b: 8571, c: 1429 })
  })
})

test('under every model all credits and what is unattributed make the revenue, to the cent', () => {
  const path = fc
    .record({
      touches: fc.array(fc.record({ channel: fc.constantFrom('a', 'b', 'c', 'd', 'e'), daysBefore: fc.integer({ min: -3, max: 200 }) }), {
        maxLength: 7,
      }),
      conversions: fc.integer({ min: 0, max: 5 }),
      money: fc.integer({ min: -500, max: 100_000_000 }),
      nulls: fc.integer({ min: 0, max: 4 }),
      lead: fc.nat(6),
    })
    .map(({ money, lead, ...rest }) => ({
      ...rest,
      value: rest.conversions === 0 ? 0 : money,
      leadCreation: lead < rest.touches.length ? lead : null,
    }))
  const models: RuleModel[] = [
    ...(['first', 'last', 'linear', 'position', 'u-shaped', 'w-shaped', 'full-path'] as const).map((kind) => ({ kind })),
    { kind: 'last-non-direct', direct: ['a'] },
    { kind: 'time-decay', halfLifeDays: 7 },
  ]
  fc.assert(
    fc.property(fc.array(path, { maxLength: 8 }), fc.boolean(), (paths, collapseRepeats) => {
      const rules = { lookBackDays: 90, collapseRepeats }
      const revenue = paths.reduce((sum, { value }) => sum + value, 0)
      const deals = paths.reduce((sum, { conversions }) => sum + conversions, 0)
      const found = [
        ...models.map((model) => attributeByRule(paths, model, rules)),
        attributeByShapley(paths, rules),
        attributeByMarkov(paths, rules),
      ]
      for (const { credits, unattributed } of found) {
        expect(credits.reduce((sum, { value }) => sum + value, unattributed.value)).toBe(revenue)
        expect(credits.reduce((sum, { conversions }) => sum + conversions, unattributed.conversions)).toBeCloseTo(deals, 8)
      }
    }),
    { seed: 2, numRuns: 150 },
  )
})

test('impossible paths are bugs', () => {
  const attempt = (more: Partial<TouchPath>) => () => attributeByRule([walk('ab', more)], { kind: 'linear' })
  for (const more of [{ conversions: -1 }, { conversions: 0.5 }, { nulls: -2 }, { value: 0.5 }, { conversions: 0 }, { leadCreation: 2 }]) {
    expect(attempt(more)).toThrow(RangeError)
  }
  expect(attempt({ touches: [{ channel: 'a', daysBefore: Number.NaN }] })).toThrow(RangeError)
  expect(() => attributeByRule([walk('ab')], { kind: 'time-decay', halfLifeDays: 7 })).toThrow(/days of every touch/)
  for (const halfLifeDays of [0, -1, Number.NaN]) {
    expect(() =>
      attributeByRule([walk('a', { touches: [{ channel: 'a', daysBefore: 1 }] })], { kind: 'time-decay', halfLifeDays }),
    ).toThrow(RangeError)
  }
})
