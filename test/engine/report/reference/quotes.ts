import { statusOf } from './deal-state.ts'
import { counting, dealMoney, worthOf } from './deals.ts'
import { linkOrder, type World } from './linked.ts'
import { linkQuote } from './later-links.ts'
import type { Quote } from './later-rows.ts'
import {
  countOf,
  divided,
  knownSumOf,
  ratioOf,
  share,
  sumOf,
  yes,
  type Item,
  type MakeMetric,
  type Metric,
  type Params,
  type Part,
} from './metric.ts'
import { converted } from './money.ts'
import type { Opportunity } from './rows.ts'
import { confirmedOrders, isStanding } from './sales.ts'

const live = <Row extends { readonly is_deleted: boolean }>(rows: readonly Row[]): readonly Row[] => rows.filter((row) => !row.is_deleted)

/** Every version that went out: drafts and void ones did not; a deleted deal has none. */
function sentQuotes(world: World): readonly Quote[] {
  const deleted = new Set(world.model.rows.opportunity.flatMap((deal) => (deal.is_deleted ? [deal.source_id] : [])))
  return live(world.model.rows.quote).filter(
    (quote) => quote.sent_at !== null && isStanding(quote.status) && !deleted.has(quote.opportunity ?? ''),
  )
}

/** By the day it went out; of one moment by the number, those without one last (first) as the earliest (latest). */
const inOrder =
  (unnumbered: number) =>
  (a: Quote, b: Quote): number =>
    (a.sent_at ?? '').localeCompare(b.sent_at ?? '') || (a.version ?? unnumbered) - (b.version ?? unnumbered)

/** The versions of a deal are one quote, which the latest stands for; a quote without a deal stands for itself. */
function latestQuotes(world: World): readonly Quote[] {
  const latest = new Map<string, Quote>()
  for (const quote of sentQuotes(world).toSorted(inOrder(-1))) latest.set(quote.opportunity ?? `quote ${quote.source_id}`, quote)
  return [...latest.values()]
}

const quotePart = (world: World, quotes: readonly Quote[], value: (quote: Quote) => number | null): Part => ({
  fact: 'quote',
  items: () => quotes.map((quote): Item => ({ at: quote.sent_at, linked: linkQuote(world, quote), thing: quote, value: value(quote) })),
})

const accepted = ['accept', 'won', 'approved', '接受', '成交', '赢单']
const isAccepted = ({ status }: Quote): boolean => accepted.some((word) => (status ?? '').toLowerCase().includes(word))

/** Deals with a quote that was sent, on the day of the first. */
function quotedDeals(world: World, value: (deal: Opportunity) => number | null): Part {
  const first = new Map<Opportunity, Quote>()
  for (const quote of sentQuotes(world).toSorted(inOrder(1000))) {
    const deal = world.deal(quote.opportunity)
    if (deal !== null && !first.has(deal)) first.set(deal, quote)
  }
  return {
    fact: 'quote',
    items: () =>
      [...first].map(([deal, quote]): Item => ({ at: quote.sent_at, linked: linkQuote(world, quote), thing: deal, value: value(deal) })),
  }
}

function toDeal(world: World, { of = 'opportunities' }: Params): Metric {
  if (of === 'quotes') return share(quotePart(world, sentQuotes(world), (quote) => yes(isAccepted(quote))))
  if (of === 'opportunities') return share(quotedDeals(world, (deal) => yes(statusOf(world, deal) === 'won')))
  const worth = (deal: Opportunity): number | null => dealMoney(world, deal, deal.amount, deal.currency)
  const all = quotedDeals(world, worth)
  const isWon = ({ thing }: Item): boolean => statusOf(world, thing as Opportunity) === 'won'
  return {
    parts: [all],
    figure: ([found = []]) => divided(sumOf(found.filter(isWon)), sumOf(found)),
    n: ([found = []]) => countOf(found),
  }
}

