import { type Attribution, creditPaths } from './credits.ts'
import { ruledPath, type TouchPath, type TouchRules } from './touch-path.ts'

export type RuleModel =
  | { readonly kind: 'first' | 'last' | 'linear' | 'position' | 'u-shaped' | 'w-shaped' | 'full-path' }
  /** `direct`: the channels that count as no channel. */
  | { readonly kind: 'last-non-direct'; readonly direct: readonly string[] }
  /** A touch counts half as much for every `halfLifeDays` it lies back; 7 days is Google Ads' choice, 30 and more suit long sales. */
  | { readonly kind: 'time-decay'; readonly halfLifeDays: number }

/**
 * Attribution by rule; every path's value is divided to the cent.
 * - first, last: all to one touch; last-non-direct skips direct ones unless there are no others
 * - linear: the same to each; time-decay: 2^(-days/half-life)
 * - position: 40 % first, 40 % last, 20 % between
 * - u-shaped (HubSpot): 40 % first, 40 % the touch that made the lead, 20 % the rest
 * - w-shaped: 30 % first, lead, deal, 10 % the rest; full-path: 22.5 % first, lead, deal, last, 10 % the rest
 * Milestones that coincide add up; where there is no rest, or a milestone is unknown, the others take its part in proportion.
 * Throws RangeError at an impossible path (see ruledPath), at a half-life that isn't above 0 and at a touch without days under time decay.
 */
export function attributeByRule(paths: readonly TouchPath[], model: RuleModel, rules: TouchRules = {}): Attribution {
  return creditPaths(
    paths.map((path) => ruledPath(path, rules)),
    (path) => weightsOf(path, model),
  )
}

/** What each touch of one path weighs; only their proportions count. The path is taken as it is, see ruledPath; it has at least one touch. */
export function weightsOf(path: TouchPath, model: RuleModel): readonly number[] {
  const { touches } = path
  const last = touches.length - 1
  const only = (place: number) => touches.map((_, i) => (i === place ? 1 : 0))
  switch (model.kind) {
    case 'first':
      return only(0)
    case 'last':
      return only(last)
    case 'last-non-direct': {
      const place = touches.findLastIndex(({ channel }) => !model.direct.includes(channel))
      return only(place < 0 ? last : place)
    }
    case 'linear':
      return touches.map(() => 1)
    case 'time-decay':
      return decayed(path, model.halfLifeDays)
    case 'position':
      return milestones(path, [0, last], 40, 20)
    case 'u-shaped':
      return milestones(path, [0, path.leadCreation], 40, 20)
    case 'w-shaped':
      return milestones(path, [0, path.leadCreation, path.dealCreation], 30, 10)
    case 'full-path':
      return milestones(path, [0, path.leadCreation, path.dealCreation, last], 22.5, 10)
  }
}

function decayed({ touches }: TouchPath, halfLifeDays: number): readonly number[] {
  if (!(halfLifeDays > 0)) throw new RangeError(`${halfLifeDays} isn't a half-life`)
  const days = touches.map(({ daysBefore }) => {
    if (daysBefore === undefined) throw new RangeError('time decay needs the days of every touch')
    return daysBefore
  })
  // Only differences count, and the nearest touch must not vanish with the others.
  const nearest = Math.min(...days)
  return days.map((day) => 2 ** ((nearest - day) / halfLifeDays))
}

function milestones({ touches }: TouchPath, places: readonly (number | null | undefined)[], each: number, rest: number): readonly number[] {
  const weights = touches.map(() => 0)
  for (const place of places) if (place !== null && place !== undefined) weights[place]! += each
  const others = weights.filter((weight) => weight === 0).length
  return weights.map((weight) => (weight === 0 ? rest / others : weight))
}
