import type { AttributionModel, ChannelsParams } from '../../../contract/study-channels.ts'
import { attributeByMarkov } from '../statistics/attribution/markov.ts'
import { exactParts, ExactSums } from './exact-parts.ts'
import { walkCredits } from './credit-walk.ts'
import type { Journeys } from './journeys.ts'
import type { WalkedPath } from './paths.ts'

/** What one model credits one channel with; money in ten-thousandths. */
export interface ChannelCredit {
  readonly name: string
  /** Fractions of deals. */
  readonly conversions: number
  /** Deals it has a part in. */
  readonly deals: number
  readonly worth: bigint
  readonly margin: bigint
  /** Of the worth: that of deals whose margin is known. */
  readonly covered: bigint
}

export interface ModelCredits {
  readonly model: AttributionModel
  /** By the code of the channel. */
  readonly channels: readonly ChannelCredit[]
  /** Deals without any touch: money of nobody. */
  readonly unattributed: Omit<ChannelCredit, 'name'>
}

/** More channels than these make Markov's linear system too large. */
export const mostMarkovChannels = 400

/** Null where the model can't be worked out here. */
export function modelCredits(
  journeys: Journeys,
  paths: readonly WalkedPath[],
  model: AttributionModel,
  params: ChannelsParams,
): ModelCredits | null {
  if (model === 'markov') return markovCredits(journeys, paths)
  const { names, codes, deals } = journeys
  const [worth, margin, covered] = [new ExactSums(names.length), new ExactSums(names.length), new ExactSums(names.length)]
  const conversions = new Float64Array(names.length)
  const counted = new Float64Array(names.length)
  const last = new Int32Array(names.length).fill(-1)
  walkCredits(journeys, model, params, (credit) => {
    const code = codes[credit.touch] ?? -1
    worth.add(code, credit.worth)
    conversions[code] = (conversions[code] ?? 0) + credit.share
    if (last[code] !== credit.deal) counted[code] = (counted[code] ?? 0) + 1
    last[code] = credit.deal
    if (Number.isNaN(credit.margin)) return
    margin.add(code, credit.margin)
    covered.add(code, credit.worth)
  })
  return {
    model,
    channels: names.map((name, code) => ({
      name,
      conversions: conversions[code] ?? 0,
      deals: counted[code] ?? 0,
      worth: worth.at(code),
      margin: margin.at(code),
      covered: covered.at(code),
    })),
    unattributed: sumOf(journeys, false, deals.length),
  }
}

/** Shares of the whole by removal effect; a channel's deals are those it was touched on. */
function markovCredits(journeys: Journeys, paths: readonly WalkedPath[]): ModelCredits | null {
  const { names } = journeys
  const shares = markovShares(journeys, paths)
  if (shares === null) return null
  const led = sumOf(journeys, true, journeys.deals.length)
  const nothing = names.map(() => 0n)
  const isAny = shares.some((share) => share > 0)
  const parts = (amount: bigint): readonly bigint[] => (isAny ? exactParts(amount, shares) : nothing)
  const [worth, margin, covered] = [parts(led.worth), parts(led.margin), parts(led.covered)]
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const touched = touchedDeals(journeys)
  return {
    model: 'markov',
    channels: names.map((name, code) => ({
      name,
      conversions: whole === 0 ? 0 : (led.conversions * (shares[code] ?? 0)) / whole,
      deals: (shares[code] ?? 0) > 0 ? (touched[code] ?? 0) : 0,
      worth: worth[code] ?? 0n,
      margin: margin[code] ?? 0n,
      covered: covered[code] ?? 0n,
    })),
    unattributed: sumOf(journeys, false, journeys.deals.length),
  }
}

/** By the code of the channel, in no unit; null where there are too many channels. */
export function markovShares({ names }: Journeys, paths: readonly WalkedPath[]): number[] | null {
  if (new Set(paths.flatMap(({ codes }) => codes)).size > mostMarkovChannels) return null
  const { removalEffects } = attributeByMarkov(
    paths.map(({ codes, converted, journeys }) => ({
      touches: codes.map((code) => ({ channel: names[code] ?? '' })),
      conversions: converted,
      nulls: journeys - converted,
      value: 0,
    })),
  )
  return names.map((name) => removalEffects.get(name) ?? 0)
}

function touchedDeals({ names, starts, codes, deals }: Journeys): Float64Array {
  const counted = new Float64Array(names.length)
  for (let deal = 0; deal < deals.length; deal += 1) {
    for (const code of new Set(codes.subarray(starts[deal] ?? 0, starts[deal + 1] ?? 0))) counted[code] = (counted[code] ?? 0) + 1
  }
  return counted
}

/** All deals with touches, or all without. */
function sumOf({ starts, worth, margins }: Journeys, isLed: boolean, count: number): Omit<ChannelCredit, 'name'> {
  const sums = new ExactSums(3)
  let found = 0
  for (let deal = 0; deal < count; deal += 1) {
    if ((starts[deal + 1] ?? 0) > (starts[deal] ?? 0) !== isLed) continue
    found += 1
    sums.add(0, worth[deal] ?? 0)
    const margin = margins[deal] ?? NaN
    if (Number.isNaN(margin)) continue
    sums.add(1, margin)
    sums.add(2, worth[deal] ?? 0)
  }
  return { conversions: found, deals: found, worth: sums.at(0), margin: sums.at(1), covered: sums.at(2) }
}
