import { fromUnits, toUnits } from './exact.ts'

/** An amount over so many days, to the cent: the parts add up to it exactly, and none is more than a cent from another. */
export function spreadEvenly(amount: string, days: number): string[] {
  const units = toUnits(amount)
  // Whole cents where the amount is one, ten-thousandths where it is finer.
  const step = units % 100n === 0n ? 100n : 1n
  const steps = units / step
  return Array.from({ length: days }, (_, index) => {
    const upTo = (steps * BigInt(index + 1)) / BigInt(days)
    const before = (steps * BigInt(index)) / BigInt(days)
    return fromUnits((upTo - before) * step)
  })
}
