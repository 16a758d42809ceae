import type { Stat } from '../../../../src/contract/report-spec.ts'
import { dayOf, daysBetween } from './calendar.ts'
import { closedAt, stateOn, statusOf, type DealState } from './deal-state.ts'
import { linkDeal, type Linked, type World } from './linked.ts'
import {
  counted,
  countOf,
  divided,
  knownSumOf,
  onceOf,
  ratioOf,
  statOf,
  sumOf,
  valuesOf,
  type Item,
  type MakeMetric,
  type Metric,
  type Part,
  type Situation,
} from './metric.ts'
import { converted } from './money.ts'
import type { Opportunity, OpportunityLine, OrderLine, Text } from './rows.ts'

/** The rate of a deal is that of its closing day, of an open one that of its creation. */
export const dealMoney = (world: World, deal: Opportunity, amount: number | null, currency: Text): number | null =>
  converted(world.model, amount, currency ?? deal.currency, closedAt(world, deal) ?? deal.created_at ?? deal.expected_close_on)

export const liveDeals = (world: World): readonly Opportunity[] => world.model.rows.opportunity.filter((deal) => !deal.is_deleted)

/** The first creation of a deal that was ever open at the end of a day. */
export function firstOpen(world: World): string | null {
  const { stage_visit, opportunity } = world.model.rows
  const wasOpen = (deal: Opportunity, day: string): boolean =>
    [day, ...stage_visit.filter((visit) => visit.opportunity === deal.source_id).map(({ entered_at }) => dayOf(entered_at ?? day))].some(
      (one) => stateOn(world, deal, one) !== null,
    )
  const days = opportunity.flatMap((deal) => (deal.is_deleted || deal.created_at === null ? [] : [{ deal, day: dayOf(deal.created_at) }]))
  return (
    days
      .filter(({ deal, day }) => wasOpen(deal, day))
      .map(({ day }) => day)
      .toSorted()[0] ?? null
  )
}

/** What a line says it is worth, or how many times its price. */
export const worthOf = ({
  amount,
  quantity,
  net_price,
}: Pick<OpportunityLine | OrderLine, 'amount' | 'quantity' | 'net_price'>): number | null =>
  amount ?? (quantity === null || net_price === null ? null : quantity * net_price)

interface Counted {
  readonly at: Text
  readonly linked?: Partial<Linked>
  /** Of the deal as a whole; by product each line has its own money. */
  readonly weight?: number | null
  readonly value?: number | null
}

/** Deals that count, each once; by product once for each of its lines, with the line's money. */
export function dealItems(world: World, { byProduct }: Situation, counted: (deal: Opportunity) => Counted | null): Item[] {
  return liveDeals(world).flatMap((deal): Item[] => {
    const one = counted(deal)
    if (one === null) return []
    const linked = { ...linkDeal(world, deal), ...one.linked }
    const item = (amount: number | null, currency: Text): Omit<Item, 'linked'> => {
      const money = dealMoney(world, deal, amount, currency)
      const weighed =
        one.weight === undefined || money === null || Number.isNaN(money) ? money : one.weight === null ? null : money * one.weight
      return { at: one.at, thing: deal, value: one.value === undefined ? weighed : one.value }
    }
    const lines = byProduct
      ? world.model.rows.opportunity_line.filter((line) => !line.is_deleted && line.opportunity === deal.source_id)
      : []
    if (lines.length === 0) return [{ ...item(deal.amount, deal.currency), linked: { ...linked, product: null } }]
    return lines.map((line) => ({ ...item(worthOf(line), line.currency), linked: { ...linked, product: world.product(line.product) } }))
  })
}

function dealPart(world: World, counted: (deal: Opportunity) => Counted | null): Part {
  return { fact: 'deal', items: (situation) => dealItems(world, situation, counted) }
}

export const created = (world: World): Part => dealPart(world, (deal) => ({ at: deal.created_at }))
export const closed = (world: World, ...kinds: readonly string[]): Part =>
  dealPart(world, (deal) => (kinds.includes(statusOf(world, deal)) ? { at: closedAt(world, deal) } : null))

export function openPart(world: World, counted: (deal: Opportunity, state: DealState) => Counted | null): Part {
  return {
    fact: 'deal',
    isAsOf: true,
    items: (situation) =>
      dealItems(world, situation, (deal) => {
        const state = stateOn(world, deal, situation.asOf)
        const one = state === null ? null : counted(deal, state)
        return one === null ? null : { ...one, linked: { stage: state?.stage ?? null, ...one.linked } }
      }),
  }
}