/** What a line costs by the list, and what was asked for it; null where one of them is not known. */
interface Priced {
  readonly item: Omit<Item, 'value'>
  readonly list: number | null
  readonly net: number | null
  /** Of the list price, in the line's own currency. */
  readonly share: number | null
}

function quoteLines(world: World, isWonOnly: boolean): Priced[] {
  return latestQuotes(world).flatMap((quote) => {
    const deal = world.deal(quote.opportunity)
    if (isWonOnly && (deal === null || statusOf(world, deal) !== 'won')) return []
    return live(world.model.rows.quote_line)
      .filter((line) => line.quote === quote.source_id)
      .map(({ quantity, list_price, net_price, ...line }) => {
        const money = (price: number | null): number | null =>
          price === null ? null : converted(world.model, (quantity ?? 1) * price, quote.currency, quote.sent_at)
        const linked = { ...linkQuote(world, quote), product: world.product(line.product) }
        const list = list_price === 0 ? null : list_price
        const share = list === null || net_price === null || quantity === 0 ? null : net_price / list
        return { item: { at: quote.sent_at, linked, thing: line }, list: money(list), net: money(net_price), share }
      })
  })
}

/** Orders at the list prices of their products, in the products' currency. */
function orderLines(world: World, isWonOnly: boolean): Priced[] {
  return confirmedOrders(world).flatMap((order) => {
    const linked = linkOrder(world, order)
    if (isWonOnly && (!linked.deal || statusOf(world, linked.deal) !== 'won')) return []
    return live(world.model.rows.order_line)
      .filter((line) => line.order === order.source_id)
      .map((line) => {
        const product = world.product(line.product)
        const price = product?.list_price ?? null
        const list = line.quantity === null || price === null || price === 0 ? null : line.quantity * price
        const priced = converted(world.model, list, product?.currency ?? null, order.ordered_at)
        const net = converted(world.model, worthOf(line), line.currency ?? order.currency, order.ordered_at)
        // As the cost of a margin: a list price that no rate converts is none.
        const known = Number.isNaN(priced) && !Number.isNaN(net) ? null : priced
        return {
          item: { at: order.ordered_at, linked: { ...linked, product }, thing: line },
          list: known,
          net,
          share: known === null || net === null || known === 0 ? null : net / known,
        }
      })
  })
}

/** Quoted over list, over lines with both; the mean of the lines where that is asked. */
function realised(world: World, { basis = 'quote', weighting = 'value', deals = 'all' }: Params): Metric {
  const lines = (): Priced[] => (basis === 'order' ? orderLines : quoteLines)(world, deals === 'won')
  const part = (value: (line: Priced) => number | null, isCounted: (line: Priced) => boolean): Part => ({
    fact: basis === 'order' ? 'order line' : 'quote line',
    items: () =>
      lines()
        .filter(isCounted)
        .map((line): Item => ({ ...line.item, value: value(line) })),
  })
  if (weighting === 'simple')
    return {
      parts: [
        part(
          ({ share }) => share,
          ({ share }) => share !== null,
        ),
      ],
      figure: ([found = []]) => divided(sumOf(found), found.length),
      n: ([found = []]) => found.length,
    }
  const isPriced = ({ list, net }: Priced): boolean => list !== null && net !== null
  return {
    parts: [part(({ net }) => net, isPriced), part(({ list }) => list, isPriced)],
    figure: ([net = [], list = []]) => ratioOf(knownSumOf(net), sumOf(list)),
    n: ([found = []]) => found.length,
  }
}

export const quoteMetrics: Readonly<Record<string, MakeMetric>> = {
  quote_count: (world, { versions = 'latest' }) =>
    counting(quotePart(world, versions === 'all' ? sentQuotes(world) : latestQuotes(world), () => null)),
  quote_to_deal_rate: toDeal,
  price_realisation: realised,
  average_discount_rate(world, params) {
    const metric = realised(world, params)
    return {
      ...metric,
      figure(found, situation) {
        const share = metric.figure(found, situation)
        return share === null ? null : 1 - share
      },
    }
  },
}
