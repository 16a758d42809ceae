import { describe, expect, test } from 'vitest'
import { attributeByMarkov } from '../../../../../src/engine/studies/statistics/attribution/markov.ts'
import { attributeByShapley, shapleyValues } from '../../../../../src/engine/studies/statistics/attribution/shapley.ts'
import type { TouchPath } from '../../../../../src/engine/studies/statistics/attribution/touch-path.ts'
import { randomFrom } from '../../../../../src/engine/studies/statistics/random.ts'

const walk = (path: string, conversions: number, nulls: number, value = conversions * 100): TouchPath => ({
  touches: path === '' ? [] : path.split(' > ').map((channel) => ({ channel })),
  conversions,
  nulls,
  value,
})

describe('Markov', () => {
  test('Bryl: credits .2, .4, .4 of one conversion', () => {
    const found = attributeByMarkov([walk('c1 > c2 > c3', 1, 0), walk('c1', 0, 1), walk('c2 > c3', 0, 1)])
    expect(found.conversionProbability).toBeCloseTo(1 / 3, 12)
    expect(Object.fromEntries(found.removalEffects)).toEqual({
      c1: expect.closeTo(0.5, 12),
      c2: expect.closeTo(1, 12),
      c3: expect.closeTo(1, 12),
    })
    expect(found.credits).toEqual([
      { channel: 'c2', conversions: expect.closeTo(0.4, 12), value: 40 },
      { channel: 'c3', conversions: expect.closeTo(0.4, 12), value: 40 },
      { channel: 'c1', conversions: expect.closeTo(0.2, 12), value: 20 },
    ])
    const steps = Object.fromEntries(found.transitions.map(({ from, to, probability }) => [`${from ?? 'start'}>${to}`, probability]))
    expect(steps).toEqual({
      'start>c1': expect.closeTo(2 / 3, 12),
      'start>c2': expect.closeTo(1 / 3, 12),
      'c1>c2': 0.5,
      'c1>null': 0.5,
      'c2>c3': 1,
      'c3>conversion': 0.5,
      'c3>null': 0.5,
    })
  })

  test('without paths that ended in nothing it says so', () => {
    const found = attributeByMarkov([walk('a > b', 3, 0), walk('b', 1, 0)])
    expect(found.hasNulls).toBe(false)
    // b is on every path, a on three of four.
    expect([...found.removalEffects.values()]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(1, 12)])
  })

  test('without conversions nobody gets anything', () => {
    const found = attributeByMarkov([walk('a > b', 0, 3)])
    expect(found.conversionProbability).toBe(0)
    expect(found.credits.map(({ value, conversions }) => [value, conversions])).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(attributeByMarkov([])).toMatchObject({ credits: [], unattributed: { conversions: 0, value: 0 }, transitions: [] })
    expect(attributeByMarkov([walk('', 2, 1)]).unattributed).toEqual({ conversions: 2, value: 200 })
  })

  test('removal effects on random paths are those of walking the chain without the channel', () => {
    const random = randomFrom(9)
    const channels = ['a', 'b', 'c', 'd', 'e', 'conversion', 'null']
    const paths = Array.from({ length: 60 }, () =>
      walk(
        Array.from({ length: 1 + Math.floor(random() * 6) }, () => channels[Math.floor(random() * 7)]!).join(' > '),
        Math.floor(random() * 3),
        1,
      ),
    )
    const { removalEffects, conversionProbability } = attributeByMarkov(paths)
    expect(conversionWithout(paths, null)).toBeCloseTo(conversionProbability, 10)
    expect(removalEffects.size).toBe(7)
    for (const [channel, effect] of removalEffects) {
      expect(1 - conversionWithout(paths, channel) / conversionProbability).toBeCloseTo(effect, 9)
    }
  })
})

/** A second route: counts of steps, and a thousand rounds of walking all paths at once. */
function conversionWithout(paths: readonly TouchPath[], removed: string | null): number {
  const counts = new Map<string, Map<string, number>>()
  for (const { touches, conversions, nulls = 0 } of paths) {
    const stops = ['^', ...touches.map(({ channel }) => `:${channel}`)]
    for (const [i, from] of stops.entries()) {
      const row = counts.get(from) ?? new Map<string, number>()
      counts.set(from, row)
      const next = stops[i + 1]
      const add = (to: string, count: number) => row.set(to, (row.get(to) ?? 0) + count)
      if (next !== undefined) add(next, conversions + nulls)
      else add('$', conversions).set('-', (row.get('-') ?? 0) + nulls)
    }
  }
  let converted = 0
  let walkers = new Map([['^', 1]])
  for (let round = 0; round < 1000; round += 1) {
    const next = new Map<string, number>()
    for (const [from, share] of walkers) {
      const row = counts.get(from)!
      const sum = [...row.values()].reduce((total, at) => total + at, 0)
      for (const [to, count] of row) {
        if (to === '$') converted += (share * count) / sum
        else if (to !== '-' && count > 0 && (removed === null || to !== `:${removed}`))
          next.set(to, (next.get(to) ?? 0) + (share * count) / sum)
      }
    }
    walkers = next
  }
  return converted
}

describe('Shapley', () => {
  test('A 10, B 5, AB 9, ABC 6 gives 16.5, 11.5 and 2', () => {
    const { credits } = attributeByShapley([
      walk('A', 10, 0),
      walk('B', 5, 0),
      walk('A > B', 4, 0),
      walk('B > A > B', 5, 0),
      walk('C > A > B', 6, 0),
    ])
    expect(credits.map(({ channel, conversions, value }) => [channel, conversions, value])).toEqual([
      ['A', 16.5, 1650],
      ['B', 11.5, 1150],
      ['C', 2, 200],
    ])
  })

  test('is what the definition gives over all coalitions', () => {
    const random = randomFrom(4)
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const paths = Array.from({ length: 40 }, () =>
      walk(
        Array.from({ length: 1 + Math.floor(random() * 5) }, () => names[Math.floor(random() * 6)]!).join(' > '),
        Math.floor(random() * 4),
        2,
      ),
    )
    const bits = (path: TouchPath) => path.touches.reduce((set, { channel }) => set | (1 << names.indexOf(channel)), 0)
    const defined = shapleyValues(6, (coalition) =>
      paths.reduce((sum, path) => sum + ((bits(path) & ~coalition) === 0 ? path.conversions : 0), 0),
    )
    const { credits } = attributeByShapley(paths)
    for (const { channel, conversions } of credits) expect(conversions).toBeCloseTo(defined[names.indexOf(channel)]!, 10)
  })

  test('the UN Security Council: permanent members hold 421/2145 each, others 4/2145', () => {
    const members = (coalition: number) => coalition.toString(2).replaceAll('0', '').length
    const power = shapleyValues(15, (coalition) => ((coalition & 31) === 31 && members(coalition) >= 9 ? 1 : 0))
    for (const [i, at] of power.entries()) expect(at).toBeCloseTo(i < 5 ? 421 / 2145 : 4 / 2145, 12)
  })

  test('more than twenty players are refused', () => {
    for (const players of [21, -1, 1.5]) expect(() => shapleyValues(players, () => 1)).toThrow(RangeError)
    expect(shapleyValues(0, () => 1)).toHaveLength(0)
  })
})
