import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { attributeByMarkov } from '../../../../../src/engine/studies/statistics/attribution/markov.ts'
import { shapleyValues } from '../../../../../src/engine/studies/statistics/attribution/shapley.ts'
import { findShared } from '../../../../available.ts'

interface MarkovCase {
  readonly id: string
  readonly paths: readonly (readonly [string, number, number])[]
  readonly expected: {
    readonly removal_effect: Readonly<Record<string, number>>
    readonly attribution: Readonly<Record<string, number>>
    readonly transition: Readonly<Record<string, number>>
  }
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(findShared()!, 'data/attribution', file), 'utf8'))
const markov = (read('markov_small_cases.json') as { cases: readonly MarkovCase[] }).cases
const shapley = (
  read('shapley_cases.json') as { cases: readonly { id: string; v?: Record<string, number>; shapley?: Record<string, number> }[] }
).cases

describe('published cases, to 1e-6', () => {
  test.each(markov.map((one) => [one.id, one] as const))('Markov: %s', (_, { paths, expected }) => {
    const found = attributeByMarkov(
      paths.map(([path, conversions, nulls]) => ({
        touches: path.split(' > ').map((channel) => ({ channel })),
        conversions,
        nulls,
        value: conversions * 1000,
      })),
    )
    for (const [channel, effect] of Object.entries(expected.removal_effect)) {
      expect(Math.abs(found.removalEffects.get(channel)! - effect)).toBeLessThan(1e-6)
    }
    for (const [channel, conversions] of Object.entries(expected.attribution)) {
      const credit = found.credits.find((one) => one.channel === channel)!
      expect(Math.abs(credit.conversions - conversions)).toBeLessThan(1e-6)
      expect(credit.value).toBe(Math.round(conversions * 1000))
    }
    const steps = new Map(
      found.transitions.map(({ from, to, isEnd, probability }) => [`${from ?? '(start)'}>${isEnd ? `(${to})` : to}`, probability]),
    )
    for (const [step, probability] of Object.entries(expected.transition)) {
      expect(Math.abs(steps.get(step)! - probability)).toBeLessThan(1e-6)
    }
  })

  test('Shapley: Facebook, Google, LinkedIn', () => {
    const { v, shapley: expected } = shapley.find(({ id }) => id === 'facebook-google-linkedin')!
    const names = ['F', 'G', 'L']
    const found = shapleyValues(3, (coalition) => v![names.filter((__, i) => coalition & (1 << i)).join('')]!)
    for (const [i, name] of names.entries()) expect(Math.abs(found[i]! - expected![name]!)).toBeLessThan(1e-6)
  })
})
