import type { AttributionModel, ChannelsParams } from '../../../contract/study-channels.ts'
import { weightsOf, type RuleModel } from '../statistics/attribution/rule-models.ts'
import { evenWeights } from '../statistics/attribution/shapley.ts'
import { dividedMoney } from './exact-parts.ts'
import { pathOf, shapesOf, type Journeys } from './journeys.ts'

/** Models that divide each deal among the touches of its own path. */
export type PathModel = Exclude<AttributionModel, 'markov'>

export type CreditSink = (credit: {
  readonly deal: number
  readonly touch: number
  /** The part of the deal, from 0 to 1. */
  readonly share: number
  /** Ten-thousandths; the margin NaN where nobody knows it. */
  readonly worth: number
  readonly margin: number
}) => void

/** Divides every deal that has touches among them, to the last ten-thousandth; what has none is left to the caller. */
export function walkCredits(journeys: Journeys, model: PathModel, params: ChannelsParams, sink: CreditSink): void {
  const weigh = weigher(journeys, model, params)
  const { starts, worth, margins } = journeys
  for (let deal = 0; deal < journeys.deals.length; deal += 1) {
    const [from, to] = [starts[deal] ?? 0, starts[deal + 1] ?? 0]
    if (from === to) continue
    const weights = weigh(deal)
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const parts = dividedMoney(worth[deal] ?? 0, weights)
    const margin = margins[deal] ?? NaN
    const marginParts = Number.isNaN(margin) ? null : dividedMoney(margin, weights)
    for (let place = 0; place < to - from; place += 1) {
      const weight = weights[place] ?? 0
      if (weight === 0) continue
      sink({ deal, touch: from + place, share: weight / sum, worth: parts[place] ?? 0, margin: marginParts?.[place] ?? NaN })
    }
  }
}

const one = [1]

function isSingle({ starts }: Journeys, deal: number): boolean {
  return (starts[deal + 1] ?? 0) - (starts[deal] ?? 0) === 1
}

function weigher(journeys: Journeys, model: PathModel, params: ChannelsParams): (deal: number) => readonly number[] {
  if (model === 'time-decay') {
    const rule = { kind: model, halfLifeDays: params.halfLifeDays } as const
    return (deal) => (isSingle(journeys, deal) ? one : weightsOf(pathOf(journeys, deal, true), rule))
  }
  const rule = ruleOf(model, params, journeys.names)
  const { of, paths } = shapesOf(journeys)
  const weights = paths.map((path) => (rule === null ? evenWeights(path) : weightsOf(path, rule)))
  return (deal) => weights[of[deal] ?? -1] ?? []
}

/** Null for the Shapley value, which is no rule of places. */
function ruleOf(model: Exclude<PathModel, 'time-decay'>, { direct }: ChannelsParams, names: readonly string[]): RuleModel | null {
  if (model === 'shapley') return null
  if (model !== 'last-non-direct') return { kind: model }
  return { kind: model, direct: names.filter((name) => isDirect(name, direct)) }
}

/** A channel counts as direct by its name, whatever the case. */
export function isDirect(name: string, direct: readonly string[]): boolean {
  const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
  return direct.some((one) => plain(one) === plain(name))
}
