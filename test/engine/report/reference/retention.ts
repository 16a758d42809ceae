import { dayOf, plusDays, plusMonths, type Days } from './calendar.ts'
import { closedAt, statusOf } from './deal-state.ts'
import { dealMoney, liveDeals } from './deals.ts'
import { linkDeal, linkOrder, type World } from './linked.ts'
import { countOf, divided, share, sumOf, yes, type Item, type MakeMetric, type Part } from './metric.ts'
import { converted } from './money.ts'
import type { Account, Text } from './rows.ts'
import { confirmedOrders } from './sales.ts'

interface Bought {
  readonly account: Account | null
  readonly at: Text
  readonly money: number | null
}

/** Confirmed orders; won deals where the workspace has none. */
function boughtBy(world: World): Map<Account, Bought[]> {
  const orders = confirmedOrders(world)
  const all: Bought[] =
    orders.length > 0
      ? orders.map((order) => ({
          account: linkOrder(world, order).account ?? null,
          at: order.ordered_at,
          money: converted(world.model, order.amount, order.currency, order.ordered_at),
        }))
      : liveDeals(world)
          .filter((deal) => statusOf(world, deal) === 'won')
          .map((deal) => ({
            account: linkDeal(world, deal).account ?? null,
            at: closedAt(world, deal),
            money: dealMoney(world, deal, deal.amount, deal.currency),
          }))
  const found = new Map<Account, Bought[]>()
  for (const one of all) if (one.account !== null && one.at !== null) found.set(one.account, [...(found.get(one.account) ?? []), one])
  return found
}

const within = (bought: readonly Bought[], { from, to }: Days): Bought[] =>
  bought.filter(({ at }) => at !== null && dayOf(at) >= from && dayOf(at) <= to)
const worth = (bought: readonly Bought[]): number => bought.reduce((sum, { money }) => sum + (money ?? 0), 0)

/** Customers over a period; `date` on a shelf makes every bucket a period of its own, and a total of them over no period compares nothing. */
function customerPart(world: World, value: (bought: readonly Bought[], period: Days) => number | null): Part {
  return {
    fact: 'retained customer',
    isAsOf: true,
    first: () =>
      [...boughtBy(world).values()]
        .flat()
        .flatMap(({ at }) => (at === null ? [] : [dayOf(at)]))
        .toSorted()[0] ?? null,
    // A period that is not over yet is compared as far as it has come.
    items: ({ period, asOf }) => {
      if (period === null) return []
      const { from, to } = period
      const days = { from, to: to < asOf ? to : asOf }
      return [...boughtBy(world)].flatMap(([account, bought]): Item[] => {
        const one = value(bought, days)
        return one === null ? [] : [{ at: null, linked: { source: account.source, account }, thing: account, value: one }]
      })
    },
  }
}

const yearBefore = ({ from, to }: Days): Days => ({ from: plusMonths(from, -12), to: plusMonths(to, -12) })

const retained =
  (isCapped: boolean): MakeMetric =>
  (world) => {
    const then = (bought: readonly Bought[], period: Days): number | null => {
      const before = within(bought, yearBefore(period))
      const start = worth(before)
      return before.length === 0 || start <= 0 ? null : start
    }
    const now = (bought: readonly Bought[], period: Days): number | null => {
      const [start, end] = [then(bought, period), worth(within(bought, period))]
      return start === null ? null : isCapped ? Math.min(start, end) : end
    }
    return {
      parts: [customerPart(world, now), customerPart(world, then)],
      needsPeriod: true,
      figure: ([after = [], before = []]) => divided(sumOf(after), sumOf(before)),
      n: ([, before = []]) => countOf(before),
    }
  }

export const retentionMetrics: Readonly<Record<string, MakeMetric>> = {
  logo_churn_rate: (world, { days = 365 }) => ({
    ...share(
      customerPart(world, (bought, { from, to }) => {
        const before = within(bought, { from: plusDays(from, -Number(days)), to: plusDays(from, -1) })
        return before.length === 0 ? null : yes(within(bought, { from: plusDays(to, 1 - Number(days)), to }).length === 0)
      }),
    ),
    needsPeriod: true,
  }),
  net_revenue_retention: retained(false),
  gross_revenue_retention: retained(true),
}
