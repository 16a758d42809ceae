import { divided } from '../statistics/attribution/largest-remainder.ts'

/** In ten-thousandths. */
const [cent, unit] = [100, 10_000]
/** Larger amounts are divided in two parts, each of which a double holds whole. */
const part = 10_000_000n

/** Divides ten-thousandths of money by weights so that the parts add up exactly: whole cents stay whole cents, and a deal beyond 900 billion whole units. */
export function dividedMoney(amount: number, weights: ArrayLike<number>): readonly number[] {
  if (weights.length === 1) return [amount]
  const coin = !Number.isSafeInteger(amount) ? unit : amount % cent === 0 ? cent : 1
  return divided(Math.round(amount / coin), weights).map((coins) => coins * coin)
}

/** The same for sums of any size, to the last ten-thousandth. */
export function exactParts(amount: bigint, weights: ArrayLike<number>): bigint[] {
  if (Number.isSafeInteger(Number(amount))) return dividedMoney(Number(amount), weights).map(BigInt)
  const coarse = exactParts(amount / part, weights)
  return dividedMoney(Number(amount % part), weights).map((fine, place) => (coarse[place] ?? 0n) * part + BigInt(fine))
}

/** Sums of whole numbers by place that stay exact however large they get. */
export class ExactSums {
  readonly #near: Float64Array
  readonly #far: bigint[]

  constructor(size: number) {
    this.#near = new Float64Array(size)
    this.#far = Array.from({ length: size }, () => 0n)
  }

  add(place: number, whole: number): void {
    const sum = (this.#near[place] ?? 0) + whole
    if (Number.isSafeInteger(sum)) this.#near[place] = sum
    else {
      this.#far[place] = (this.#far[place] ?? 0n) + BigInt(this.#near[place] ?? 0)
      this.#near[place] = whole
    }
  }

  at(place: number): bigint {
    return (this.#far[place] ?? 0n) + BigInt(this.#near[place] ?? 0)
  }
}
