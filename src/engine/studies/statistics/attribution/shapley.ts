import { type Attribution, creditPaths } from './credits.ts'
import { ruledPath, type TouchPath, type TouchRules } from './touch-path.ts'

/**
 * Shapley values of channels, where a set of channels is worth the conversions of the paths that need no other channel. That game is a sum of
 * unanimity games, one per path, so that each path is divided evenly among its distinct channels (Shapley 1953; Zhao, Mahboobi, Bagheri 2018): exact
 * for any number of channels, and to the cent. The order of touches and how often a channel was touched don't count.
 */
export function attributeByShapley(paths: readonly TouchPath[], rules: TouchRules = {}): Attribution {
  return creditPaths(
    paths.map((path) => ruledPath(path, rules)),
    evenWeights,
  )
}

/** The same for each channel of a path, at its first touch. */
export function evenWeights({ touches }: TouchPath): readonly number[] {
  return touches.map(({ channel }, i) => (touches.findIndex((other) => other.channel === channel) === i ? 1 : 0))
}

/** Above this the 2^n coalitions take too long. */
const mostPlayers = 20

/**
 * The Shapley values of any game of up to 20 players: `worth` of a coalition given as bits (player i = bit i); the empty one is worth 0.
 * φ_i = Σ_S s!(n-s-1)!/n! [v(S+i) - v(S)]. Throws RangeError with more players.
 */
export function shapleyValues(players: number, worth: (coalition: number) => number): Float64Array {
  if (!(Number.isInteger(players) && players >= 0 && players <= mostPlayers))
    throw new RangeError(`no Shapley values of ${players} players`)
  const worths = Float64Array.from({ length: 2 ** players }, (_, coalition) => (coalition === 0 ? 0 : worth(coalition)))
  // s!(n-s-1)!/n! = 1/(n C(n-1, s)).
  const weights = new Float64Array(players)
  for (let size = 0, choose = 1; size < players; size += 1) {
    weights[size] = 1 / (players * choose)
    choose = (choose * (players - 1 - size)) / (size + 1)
  }
  const values = new Float64Array(players)
  for (let coalition = 0; coalition < worths.length; coalition += 1) {
    const size = bitsOf(coalition)
    for (let i = 0; i < players; i += 1) {
      if (coalition & (1 << i)) continue
      values[i]! += weights[size]! * (worths[coalition | (1 << i)]! - worths[coalition]!)
    }
  }
  return values
}

function bitsOf(coalition: number): number {
  let count = 0
  for (let left = coalition; left !== 0; left &= left - 1) count += 1
  return count
}
