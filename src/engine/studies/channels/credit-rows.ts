import type { AttributionModel, ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyScope } from '../scope.ts'
import { channelSteps } from './channels-steps.ts'
import { markovShares } from './credit-sums.ts'
import { walkCredits } from './credit-walk.ts'
import { exactParts } from './exact-parts.ts'
import { readJourneys, type Journeys } from './journeys.ts'
import { readPaths } from './paths.ts'

/**
 * Credits of deals to channels, one row per deal and touch that got some, column by column, and one per deal that nobody led to.
 * The amounts of a deal add up to what it brought, exactly.
 */
export interface CreditRows {
  /** The channels by their codes. */
  readonly names: readonly string[]
  /** Ids of deals. */
  readonly opportunities: Float64Array
  /** Codes; -1 = unattributed. */
  readonly channels: Int32Array
  /** Days since 1970-01-01; NaN where there is no touch, and under Markov, which credits no touch in particular. */
  readonly touchDays: Float64Array
  /** Ten-thousandths of the reporting currency; margins NaN where nobody knows them. */
  readonly amounts: Float64Array
  readonly margins: Float64Array
}

/**
 * What one model credits, deal by deal, under the params' basis, filters and rules; a deal that no rate converts brought nothing, and is the caller's to
 * refuse. Null where Markov has too many channels.
 */
export async function readCreditRows(scope: StudyScope, params: ChannelsParams, model: AttributionModel): Promise<CreditRows | null> {
  const steps = channelSteps(scope, params)
  const journeys = await readJourneys(scope, params, steps)
  if (model !== 'markov') return pathRows(journeys, model, params)
  const shares = markovShares(journeys, await readPaths(scope, steps))
  return shares === null ? null : markovRows(journeys, shares)
}

class Rows {
  readonly opportunities: number[] = []
  readonly channels: number[] = []
  readonly touchDays: number[] = []
  readonly amounts: number[] = []
  readonly margins: number[] = []

  add(opportunity: number, channel: number, touchDay: number, amount: number, margin: number): void {
    this.opportunities.push(opportunity)
    this.channels.push(channel)
    this.touchDays.push(touchDay)
    this.amounts.push(amount)
    this.margins.push(margin)
  }

  addUnled({ deals, starts, worth, margins }: Journeys): void {
    for (let deal = 0; deal < deals.length; deal += 1) {
      if (starts[deal] === starts[deal + 1]) this.add(deals[deal] ?? 0, -1, NaN, worth[deal] ?? 0, margins[deal] ?? NaN)
    }
  }

  done(names: readonly string[]): CreditRows {
    return {
      names,
      opportunities: Float64Array.from(this.opportunities),
      channels: Int32Array.from(this.channels),
      touchDays: Float64Array.from(this.touchDays),
      amounts: Float64Array.from(this.amounts),
      margins: Float64Array.from(this.margins),
    }
  }
}

export function pathRows(journeys: Journeys, model: Exclude<AttributionModel, 'markov'>, params: ChannelsParams): CreditRows {
  const rows = new Rows()
  const { deals, codes, touchDays } = journeys
  walkCredits(journeys, model, params, ({ deal, touch, worth, margin }) =>
    rows.add(deals[deal] ?? 0, codes[touch] ?? -1, touchDays[touch] ?? NaN, worth, margin),
  )
  rows.addUnled(journeys)
  return rows.done(journeys.names)
}

/** Each deal in proportion to the shares, rounded along the way so that every channel comes to its share of the whole exactly. */
export function markovRows(journeys: Journeys, shares: readonly number[]): CreditRows {
  const rows = new Rows()
  const { deals, starts, worth, margins } = journeys
  if (shares.some((share) => share > 0)) {
    const amounts = new Apportioned(shares)
    const known = new Apportioned(shares)
    for (let deal = 0; deal < deals.length; deal += 1) {
      if (starts[deal] === starts[deal + 1]) continue
      const margin = margins[deal] ?? NaN
      const parts = amounts.next(worth[deal] ?? 0)
      const marginParts = Number.isNaN(margin) ? null : known.next(margin)
      for (const [code, share] of shares.entries())
        if (share > 0) rows.add(deals[deal] ?? 0, code, NaN, parts[code] ?? 0, marginParts?.[code] ?? NaN)
    }
  }
  rows.addUnled(journeys)
  return rows.done(journeys.names)
}

/** Divides amounts one after the other so that the parts so far are always the division of the sum so far. */
class Apportioned {
  readonly #shares: readonly number[]
  #sum = 0n
  #before: readonly bigint[]

  constructor(shares: readonly number[]) {
    this.#shares = shares
    this.#before = shares.map(() => 0n)
  }

  next(amount: number): number[] {
    this.#sum += BigInt(amount)
    const now = exactParts(this.#sum, this.#shares)
    const parts = now.map((part, code) => Number(part - (this.#before[code] ?? 0n)))
    this.#before = now
    return parts
  }
}
