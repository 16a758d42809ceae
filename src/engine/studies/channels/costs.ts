import type { ChannelsParams } from '../../../contract/study-channels.ts'
import { exactParts } from './exact-parts.ts'
import type { ChainRow, ChannelFacts, SpendRow } from './channel-facts.ts'

/** What each channel cost in ten-thousandths, by its name; null as a key is spend without a channel. */
export type Costs = ReadonlyMap<string | null, bigint>

/** Spend by channel of one group or of all, shared spend divided as the params say; null where spend can't be told. */
export function costsOf(facts: ChannelFacts, { sharedSpend }: ChannelsParams, group?: string | null): Costs | null {
  if (facts.spend === null || (group !== undefined && !facts.isSpendGrouped)) return null
  const isOf = (row: SpendRow | ChainRow): boolean =>
    group === undefined ? row.kind === 'channel' : row.kind === 'group' && row.group === group
  const own = new Map(facts.spend.filter(isOf).map(({ name, amount }) => [name, amount]))
  const shared = own.get(null) ?? 0n
  if (sharedSpend === 'apart' || shared === 0n) return own
  const weights = new Map(
    sharedSpend === 'by-spend'
      ? [...own].map(([name, amount]) => [name, Math.max(0, Number(amount))] as const)
      : facts.chain.filter(isOf).map(({ name, leads }) => [name, leads] as const),
  )
  weights.delete(null)
  const names = [...weights.keys()]
  const sizes = names.map((name) => weights.get(name) ?? 0)
  if (!sizes.some((size) => size > 0)) return own
  own.delete(null)
  exactParts(shared, sizes).forEach((part, place) => {
    const name = names[place] ?? null
    if (part !== 0n) own.set(name, (own.get(name) ?? 0n) + part)
  })
  return own
}

/** All that was spent; null where it can't be told. */
export function totalCost({ spend }: ChannelFacts): { readonly amount: bigint; readonly n: number } | null {
  if (spend === null) return null
  const total = spend.find(({ kind }) => kind === 'total')
  return { amount: total?.amount ?? 0n, n: total?.n ?? 0 }
}

/** null where there is nothing to divide by. */
export function quotient(part: bigint, whole: bigint | number): number | null {
  const by = typeof whole === 'bigint' ? Number(whole) : whole * 10_000
  return by === 0 ? null : Number(part) / by
}
