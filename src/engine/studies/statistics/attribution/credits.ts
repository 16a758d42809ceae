import { divided } from './largest-remainder.ts'
import type { TouchPath } from './touch-path.ts'

export interface ChannelCredit {
  readonly channel: string
  /** Fractions of conversions; with the unattributed they add up to all of them. */
  readonly conversions: number
  /** Whole cents; with the unattributed they add up to all value exactly. */
  readonly value: number
}

export interface Attribution {
  /** By value, then conversions, then name. */
  readonly credits: readonly ChannelCredit[]
  /** Conversions that no touch led to. */
  readonly unattributed: { readonly conversions: number; readonly value: number }
}

/**
 * Credits channels path by path, so that every path's value is divided to the cent: `weigh` gives one weight per touch. Paths without touches are
 * unattributed.
 */
export function creditPaths(paths: readonly TouchPath[], weigh: (path: TouchPath) => readonly number[]): Attribution {
  const found = new Map<string, { conversions: number; value: number }>()
  const unattributed = { conversions: 0, value: 0 }
  for (const path of paths) {
    const { touches, conversions, value } = path
    if (conversions === 0) continue
    if (touches.length === 0) {
      unattributed.conversions += conversions
      unattributed.value += value
      continue
    }
    const weights = weigh(path)
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const parts = divided(value, weights)
    for (const [i, { channel }] of touches.entries()) {
      const credit = found.get(channel) ?? { conversions: 0, value: 0 }
      credit.conversions += (conversions * weights[i]!) / sum
      credit.value += parts[i]!
      found.set(channel, credit)
    }
  }
  return { credits: inOrder([...found].map(([channel, credit]) => ({ channel, ...credit }))), unattributed }
}

/** Credits by shares of the whole, as models over all paths give them; shares must not all be 0 where there is something to divide. */
export function creditShares(paths: readonly TouchPath[], shares: ReadonlyMap<string, number>): Attribution {
  const attributed = { conversions: 0, value: 0 }
  const unattributed = { conversions: 0, value: 0 }
  for (const { touches, conversions, value } of paths) {
    const side = touches.length === 0 ? unattributed : attributed
    side.conversions += conversions
    side.value += value
  }
  const channels = [...shares.keys()]
  if (attributed.conversions === 0)
    return { credits: inOrder(channels.map((channel) => ({ channel, conversions: 0, value: 0 }))), unattributed }
  const weights = channels.map((channel) => shares.get(channel)!)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const parts = divided(attributed.value, weights)
  const credits = channels.map((channel, i) => ({ channel, conversions: (attributed.conversions * weights[i]!) / sum, value: parts[i]! }))
  return { credits: inOrder(credits), unattributed }
}

function inOrder(credits: readonly ChannelCredit[]): ChannelCredit[] {
  return credits.toSorted(
    (one, other) => other.value - one.value || other.conversions - one.conversions || (one.channel < other.channel ? -1 : 1),
  )
}
