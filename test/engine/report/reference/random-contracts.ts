import { dayOf, plusDays } from './calendar.ts'
import type { Contract, Delivery } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import type { Opportunity, Order } from './rows.ts'

export function randomContracts({ random, world, missing, size, ...scene }: Scene, deals: readonly Opportunity[]): Contract[] {
  if (missing.has('contract')) return []
  return Array.from({ length: random.whole(1, size) }, (_, index) => {
    const deal = deals.length > 0 && random.chance(0.6) ? random.pick(deals) : null
    return {
      source: 'crm',
      source_id: `contract-${index + 1}`,
      is_deleted: scene.isDeleted(),
      owner: random.pick(world.names.person),
      opportunity: deal?.source_id ?? null,
      account: random.chance(0.4) ? null : random.pick(world.names.account),
      signed_at: random.chance(0.06) ? null : scene.moment(),
      amount: scene.amount(),
      currency: random.pick(scene.currencies),
      status: random.pick([null, 'Signed', 'Active', '已签订', 'Draft', '作废', '未作废', 'Cancelled']),
    }
  })
}

/** In parts, some still to come, some without a promise; now and then a workspace knows of shipping only. */
export function randomDeliveries({ random, missing, ...scene }: Scene, orders: readonly Order[]): Delivery[] {
  if (missing.has('delivery')) return []
  const isShippedOnly = random.chance(0.2)
  return orders.flatMap((order) =>
    Array.from({ length: random.pick([0, 1, 1, 2]) }, (_, index) => {
      const start = dayOf(order.ordered_at ?? scene.day())
      const shipped = plusDays(start, random.pick([0, 1, 20, -1, random.whole(0, 90)]))
      const time = random.pick(['00:00:00', '14:30:00'])
      return {
        source: 'crm',
        source_id: `${order.source_id}-delivery-${index + 1}`,
        is_deleted: scene.isDeleted(),
        owner: null,
        order: order.source_id,
        promised_on: random.chance(0.2) ? null : plusDays(shipped, random.pick([0, 2, -3, 30])),
        shipped_at: random.chance(0.1) ? null : `${shipped} ${time}`,
        accepted_at: isShippedOnly || random.chance(0.25) ? null : `${plusDays(shipped, random.pick([0, 2, 10]))} ${time}`,
        in_full: random.pick([true, true, false, null]),
      }
    }),
  )
}
