import { plusDays } from './calendar.ts'
import { newCustomers } from './customers.ts'
import { leadToWonDays } from './deals.ts'
import { linkSpend, type World } from './linked.ts'
import { counted, countOf, knownSumOf, onceOf, ratioOf, statOf, type Item, type MakeMetric, type Params, type Part } from './metric.ts'
import { converted } from './money.ts'
import type { Spend } from './rows.ts'

/** Days by which spend comes before the customers it brought: the median of all that were won, unless given. */
function lagOf(world: World, { lag = 'median' }: Params): number {
  if (lag !== 'median') return Number(lag)
  const known = leadToWonDays(world)
    .items({ asOf: world.model.clock, period: null, byProduct: false })
    .filter(({ value }) => value !== null)
  const days = statOf(onceOf(known), 'p50') ?? 0
  return Math.sign(days) * Math.round(Math.abs(days))
}

/** Spend on the day of the customers it brought. */
const movedSpend = (world: World, params: Params, isCounted: (spend: Spend) => boolean): Part => ({
  fact: 'spend',
  items: () =>
    world.model.rows.spend
      .filter((spend) => !spend.is_deleted && isCounted(spend))
      .map((spend): Item => ({
        at: spend.spent_on === null ? null : plusDays(spend.spent_on, lagOf(world, params)),
        linked: linkSpend(world, spend),
        thing: spend,
        value: converted(world.model, spend.amount, spend.currency, spend.spent_on),
      })),
})

const isProgramme = ({ kind }: Spend): boolean => kind !== 'salary' && kind !== 'tool'
const isPaid = (world: World, { channel }: Spend): boolean => world.channel(channel)?.is_paid === true

function costPerCustomer(isCounted: (world: World, spend: Spend) => boolean, isPaidOnly = false): MakeMetric {
  return (world, params) => {
    const customers = counted(newCustomers(world))
    const ofPaid: Part = {
      ...customers,
      items: (situation) => customers.items(situation).filter(({ linked }) => linked.channel?.is_paid === true),
    }
    return {
      parts: [movedSpend(world, params, (spend) => isCounted(world, spend)), isPaidOnly ? ofPaid : customers],
      needsPeriod: true,
      figure: ([spent = [], won = []]) => (spent.length === 0 ? null : ratioOf(knownSumOf(spent), countOf(won))),
      n: ([, won = []]) => countOf(won),
    }
  }
}

export const acquisitionMetrics: Readonly<Record<string, MakeMetric>> = {
  cac_paid: costPerCustomer((world, spend) => isProgramme(spend) && isPaid(world, spend), true),
  cac_blended: costPerCustomer((_, spend) => isProgramme(spend)),
  cac_loaded: costPerCustomer(() => true),
}
