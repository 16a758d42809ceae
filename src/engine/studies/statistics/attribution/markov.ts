import { inverseOf } from '../matrix.ts'
import { type Attribution, creditShares } from './credits.ts'
import { ruledPath, type TouchPath, type TouchRules } from './touch-path.ts'

export interface Transition {
  /** A channel, or null for the start. */
  readonly from: string | null
  /** A channel; with `isEnd` one of the two ends, `conversion` or `null`. */
  readonly to: string
  readonly isEnd: boolean
  readonly probability: number
}

export interface MarkovAttribution extends Attribution {
  /** 1 - P(conversion without the channel)/P(conversion), by channel in order of first appearance. */
  readonly removalEffects: ReadonlyMap<string, number>
  readonly transitions: readonly Transition[]
  /** Of a path that begins, under the chain. */
  readonly conversionProbability: number
  /** Without paths that ended in nothing every channel looks needed wherever it appears: say so. */
  readonly hasNulls: boolean
}

/**
 * Attribution by removal effect in a first-order Markov chain of touches (Anderl, Becker, von Wangenheim, Schumann 2016): what share of conversions
 * would be lost if every step into a channel ended in nothing, made to add up to one. Solved exactly, without simulation; value is divided by the
 * same shares, to the cent. Paths without touches are unattributed and no part of the chain.
 */
export function attributeByMarkov(paths: readonly TouchPath[], rules: TouchRules = {}): MarkovAttribution {
  const ruled = paths.map((path) => ruledPath(path, rules))
  const walked = ruled.filter(({ touches, conversions, nulls = 0 }) => touches.length > 0 && conversions + nulls > 0)
  const chain = chainOf(walked)
  const { removalEffects, conversionProbability } = removals(chain)
  return {
    ...creditShares(ruled, removalEffects),
    removalEffects,
    transitions: transitionsOf(chain),
    conversionProbability,
    hasNulls: walked.some(({ nulls = 0 }) => nulls > 0),
  }
}

interface Chain {
  readonly channels: readonly string[]
  /** Rows: start, then channels. Columns: channels, then conversion, then nothing. Probabilities. */
  readonly rows: readonly Float64Array[]
}

function chainOf(paths: readonly TouchPath[]): Chain {
  const places = new Map<string, number>()
  for (const { touches } of paths) for (const { channel } of touches) if (!places.has(channel)) places.set(channel, places.size)
  const size = places.size
  const rows = Array.from({ length: size + 1 }, () => new Float64Array(size + 2))
  for (const { touches, conversions, nulls = 0 } of paths) {
    let from = 0
    for (const { channel } of touches) {
      const to = places.get(channel)!
      rows[from]![to]! += conversions + nulls
      from = to + 1
    }
    rows[from]![size]! += conversions
    rows[from]![size + 1]! += nulls
  }
  const probabilities = rows.map((row) => {
    const sum = row.reduce((total, at) => total + at, 0)
    return sum > 0 ? row.map((at) => at / sum) : row
  })
  return { channels: [...places.keys()], rows: probabilities }
}

/**
 * With N = (I - Q)⁻¹ a path from the start ever touches channel i with the probability N_si/N_ii, and converts from there with p_i; what it would
 * convert without touching i is the rest.
 */
function removals({ channels, rows }: Chain): { removalEffects: Map<string, number>; conversionProbability: number } {
  const size = channels.length
  const visits = inverseOf(
    Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0) - rows[i + 1]![j]!)),
  )
  if (visits === null) throw new Error('a chain in which some path never ends')
  const start = rows[0]!
  const reach = Float64Array.from({ length: size }, (_, j) => visits.reduce((sum, row, i) => sum + start[i]! * row[j]!, 0))
  const converts = visits.map((row) => row.reduce((sum, at, j) => sum + at * rows[j + 1]![size]!, 0))
  const whole = converts.reduce((sum, at, i) => sum + start[i]! * at, 0)
  const effects = channels.map((channel, i) => {
    const lost = (reach[i]! / visits[i]![i]!) * converts[i]!
    return [channel, whole > 0 ? Math.min(1, lost / whole) : 0] as const
  })
  return { removalEffects: new Map(effects), conversionProbability: whole }
}

function transitionsOf({ channels, rows }: Chain): Transition[] {
  const ends = ['conversion', 'null'] as const
  return rows.flatMap((row, i) =>
    [...row].flatMap((probability, j): Transition[] => {
      if (probability === 0) return []
      const from = i === 0 ? null : channels[i - 1]!
      const end = ends[j - channels.length]
      return [{ from, to: end ?? channels[j]!, isEnd: end !== undefined, probability }]
    }),
  )
}
