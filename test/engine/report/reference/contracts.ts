import { dayOf, daysBetween } from './calendar.ts'
import { distribution, summing } from './deals.ts'
import { linkContract } from './later-links.ts'
import type { Delivery } from './later-rows.ts'
import { linkOrder, type World } from './linked.ts'
import { onceOf, share, yes, type Item, type MakeMetric, type Params, type Part } from './metric.ts'
import { converted } from './money.ts'
import type { Order, Text } from './rows.ts'
import { confirmedOrders, isStanding } from './sales.ts'

/** Those that were signed, on a day that is known. */
const contractPart = (world: World): Part => ({
  fact: 'contract',
  items: () =>
    world.model.rows.contract.flatMap((contract): Item[] =>
      contract.is_deleted || contract.signed_at === null || !isStanding(contract.status)
        ? []
        : [
            {
              at: contract.signed_at,
              linked: linkContract(world, contract),
              thing: contract,
              value: converted(world.model, contract.amount, contract.currency, contract.signed_at),
            },
          ],
    ),
})

/** An order whose parts have all come, on the day of the last; shipping stands for acceptance in a workspace that knows of none. */
interface Delivered {
  readonly order: Order
  readonly parts: readonly Delivery[]
  /** null = some part is still to come. */
  readonly at: Text
}

function deliveries(world: World): Delivered[] {
  const all = world.model.rows.delivery.filter(({ is_deleted }) => !is_deleted)
  const isAccepted = all.some(({ accepted_at }) => accepted_at !== null)
  const arrived = (part: Delivery): Text => (isAccepted ? part.accepted_at : part.shipped_at)
  return confirmedOrders(world).flatMap((order): Delivered[] => {
    const parts = all.filter((part) => part.order === order.source_id)
    if (parts.length === 0) return []
    const moments = parts.flatMap((part) => arrived(part) ?? [])
    return [{ order, parts, at: moments.length < parts.length ? null : (moments.toSorted().at(-1) ?? null) }]
  })
}

function cycle(world: World, { from = 'ordered' }: Params): Part {
  const since = (order: Order): Text =>
    from === 'approved' ? order.approved_at : from === 'signed' ? (world.contract(order.contract)?.signed_at ?? null) : order.ordered_at
  return {
    fact: 'delivered order',
    items: () =>
      deliveries(world).flatMap(({ order, at }): Item[] => {
        const start = since(order)
        const days = start === null || at === null ? null : daysBetween(start, at)
        return at === null ? [] : [{ at, linked: { ...linkOrder(world, order), acceptedAt: at }, thing: order, value: days }]
      }),
  }
}

/** In time is no later than the last day promised; in full where one of the parts completes the order. */
function inTime(world: World, { undelivered = 'left-out' }: Params): Part {
  return {
    fact: 'delivered order',
    items: ({ asOf }) =>
      deliveries(world).flatMap(({ order, parts, at }): Item[] => {
        const promised =
          parts
            .map(({ promised_on }) => promised_on ?? '')
            .toSorted()
            .at(-1) ?? ''
        if (promised === '') return []
        const isLate = at === null && undelivered === 'late' && promised < asOf
        if (at === null && !isLate) return []
        const isKept = at !== null && dayOf(at) <= promised && parts.some(({ in_full }) => in_full === true)
        const linked = { ...linkOrder(world, order), acceptedAt: at }
        return [{ at: at ?? promised, linked, thing: order, value: yes(isKept) }]
      }),
  }
}

export const contractMetrics: Readonly<Record<string, MakeMetric>> = {
  contract_value: (world) => summing(contractPart(world)),
  fulfilment_cycle_days: (world, params, stat = 'average') => distribution(cycle(world, params), stat, onceOf),
  on_time_in_full_rate: (world, params) => share(inTime(world, params)),
}
