export interface Touch {
  readonly channel: string
  /** Before the conversion (or before now, for paths without one); may be a fraction. Needed by time decay and look-back windows. */
  readonly daysBefore?: number
}

/** What led to deals: touches in order of time, and how often this very path was walked. */
export interface TouchPath {
  readonly touches: readonly Touch[]
  /** How often it ended in a conversion, and what those brought together, in whole cents. */
  readonly conversions: number
  readonly value: number
  /** How often it ended without one. */
  readonly nulls?: number
  /** Which touch made the lead, and which was the last before the deal: indices into `touches`; null or absent where unknown. */
  readonly leadCreation?: number | null
  readonly dealCreation?: number | null
}

export interface TouchRules {
  /** Touches longer ago count as none. */
  readonly lookBackDays?: number
  /** Whether several touches of one channel in a row count once (the first stays, which made the contact). */
  readonly collapseRepeats?: boolean
}

/**
 * A path as the rules see it: without touches after the conversion (days below 0), outside the window, or repeated; milestones move along, and
 * are unknown where their touch is gone. Throws RangeError where the path can't be: counts or value aren't whole, counts are negative, value without
 * conversions, a milestone outside the path.
 */
export function ruledPath(path: TouchPath, { lookBackDays = Infinity, collapseRepeats = false }: TouchRules = {}): TouchPath {
  checkPath(path)
  const places = new Map<number, number>()
  const touches: Touch[] = []
  for (const [i, touch] of path.touches.entries()) {
    const { channel, daysBefore } = touch
    if (daysBefore !== undefined && (daysBefore < 0 || daysBefore > lookBackDays)) continue
    if (!(collapseRepeats && touches.at(-1)?.channel === channel)) touches.push(touch)
    places.set(i, touches.length - 1)
  }
  const moved = (milestone: number | null | undefined) =>
    milestone === null || milestone === undefined ? null : (places.get(milestone) ?? null)
  return { ...path, touches, leadCreation: moved(path.leadCreation), dealCreation: moved(path.dealCreation) }
}

function checkPath({ touches, conversions, value, nulls = 0, leadCreation, dealCreation }: TouchPath): void {
  for (const count of [conversions, nulls]) if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`${count} isn't a count`)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} isn't a whole amount`)
  if (conversions === 0 && value !== 0) throw new RangeError('value without a conversion')
  for (const place of [leadCreation ?? null, dealCreation ?? null]) {
    if (place !== null && touches[place] === undefined) throw new RangeError(`touch ${place} isn't on the path`)
  }
  for (const { daysBefore } of touches) if (Number.isNaN(daysBefore)) throw new RangeError('a touch has no day')
}
