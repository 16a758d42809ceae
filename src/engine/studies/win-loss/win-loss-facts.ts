import { toUnits } from '../../sheets/exact.ts'

export type Outcome = 'won' | 'lost' | 'apart' | 'open'

/** As queries/studies/win-loss/groups.sql tells it. */
export interface GroupRow {
  readonly value: string | null
  readonly outcome: Outcome
  readonly deals: number
  /** Of those: with an amount. */
  readonly priced: number
  readonly amount: string
}

/** As queries/studies/win-loss/reasons.sql tells it. */
export interface ReasonRow {
  readonly outcome: 'won' | 'lost' | 'apart'
  readonly reason: string | null
  readonly deals: number
  readonly amount: string
}

/** As queries/studies/win-loss/reason_months.sql tells it. */
export interface MonthRow {
  readonly month: string
  readonly reason: string | null
  readonly deals: number
}

/** As queries/studies/win-loss/competitors.sql tells it. */
export interface CompetitorRow {
  readonly competitor: string | null
  readonly won: number
  readonly lost: number
  readonly won_amount: string
  readonly lost_amount: string
}

/** As queries/studies/win-loss/bands.sql tells it. */
export interface BandRow {
  readonly kind: 'amount' | 'cycle'
  readonly low: number
  readonly high: number
  readonly won: number
  readonly decided: number
}

/** All that the database says of one question. */
export interface WinLossFacts {
  readonly groups: readonly GroupRow[]
  readonly reasons: readonly ReasonRow[]
  readonly months: readonly MonthRow[]
  readonly competitors: readonly CompetitorRow[]
  readonly bands: readonly BandRow[]
  readonly drivers: readonly { readonly field: string; readonly groups: readonly GroupRow[] }[]
}

/** What deals came to: money in ten-thousandths, `against` what wins are held against. */
export interface Tally {
  readonly won: number
  readonly lost: number
  readonly apart: number
  readonly open: number
  readonly against: number
  readonly wonAmount: bigint
  readonly lostAmount: bigint
  readonly againstAmount: bigint
  /** Decided deals without an amount. */
  readonly unpriced: number
}

/** Adds rows up; `all` holds wins against open deals too. */
export function tallyOf(rows: readonly GroupRow[], all: boolean): Tally {
  const of = (outcome: Outcome): { deals: number; amount: bigint; unpriced: number } =>
    rows
      .filter((row) => row.outcome === outcome)
      .reduce(
        (sum, { deals, amount, priced }) => ({
          deals: sum.deals + deals,
          amount: sum.amount + toUnits(amount),
          unpriced: sum.unpriced + deals - priced,
        }),
        { deals: 0, amount: 0n, unpriced: 0 },
      )
  const [won, lost, apart, open] = [of('won'), of('lost'), of('apart'), of('open')]
  return {
    won: won.deals,
    lost: lost.deals,
    apart: apart.deals,
    open: open.deals,
    against: won.deals + lost.deals + (all ? open.deals : 0),
    wonAmount: won.amount,
    lostAmount: lost.amount,
    againstAmount: won.amount + lost.amount + (all ? open.amount : 0n),
    unpriced: won.unpriced + lost.unpriced,
  }
}
