export interface Random {
  number(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  chance(share: number): boolean
  pick<Value>(values: readonly Value[]): Value
  /** So many different values, in any order. */
  some<Value>(values: readonly Value[], count: number): Value[]
}

export function randomFrom(seed: number): Random {
  const number = numbersFrom(seed)
  const whole = (from: number, to: number): number => from + Math.floor(number() * (to - from + 1))
  return {
    number,
    whole,
    chance: (share) => number() < share,
    pick(values) {
      const value = values[whole(0, values.length - 1)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
    some(values, count) {
      const left = [...values]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)).flat()
    },
  }
}

/** Mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