export const counting = (part: Part): Metric => ({
  parts: [counted(part)],
  figure: ([found = []]) => countOf(found),
  n: ([found = []]) => countOf(found),
})
export const summing = (part: Part): Metric => ({
  parts: [part],
  figure: ([found = []]) => knownSumOf(found),
  n: ([found = []]) => countOf(found),
})
const isWon =
  (world: World) =>
  (item: Item): boolean =>
    item.linked.deal !== null && item.linked.deal !== undefined && statusOf(world, item.linked.deal) === 'won'

export function distribution(part: Part, stat: Stat, values: (items: readonly Item[]) => number[]): Metric {
  const known: Part = { ...part, items: (situation) => part.items(situation).filter(({ value }) => value !== null) }
  return { parts: [known], figure: ([found = []]) => statOf(values(found), stat), n: ([found = []]) => countOf(found) }
}

function winRate(measure: (items: readonly Item[]) => number, of: (part: Part) => Part): MakeMetric {
  return (world, { population = 'closed' }) => {
    const decided = population === 'cohort' ? created(world) : closed(world, 'won', 'lost')
    const open = openPart(world, () => ({ at: null }))
    return {
      parts: (population === 'all' ? [decided, open] : [decided]).map(of),
      figure: ([found = [], waiting = []]) => divided(measure(found.filter(isWon(world))), measure(found) + measure(waiting)),
      n: ([found = [], waiting = []]) => countOf(found) + countOf(waiting),
    }
  }
}

export const dealMetrics: Readonly<Record<string, MakeMetric>> = {
  opportunity_count: (world) => counting(created(world)),
  won_count: (world) => counting(closed(world, 'won')),
  lost_count: (world) => counting(closed(world, 'lost')),
  won_value: (world) => summing(closed(world, 'won')),
  lost_value: (world) => summing(closed(world, 'lost')),
  open_opportunity_count: (world) => counting(openPart(world, () => ({ at: null }))),
  pipeline_value: (world) => summing(openPart(world, () => ({ at: null }))),
  weighted_pipeline_value: (world) =>
    summing(
      openPart(world, (deal, state) =>
        // Closed since, and nobody knows where it stood then: it adds nothing.
        ({
          at: null,
          weight: state.stage === null && statusOf(world, deal) !== 'open' ? null : (state.probability ?? state.stage?.probability ?? null),
        }),
      ),
    ),
  win_rate: winRate(countOf, counted),
  win_rate_by_value: winRate(sumOf, (part) => part),
  average_deal_size: (world) => ({
    ...summing(closed(world, 'won')),
    figure: ([found = []]) => ratioOf(knownSumOf(found), countOf(found)),
  }),
  median_deal_size: (world, _, stat = 'p50') => distribution(closed(world, 'won'), stat, valuesOf),
  sales_cycle_days: (world, _, stat = 'average') =>
    distribution(
      lasting(world, (deal) => deal.created_at),
      stat,
      onceOf,
    ),
  lead_to_won_days: (world, _, stat = 'p50') =>
    distribution(
      lasting(world, (deal) => world.leadOf(deal)?.created_at ?? null),
      stat,
      onceOf,
    ),
  pipeline_velocity: (world) => ({
    parts: [
      counted(created(world)),
      counted(closed(world, 'won', 'lost')),
      lasting(world, (deal) => deal.created_at),
      closed(world, 'won'),
    ],
    needsPeriod: true,
    figure: ([started = [], ended = [], lasted = [], won = []]) => {
      const days = statOf(onceOf(lasted), 'p50')
      const size = ratioOf(knownSumOf(won), countOf(won))
      const rate = divided(countOf(won), countOf(ended))
      return days === null || size === null || rate === null ? null : divided(countOf(started) * rate * size, days)
    },
    n: ([started = []]) => countOf(started),
  }),
}

export const leadToWonDays = (world: World): Part => lasting(world, (deal) => world.leadOf(deal)?.created_at ?? null)

/** Calendar days from a moment to the win; by product a deal still lasts once. */
function lasting(world: World, since: (deal: Opportunity) => Text): Part {
  return dealPart(world, (deal) => {
    const [from, to] = [since(deal), closedAt(world, deal)]
    return statusOf(world, deal) !== 'won' ? null : { at: to, value: from === null || to === null ? null : daysBetween(from, to) }
  })
}
