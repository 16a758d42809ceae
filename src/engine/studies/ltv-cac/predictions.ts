import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { StudyScope } from '../scope.ts'
import { customerValue } from '../statistics/customer-base/customer-base.ts'
import { gammaGammaExpectedSpend } from '../statistics/customer-base/gamma-gamma.ts'
import type { BuyingModel } from './buying-model.ts'
import { historyKey, type ModelFacts } from './customer-model.ts'
import type { Days } from './ltv-steps.ts'

/** A mean month in weeks. */
const month = 30.4375 / 7
const atOnce = 2000

/** What is predicted of each customer, in the order of the customers. Money is null where it can't be told. */
export interface Predictions {
  readonly alive: Float64Array
  /** Purchases in the months that were asked for. */
  readonly purchases: Float64Array
  /** Worth of these on the basis that was asked for, discounted month by month. */
  readonly worth: Float64Array | null
  /** Money of a purchase to come. */
  readonly spend: Float64Array | null
}

/** Null where the model is refused. */
export async function predict(scope: StudyScope, params: SettledLtvCacParams, facts: ModelFacts): Promise<Predictions | null> {
  const { fit, refusal, customers, spend } = facts
  if (refusal !== null || !('alive' in fit)) return null
  const known = new Map<number, readonly [alive: number, purchases: number, discounted: number]>()
  const { count, frequency, recency, age } = customers
  const [alive, purchases, discounted] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i += 1) {
    const [x, last, now] = [frequency[i]!, recency[i]!, age[i]!]
    const key = historyKey(x, last, now)
    let found = known.get(key)
    if (found === undefined) {
      found = ofHistory(fit, params, x, last, now)
      known.set(key, found)
      if (known.size % atOnce === 0) await scope.breathe()
    }
    ;[alive[i], purchases[i], discounted[i]] = found
  }
  if (spend === null || spend.kind === 'refused') return { alive, purchases, worth: null, spend: null }
  const money = customers.spend.map((at, i) => gammaGammaExpectedSpend(spend.parameters, at > 0 ? frequency[i]! : 0, at > 0 ? at : 0))
  return { alive, purchases, spend: money, worth: money.map((at, i) => at * discounted[i]! * facts.worthRate) }
}

function ofHistory(
  fit: BuyingModel,
  { predictMonths, discountRate }: SettledLtvCacParams,
  x: number,
  last: number,
  now: number,
): readonly [number, number, number] {
  const until = (time: number): number => fit.expected(time, x, last, now)
  const monthly = (1 + discountRate) ** (1 / 12) - 1
  return [
    fit.alive(x, last, now),
    until(predictMonths * month),
    customerValue(until, 1, { periods: predictMonths, periodLength: month, discountRate: monthly }),
  ]
}

/** Sums over some of the customers. */
export interface PredictedSum {
  readonly customers: number
  readonly alive: number
  readonly purchases: number
  readonly worth: number | null
}

/** Sums over the customers that `counts` chooses by their place. */
export function sumOf({ alive, purchases, worth }: Predictions, counts: (place: number) => boolean): PredictedSum {
  const sum = { customers: 0, alive: 0, purchases: 0, worth: 0 }
  for (let i = 0; i < alive.length; i += 1) {
    if (!counts(i)) continue
    sum.customers += 1
    sum.alive += alive[i]!
    sum.purchases += purchases[i]!
    sum.worth += worth === null ? 0 : worth[i]!
  }
  return { ...sum, worth: worth === null ? null : sum.worth }
}

/** Whether the customer at a place is one of those whose worth is held against their cost. */
export function isOfCohort({ customers }: ModelFacts, { cac }: SettledLtvCacParams, { from, to }: Days): (place: number) => boolean {
  const { startDays, isPaid } = customers
  return (place) => startDays[place]! >= from && startDays[place]! <= to && (cac !== 'paid' || isPaid[place] === 1)
}
