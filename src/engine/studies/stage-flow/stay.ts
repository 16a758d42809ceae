import { quantile } from '../quantile.ts'
import { endedBy, kaplanMeier } from '../statistics/kaplan-meier.ts'

/** How long something took, in seconds. */
export interface Stay {
  readonly n: number
  readonly open: number
  readonly median: number | null
  readonly upper: number | null
  /** `ended` = of what has ended; `survival` = what is open counts as long as it has lasted, since too much of it is. */
  readonly method: 'ended' | 'survival' | null
}

/** Above this share of open ones, leaving them out would make everything look quick. */
const mostOpen = 0.2

/** The median and the third quartile of times of which some have not ended; a time that nobody knows is left out. */
export function stayOf(times: readonly number[], isOpen: readonly boolean[]): Stay {
  const known = times.flatMap((time, place) => (Number.isNaN(time) ? [] : [{ time: Math.max(0, time), open: isOpen[place] === true }]))
  const open = known.filter((one) => one.open).length
  const base = { n: known.length, open }
  if (known.length === 0) return { ...base, median: null, upper: null, method: null }
  if (open / known.length <= mostOpen) {
    const sorted = Float64Array.from(known.flatMap((one) => (one.open ? [] : [one.time]))).sort()
    return { ...base, median: quantile(sorted, 0.5), upper: quantile(sorted, 0.75), method: 'ended' }
  }
  const curve = kaplanMeier(
    known.map(({ time }) => time),
    known.map((one) => !one.open),
  )
  return { ...base, median: endedBy(curve, 0.5), upper: endedBy(curve, 0.75), method: 'survival' }
}
