import { randomFrom, type Random } from './random.ts'

/** Things that come, each for its amount, with one chance. */
export interface DrawnGroup {
  readonly amounts: Float64Array
  readonly chance: number
  /** How many the chance was measured on: it is drawn anew each time from Beta(chance n, (1 - chance) n), whose mean it is. Infinity = it is certain. */
  readonly measuredOn: number
}

export interface SimulationOptions {
  readonly groups: readonly DrawnGroup[]
  /** One of these is added each time, all alike likely; none = nothing. */
  readonly extras: Float64Array
  /** All groups together come to more or less by a factor of mean 1 and about this deviation, drawn anew each time; 0 = they go independently. */
  readonly swing: number
  readonly draws: number
  readonly seed: number
}

/**
 * Sums of what comes, one a draw, rising: each thing comes or not by its group's chance and independently of the others, but all of a group share the chance
 * that was drawn. The same options give the same sums on every machine up to the rounding of Math.log.
 */
export function simulateSums({ groups, extras, swing, draws, seed }: SimulationOptions): Float64Array {
  const random = randomFrom(seed)
  const sums = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw += 1) {
    const extra = extras.length === 0 ? 0 : extras[Math.floor(random() * extras.length)]!
    let sum = 0
    for (const { amounts, chance, measuredOn } of groups) sum += drawGroup(amounts, drawChance(chance, measuredOn, random), random)
    sums[draw] = extra + (swing > 0 ? sum * Math.exp(swing * drawNormal(random) - (swing * swing) / 2) : sum)
  }
  return sums.sort()
}

/** Goes from one that comes to the next by the geometric number of misses between them. */
function drawGroup(amounts: Float64Array, chance: number, random: Random): number {
  if (!(chance > 0)) return 0
  let sum = 0
  if (chance >= 1) {
    for (const amount of amounts) sum += amount
    return sum
  }
  const scale = 1 / Math.log1p(-chance)
  for (let at = Math.floor(Math.log1p(-random()) * scale); at < amounts.length; at += 1 + Math.floor(Math.log1p(-random()) * scale)) {
    sum += amounts[at]!
  }
  return sum
}

function drawChance(chance: number, measuredOn: number, random: Random): number {
  if (!(chance > 0 && chance < 1) || measuredOn === Infinity) return chance
  const [won, lost] = [drawGamma(chance * measuredOn, random), drawGamma((1 - chance) * measuredOn, random)]
  return won + lost > 0 ? won / (won + lost) : chance
}

/** Marsaglia and Tsang 2000; a shape below 1 by a power of a uniform number. */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Box and Muller 1958, one of the pair. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
