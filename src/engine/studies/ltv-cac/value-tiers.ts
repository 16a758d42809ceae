import type { valueTierWords } from '../../../contract/study-ltv-cac.ts'
import { idsStatement } from '../../report/derived-tables.ts'
import type { Statement } from '../../report/cells-sql.ts'
import type { Predictions } from './predictions.ts'

type Tier = keyof typeof valueTierWords

/** Tiers with the share of the customers that they and those before them hold. */
const tiers: readonly (readonly [tier: Tier, upTo: number])[] = [
  ['high', 0.2],
  ['middle', 0.5],
  ['low', 1],
]

/** Places of customers, those who bring most first. */
export function byWorthToCome(ids: Float64Array, by: Float64Array): Uint32Array {
  return Uint32Array.from(ids, (_, place) => place).sort((a, b) => by[b]! - by[a]! || ids[a]! - ids[b]!)
}

/** Customers by tier: by worth to come, or by purchases where money is not told by them. Customers worth the same may lie on both sides of an end. */
export function tierStatements(ids: Float64Array, { worth, purchases }: Pick<Predictions, 'worth' | 'purchases'>): Statement[] {
  const places = byWorthToCome(ids, worth ?? purchases)
  let from = 0
  return tiers.map(([tier, upTo], place) => {
    const to = Math.ceil(upTo * ids.length)
    const own = Array.from(places.subarray(from, to), (at) => ids[at]!)
    from = to
    return idsStatement(own, tier, place)
  })
}
