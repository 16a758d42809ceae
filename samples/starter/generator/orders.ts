import type { Account } from './accounts.ts'
import { firstDay, isoDay, lastDay, nextWorkday } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { Person } from './company.ts'
import { chooseOwner } from './leads.ts'
import type { Opportunity } from './opportunities.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'

export interface Order {
  readonly id: string
  readonly opportunityId: string | null
  readonly account: Account | null
  readonly owner: Person | null
  readonly orderedOn: DayNumber
  /** Cents, net of tax. */
  readonly cents: number
  readonly status: 'completed' | 'confirmed' | 'draft' | 'cancelled'
}

export interface Payment {
  readonly id: string
  readonly order: Order
  readonly receivedOn: DayNumber
  readonly cents: number
  readonly method: string
  readonly note: string
}

/** One order per won deal, now and then in two parts, and small consumables orders without a deal. */
export function makeOrders(opportunities: readonly Opportunity[], accounts: readonly Account[]): Order[] {
  const random = seededRandom('orders')
  const status = (day: DayNumber): Order['status'] =>
    day > lastDay - 20 && random.chance(0.4) ? 'draft' : random.chance(0.035) ? 'cancelled' : day < lastDay - 90 ? 'completed' : 'confirmed'
  const ofDeals = opportunities.flatMap((deal): Omit<Order, 'id'>[] => {
    if (deal.stage !== '赢单' || deal.closedOn === null || deal.amount === null) return []
    const cents = deal.amount * 100
    const isSplit = random.chance(0.1)
    const orderedOn = nextWorkday(deal.closedOn + random.int(1, 7))
    const part = (share: number, day: DayNumber) => ({
      opportunityId: deal.id,
      account: deal.account,
      owner: deal.owner,
      orderedOn: day,
      cents: share,
      status: status(day),
    })
    const first = Math.round(cents * 0.6)
    return isSplit ? [part(first, orderedOn), part(cents - first, nextWorkday(orderedOn + 25))] : [part(cents, orderedOn)]
  })
  const consumables = Array.from({ length: 22 }, (): Omit<Order, 'id'> => {
    const orderedOn = nextWorkday(random.int(firstDay, lastDay - 9))
    return {
      opportunityId: null,
      account: random.pick(accounts),
      owner: chooseOwner(random, orderedOn),
      orderedOn,
      cents: random.int(180_000, 1_900_000),
      status: status(orderedOn),
    }
  })
  return [...ofDeals, ...consumables]
    .filter((order) => order.orderedOn <= lastDay)
    .toSorted((a, b) => a.orderedOn - b.orderedOn)
    .map((order, index) => ({ ...order, id: `SO-${isoDay(order.orderedOn).slice(0, 4)}-${String(index + 1).padStart(4, '0')}` }))
}

function paymentsOf(random: Random, order: Order, index: number): Omit<Payment, 'id'>[] {
  if (order.status === 'draft') return []
  const pay = (share: number, days: number, note: string) => ({
    order,
    receivedOn: nextWorkday(order.orderedOn + days + Math.round(random.around(9))),
    cents: share,
    method: random.pick(['电汇', '电汇', '电汇', '承兑汇票']),
    note,
  })
  const advance = Math.round(order.cents * 0.3)
  const middle = Math.round(order.cents * 0.6)
  if (order.status === 'cancelled') return index % 2 ? [] : [pay(advance, 3, '预付款'), pay(-advance, 40, '订单取消退款')]
  if (order.cents < 2_000_000) return [pay(order.cents, 14, '全款')]
  // Every 17th customer has paid only half of the second instalment so far.
  const second =
    index % 17 === 9
      ? [pay(Math.round(middle / 2), 50, '发货款（部分）')]
      : [pay(middle, 45, '发货款'), pay(order.cents - advance - middle, 95, '验收款')]
  return [pay(advance, 3, '预付款'), ...second]
}

export function makePayments(orders: readonly Order[]): Payment[] {
  const random = seededRandom('payments')
  return orders
    .flatMap((order, index) => paymentsOf(random, order, index))
    .filter((payment) => payment.receivedOn <= lastDay)
    .toSorted((a, b) => a.receivedOn - b.receivedOn || a.cents - b.cents)
    .map((payment, index) => ({
      ...payment,
      id: `HK${isoDay(payment.receivedOn).slice(2, 7).replace('-', '')}${String(index + 1).padStart(4, '0')}`,
    }))
}
