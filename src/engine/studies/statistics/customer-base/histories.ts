/**
 * What the models know of customers, one entry per customer, all times in one unit (weeks, say) since their first purchase:
 * `frequency` = number of periods with a repeat purchase (the first purchase doesn't count), `recency` = age at the last purchase
 * (0 without repeats), `age` = age now (often called T). With `customers` an entry stands for so many with equal histories.
 */
export interface Histories {
  readonly frequency: ArrayLike<number>
  readonly recency: ArrayLike<number>
  readonly age: ArrayLike<number>
  readonly customers?: ArrayLike<number>
}

/** Equal histories once, in order of frequency, with the number of customers who have each; times in units of `timeUnit`. */
export interface GroupedHistories {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  readonly customers: Float64Array
  /** The mean age, by which all times are divided, so that days and years fit alike. */
  readonly timeUnit: number
  readonly total: number
  readonly repeaters: number
  readonly purchases: number
}

/**
 * Checks and groups histories. Throws RangeError {row} where one can't be: lengths differ, a number isn't finite, a frequency isn't
 * a whole number >= 0, recency > age, or recency > 0 without repeats or = 0 with them.
 */
export function groupHistories({ frequency, recency, age, customers: weights }: Histories): GroupedHistories {
  const entries = frequency.length
  if ([recency, age, weights ?? age].some(({ length }) => length !== entries))
    throw new RangeError('frequency, recency and age differ in length')
  const order = new Uint32Array(entries)
  let total = 0
  let ages = 0
  let repeaters = 0
  let purchases = 0
  for (let i = 0; i < entries; i += 1) {
    const [x, last, now] = [frequency[i]!, recency[i]!, age[i]!]
    const isPossible = Number.isInteger(x) && x >= 0 && Number.isFinite(now) && last >= 0 && last <= now && x > 0 === last > 0
    if (!isPossible) throw new RangeError(`customer ${i} has an impossible history: ${x} repeats, the last at ${last} of ${now}`)
    const weight = weights === undefined ? 1 : weights[i]!
    order[i] = i
    total += weight
    ages += weight * now
    purchases += weight * x
    if (x > 0) repeaters += weight
  }
  const timeUnit = ages > 0 ? ages / total : 1
  order.sort((i, j) => frequency[i]! - frequency[j]! || recency[i]! - recency[j]! || age[i]! - age[j]!)
  const grouped = [new Float64Array(entries), new Float64Array(entries), new Float64Array(entries), new Float64Array(entries)] as const
  let groups = 0
  for (let k = 0; k < entries; k += 1) {
    const i = order[k]!
    const before = k === 0 ? -1 : order[k - 1]!
    if (before < 0 || frequency[i] !== frequency[before] || recency[i] !== recency[before] || age[i] !== age[before]) {
      grouped[0][groups] = frequency[i]!
      grouped[1][groups] = recency[i]! / timeUnit
      grouped[2][groups] = age[i]! / timeUnit
      groups += 1
    }
    grouped[3][groups - 1]! += weights === undefined ? 1 : weights[i]!
  }
  const [x, last, now, customers] = grouped.map((column) => column.slice(0, groups)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return { frequency: x, recency: last, age: now, customers, timeUnit, total, repeaters, purchases }
}

/** Every `n`th group, for a first look at a large customer base; at most `limit` groups. */
export function thinned(histories: GroupedHistories, limit: number): GroupedHistories {
  const step = Math.ceil(histories.customers.length / limit)
  if (step <= 1) return histories
  const every = (column: Float64Array) => column.filter((_, i) => i % step === 0)
  return {
    ...histories,
    frequency: every(histories.frequency),
    recency: every(histories.recency),
    age: every(histories.age),
    customers: every(histories.customers),
  }
}
