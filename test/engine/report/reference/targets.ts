import { dayOf } from './calendar.ts'
import { closed, openPart } from './deals.ts'
import { type World } from './linked.ts'
import { divided, countOf, knownSumOf, sumOf, type Item, type MakeMetric, type Metric, type Part } from './metric.ts'
import { converted } from './money.ts'
import type { Target } from './rows.ts'
import { ordersPart, paymentPart } from './sales.ts'

const metricOf: Readonly<Record<string, string>> = { won: 'won_value', order: 'order_value', cash: 'received_amount' }

/** Owners' targets, or those of teams where no owner has one, or the company's: finer ones say the same thing again. */
function targetPart(world: World, basis: string): Part {
  const level = (target: Target): number => (target.owner !== null ? 2 : target.team !== null ? 1 : 0)
  const stated = world.model.rows.target.filter((target) => !target.is_deleted && target.metric === metricOf[basis])
  const finest = Math.max(...stated.map(level))
  return {
    fact: 'target',
    items: () =>
      stated
        .filter((target) => level(target) === finest)
        .map((target): Item => {
          const owner = world.person(target.owner)
          return {
            at: target.period_start,
            linked: { source: target.source, owner, team: world.team(target.team) ?? world.team(owner?.team ?? null) },
            thing: target,
            value: converted(world.model, target.amount, target.currency, target.period_start),
          }
        }),
  }
}

function reached(world: World, basis: string): Part {
  const part = basis === 'order' ? ordersPart(world) : basis === 'cash' ? paymentPart(world) : closed(world, 'won')
  return { fact: 'target', items: (situation) => part.items({ ...situation, byProduct: false }) }
}

/** Deals open at the end of the period, or now where that is earlier, that are expected to close in it: `date` is the expected day. */
function expectedPart(world: World): Part {
  return {
    fact: 'target',
    isAsOf: true,
    items: (situation) => {
      const { period, asOf } = situation
      return openPart(world, (deal) => (deal.expected_close_on === null ? null : { at: deal.expected_close_on }))
        .items({ ...situation, asOf: period !== null && period.to < asOf ? period.to : asOf, byProduct: false })
        .filter(({ at }) => at !== null && (period === null ? dayOf(at) <= asOf : dayOf(at) >= period.from && dayOf(at) <= period.to))
    },
  }
}

const attainment: MakeMetric = (world, { basis = 'won' }): Metric => ({
  parts: [reached(world, String(basis)), targetPart(world, String(basis))],
  needsPeriod: true,
  figure: ([done = [], wanted = []]) => divided(sumOf(done), sumOf(wanted)),
  n: ([done = []]) => countOf(done),
})

export const targetMetrics: Readonly<Record<string, MakeMetric>> = {
  target_value: (world, { basis = 'won' }) => ({
    parts: [targetPart(world, String(basis))],
    needsPeriod: true,
    figure: ([found = []]) => knownSumOf(found),
    n: ([found = []]) => countOf(found),
  }),
  attainment_rate: attainment,
  pipeline_coverage: (world, { against = 'target' }) => ({
    parts: [expectedPart(world), targetPart(world, 'won'), ...(against === 'remaining' ? [reached(world, 'won')] : [])],
    needsPeriod: true,
    figure([expected = [], wanted = [], won = []]) {
      const left = against === 'remaining' ? sumOf(wanted) - sumOf(won) : sumOf(wanted)
      return left <= 0 ? null : sumOf(expected) / left
    },
    n: ([expected = []]) => countOf(expected),
  }),
}
