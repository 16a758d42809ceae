import { dayOf, plusDays } from './calendar.ts'
import { closedAt, statusOf } from './deal-state.ts'
import { counting, liveDeals } from './deals.ts'
import { linkActivity, linkDeal, linkOrder, type Linked, type World } from './linked.ts'
import { share, type Item, type MakeMetric, type Part } from './metric.ts'
import type { Account, Text } from './rows.ts'
import { confirmedOrders } from './sales.ts'

interface Purchase {
  readonly account: Account
  readonly at: Text
  readonly linked: Linked
  /** 1 = the customer's first. */
  readonly sequence: number
}

/** Confirmed orders; won deals where the workspace has no orders. */
function purchases(world: World): Purchase[] {
  const bought =
    confirmedOrders(world).length > 0
      ? confirmedOrders(world).map((order) => ({ at: order.ordered_at, linked: linkOrder(world, order) }))
      : liveDeals(world).flatMap((deal) =>
          statusOf(world, deal) === 'won' ? [{ at: closedAt(world, deal), linked: linkDeal(world, deal) }] : [],
        )
  const seen = new Map<Account, number>()
  return bought
    .filter(({ at }) => at !== null)
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .flatMap(({ at, linked }): Purchase[] => {
      const account = linked.account ?? null
      if (account === null) return []
      const sequence = (seen.get(account) ?? 0) + 1
      seen.set(account, sequence)
      return [{ account, at, linked, sequence }]
    })
}

export function firstPurchase(world: World): string | null {
  const [first] = purchases(world)
  return first === undefined || first.at === null ? null : dayOf(first.at)
}

/** `value` 1 = it was not the customer's first. */
function purchasePart(world: World, isCounted: (purchase: Purchase) => boolean): Part {
  return {
    fact: 'purchase',
    items: () =>
      purchases(world)
        .filter(isCounted)
        .map(({ account, at, linked, sequence }): Item => ({ at, linked, thing: account, value: sequence > 1 ? 1 : 0 })),
  }
}

export const newCustomers = (world: World): Part => purchasePart(world, ({ sequence }) => sequence === 1)

/** The customers as of a day; `value` 1 = touched by a person or buying within so many days. */
function activePart(world: World, days: number): Part {
  return {
    fact: 'customer',
    isAsOf: true,
    items: ({ asOf }) => {
      const bought = purchases(world).filter(({ at }) => at !== null && dayOf(at) <= asOf)
      const isRecent = (moment: Text): boolean => moment !== null && dayOf(moment) <= asOf && dayOf(moment) > plusDays(asOf, -days)
      const touched = world.model.rows.activity
        .filter((activity) => !activity.is_deleted && activity.is_automatic !== true && isRecent(activity.happened_at))
        .map((activity) => linkActivity(world, activity).account)
      const active = new Set<unknown>([...touched, ...bought.filter(({ at }) => isRecent(at)).map(({ account }) => account)])
      return [...new Set(bought.map(({ account }) => account))].map((account) => ({
        at: null,
        linked: { source: account.source, account },
        thing: account,
        value: active.has(account) ? 1 : 0,
      }))
    },
  }
}

export const customerMetrics: Readonly<Record<string, MakeMetric>> = {
  new_customer_count: (world) => counting(newCustomers(world)),
  customer_count: (world) => counting(purchasePart(world, () => true)),
  repeat_purchase_rate: (world) => share(purchasePart(world, () => true)),
  active_customer_rate: (world, { days = 7 }) => share(activePart(world, Number(days))),
}
