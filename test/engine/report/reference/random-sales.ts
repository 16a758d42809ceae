import { dayOf, plusDays, plusMonths } from './calendar.ts'
import type { Contract } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import type { Opportunity, Order, OrderLine, Payment, Rows, Spend, Target } from './rows.ts'

type Sales = Pick<Rows, 'order' | 'order_line' | 'payment' | 'spend' | 'target'>

export function randomSales(scene: Scene, deals: readonly Opportunity[], contracts: readonly Contract[]): Sales {
  const { random, missing, size } = scene
  const many = <Value>(kind: keyof Rows, most: number, make: (index: number) => Value): Value[] =>
    missing.has(kind) ? [] : Array.from({ length: random.whole(1, most) }, (_, index) => make(index))
  const order = many('order', size * 2, (index) => randomOrder(scene, index, deals, contracts))
  return {
    order,
    order_line: missing.has('order_line') ? [] : order.flatMap((one) => randomLines(scene, one)),
    payment: many('payment', size * 2, (index) => randomPayment(scene, index, order)),
    spend: many('spend', size * 2, (index) => randomSpend(scene, index)),
    target: many('target', size * 2, (index) => randomTarget(scene, index)),
  }
}

function randomOrder(
  { random, world, ...scene }: Scene,
  index: number,
  deals: readonly Opportunity[],
  contracts: readonly Contract[],
): Order {
  const deal = deals.length > 0 && random.chance(0.5) ? random.pick(deals) : null
  return {
    source: 'crm',
    source_id: `order-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    contract: contracts.length === 0 || random.chance(0.5) ? null : random.pick(contracts).source_id,
    approved_at: random.chance(0.4) ? null : scene.moment(),
    opportunity: deal?.source_id ?? null,
    account: deal !== null && random.chance(0.7) ? deal.account : random.pick(world.names.account),
    ordered_at: random.chance(0.04) ? null : scene.moment(),
    amount: scene.amount(),
    cost: random.chance(0.4) ? null : random.whole(10, 150),
    currency: random.pick(scene.currencies),
    status: random.pick([null, 'Completed', 'Confirmed', '已完成', '未作废', 'Draft', 'Cancelled', 'Quotation', '草稿', '已取消']),
  }
}

function randomLines({ random, world, ...scene }: Scene, order: Order): OrderLine[] {
  const costed = random.pick([0, 0.6, 1])
  return Array.from({ length: random.pick([0, 0, 1, 2]) }, (_, index) => ({
    source: 'crm',
    source_id: `${order.source_id}-line-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: null,
    order: order.source_id,
    product: random.pick(world.names.product),
    amount: random.chance(0.5) && order.amount !== null ? Math.round(order.amount * 50) / 100 : scene.amount(),
    cost: random.chance(costed) ? random.whole(5, 80) : null,
    quantity: random.chance(0.5) ? null : random.whole(1, 4),
    net_price: random.chance(0.5) ? null : random.pick([20, 12.5]),
    currency: random.chance(0.7) ? null : random.pick([order.currency, ...scene.currencies]),
  }))
}

function randomPayment({ random, world, ...scene }: Scene, index: number, orders: readonly Order[]): Payment {
  const order = orders.length > 0 && random.chance(0.6) ? random.pick(orders) : null
  const amount = scene.amount()
  return {
    source: 'crm',
    source_id: `payment-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    account: random.chance(0.2) ? null : (order?.account ?? random.pick(world.names.account)),
    order: order?.source_id ?? null,
    received_at: random.chance(0.04) ? null : scene.moment(),
    amount: amount !== null && random.chance(0.15) ? -amount : amount,
    currency: random.pick(scene.currencies),
    status: random.pick([null, 'Received', '已到账', '未作废', 'Void', '作废', 'Draft']),
  }
}

function randomSpend({ random, world, ...scene }: Scene, index: number): Spend {
  return {
    source: 'erp',
    source_id: `spend-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.chance(0.7) ? null : random.pick(world.names.person),
    spent_on: random.chance(0.03) ? null : scene.day(),
    channel: random.pick(world.names.channel),
    campaign: random.pick(world.names.campaign),
    kind: random.pick([null, 'media', 'event', 'salary', 'tool']),
    amount: scene.amount(),
    currency: random.pick(scene.currencies),
  }
}

/** By owner, by team and for the company, for months and quarters; the levels say the same thing again. */
function randomTarget({ random, world, ...scene }: Scene, index: number): Target {
  const length = random.pick([1, 1, 3])
  const start = `${dayOf(scene.day()).slice(0, 7)}-01`
  const level = random.pick(['owner', 'owner', 'team', 'company'])
  return {
    source: 'erp',
    source_id: `target-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: level === 'owner' ? random.pick(world.names.person) : null,
    team: level === 'team' ? random.pick(world.names.team) : null,
    period_start: start,
    period_end: plusDays(plusMonths(start, length), -1),
    metric: random.pick(['won_value', 'won_value', 'won_value', 'order_value', 'received_amount']),
    amount: scene.amount(),
    currency: random.pick([null, 'CNY']),
  }
}
