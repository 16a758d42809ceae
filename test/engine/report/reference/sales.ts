import { counting, summing, worthOf } from './deals.ts'
import { linkOrder, linkPayment, linkSpend, type World } from './linked.ts'
import {
  counted,
  countOf,
  divided,
  knownSumOf,
  ratioOf,
  sumOf,
  type Item,
  type MakeMetric,
  type Metric,
  type Part,
  type Situation,
} from './metric.ts'
import { converted } from './money.ts'
import type { Order, Text } from './rows.ts'

const nothing = ['void', 'cancel', 'draft', '草稿', '已取消', '已撤销', '废弃']

/** Whether a row says that something happened. */
export function isStanding(status: Text): boolean {
  const word = (status ?? '').toLowerCase()
  return !nothing.some((one) => word.includes(one)) && !(word.includes('作废') && !word.includes('未作废') && !word.includes('非作废'))
}

export function isConfirmed(order: Order): boolean {
  return isStanding(order.status) && !(order.status ?? '').toLowerCase().includes('quotation')
}

export const confirmedOrders = (world: World): readonly Order[] =>
  world.model.rows.order.filter((order) => !order.is_deleted && isConfirmed(order))

/** Amount and cost in the reporting currency. */
interface Money {
  readonly amount: number | null
  readonly cost: number | null
}
type Measure = (money: Money) => number | null

/** What its lines say where the order says nothing, and all of them do. */
function costOf(world: World, order: Order): number | null {
  const lines = world.model.rows.order_line.filter((line) => !line.is_deleted && line.order === order.source_id)
  const inOwn = converted(world.model, order.cost, order.currency, order.ordered_at)
  if (order.cost !== null || lines.length === 0 || lines.some(({ cost }) => cost === null)) return inOwn
  return lines.reduce(
    (sum, { cost, currency }) => sum + (converted(world.model, cost, currency ?? order.currency, order.ordered_at) ?? 0),
    0,
  )
}

function orderPart(world: World, measure: Measure): Part {
  return {
    fact: 'order',
    items: ({ byProduct }: Situation) =>
      confirmedOrders(world).flatMap((order): Item[] => {
        const money = (amount: number | null, currency: Text): number | null =>
          converted(world.model, amount, currency ?? order.currency, order.ordered_at)
        const linked = linkOrder(world, order)
        const item = { at: order.ordered_at, thing: order }
        const lines = byProduct ? world.model.rows.order_line.filter((line) => !line.is_deleted && line.order === order.source_id) : []
        if (lines.length === 0)
          return [
            {
              ...item,
              linked: { ...linked, product: null },
              value: measure({ amount: money(order.amount, order.currency), cost: costOf(world, order) }),
            },
          ]
        return lines.map((line) => ({
          ...item,
          linked: { ...linked, product: world.product(line.product) },
          value: measure({ amount: money(worthOf(line), line.currency), cost: money(line.cost, line.currency) }),
        }))
      }),
  }
}

export const ordersPart = (world: World): Part => orderPart(world, ({ amount }) => amount)

const stated = (part: Part): Part => ({ ...part, items: (situation) => part.items(situation).filter(({ value }) => value !== null) })

/** What does not state both says nothing of a margin, nor what lines cost in money without a rate; an amount without a rate is refused. */
const ofMargin =
  (measure: (amount: number, cost: number) => number): Measure =>
  ({ amount, cost }) =>
    amount === null || cost === null || (Number.isNaN(cost) && !Number.isNaN(amount)) ? null : measure(amount, cost)
const marginPart = (world: World): Part =>
  stated(
    orderPart(
      world,
      ofMargin((amount, cost) => amount - cost),
    ),
  )
const costedPart = (world: World): Part =>
  stated(
    orderPart(
      world,
      ofMargin((amount) => amount),
    ),
  )

export const paymentPart = (world: World): Part => ({
  fact: 'payment',
  items: () =>
    world.model.rows.payment.flatMap((payment): Item[] =>
      payment.is_deleted || !isStanding(payment.status)
        ? []
        : [
            {
              at: payment.received_at,
              linked: linkPayment(world, payment),
              thing: payment,
              value: converted(world.model, payment.amount, payment.currency, payment.received_at),
            },
          ],
    ),
})

const spendPart = (world: World): Part => ({
  fact: 'spend',
  items: () =>
    world.model.rows.spend.flatMap((spend): Item[] =>
      spend.is_deleted
        ? []
        : [
            {
              at: spend.spent_on,
              linked: linkSpend(world, spend),
              thing: spend,
              value: converted(world.model, spend.amount, spend.currency, spend.spent_on),
            },
          ],
    ),
})

/** Spend over what came of it; no spend row at all is n/a, too. */
export const costPer =
  (units: (world: World) => Part): MakeMetric =>
  (world): Metric => ({
    parts: [spendPart(world), counted(units(world))],
    figure: ([spent = [], got = []]) => (spent.length === 0 ? null : ratioOf(knownSumOf(spent), countOf(got))),
    n: ([, got = []]) => countOf(got),
  })

export const salesMetrics: Readonly<Record<string, MakeMetric>> = {
  order_count: (world) => counting(ordersPart(world)),
  order_value: (world) => summing(ordersPart(world)),
  gross_margin: (world) => summing(marginPart(world)),
  gross_margin_rate: (world) => ({
    parts: [marginPart(world), costedPart(world)],
    figure: ([margin = [], amount = []]) => divided(sumOf(margin), sumOf(amount)),
    n: ([margin = []]) => countOf(margin),
  }),
  received_amount: (world) => summing(paymentPart(world)),
  spend: (world) => summing(spendPart(world)),
}
