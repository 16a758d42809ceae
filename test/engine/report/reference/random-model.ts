import { plusDays } from './calendar.ts'
import { randomDeals } from './random-deals.ts'
import { randomFrom, type Random } from './random.ts'
import { randomLeads } from './random-leads.ts'
import { randomTickets } from './random-service.ts'
import { randomContracts } from './random-contracts.ts'
import { randomLater } from './random-later.ts'
import { randomSales } from './random-sales.ts'
import { randomWorld, type World } from './random-world.ts'
import type { ExchangeRate, Model, Text } from './rows.ts'

/** What the generators of one model share. */
export interface Scene {
  readonly random: Random
  readonly world: World
  readonly clock: string
  readonly currencies: readonly Text[]
  readonly size: number
  /** The kinds of rows that this model has none of. */
  readonly missing: ReadonlySet<string>
  day(): string
  /** A moment: midnight where only the day is known. */
  moment(): string
  amount(): number | null
  /** Some rows are marked as deleted. */
  isDeleted(): boolean
}

const firstDay = '2025-01-01'

export function randomModel(seed: number): Model {
  const random = randomFrom(seed)
  const world = randomWorld(random)
  const currencies: readonly Text[] = random.chance(0.5) ? [null, 'CNY'] : [null, 'CNY', 'USD', 'EUR']
  const kinds = [
    'ticket',
    'quote',
    'quote_line',
    'contract',
    'delivery',
    'instalment',
    'invoice',
    'payment_allocation',
    'lead',
    'opportunity',
    'opportunity_line',
    'stage_visit',
    'activity',
    'touch',
    'order',
    'order_line',
    'payment',
    'spend',
    'target',
  ]
  const isTimed = random.chance(0.5)
  const day = (): string => plusDays(firstDay, random.whole(0, 545))
  const time = (): string => `${String(random.whole(0, 23)).padStart(2, '0')}:${random.pick(['00', '15', '59'])}:00`
  const scene: Scene = {
    random,
    world,
    clock: random.pick(['2026-06-30', '2026-05-15', '2026-06-01']),
    currencies,
    size: random.pick([3, 8, 15, 25]),
    // Marts of rows that are not there cost a tenth: most models tell of a few things only.
    missing: new Set(random.chance(0.2) ? [] : random.some(kinds, random.whole(5, 13))),
    day,
    moment: () => `${day()} ${isTimed ? time() : '00:00:00'}`,
    amount: () => (random.chance(0.1) ? null : random.chance(0.05) ? 0 : random.pick([100, 200, 250.5, 1000, random.whole(1, 999) + 0.25])),
    isDeleted: () => random.chance(0.06),
  }
  const deals = randomDeals(scene)
  const leads = randomLeads(scene, deals.opportunity)
  const contract = randomContracts(scene, deals.opportunity)
  const sales = randomSales(scene, deals.opportunity, contract)
  const { names: _, spellings, ...described } = world
  return {
    rows: {
      ...described,
      ...deals,
      ...leads,
      ...sales,
      ticket: randomTickets(scene),
      ...randomLater(scene, deals.opportunity, contract, sales),
      exchange_rate: currencies.length > 2 ? randomRates(random) : [],
    },
    spellings,
    reportingCurrency: 'CNY',
    clock: scene.clock,
    firstDayOfWeek: random.pick([1, 1, 7, 5]),
    fiscalYearStartMonth: random.pick([1, 4, 7]),
  }
}

/** Dollars come with their own rates, euros with those of the other direction; some models lack the first year of one. */
function randomRates(random: Random): ExchangeRate[] {
  const days = ['2024-12-01', '2025-07-01', '2026-01-15']
  const kept = (): readonly string[] => (random.chance(0.7) ? days : days.slice(random.whole(0, 2)))
  const rates = [
    ...kept().map((valid_on) => ({ from_currency: 'USD', to_currency: 'CNY', valid_on, rate: random.pick([7, 7.25, 6.5]) })),
    ...kept().map((valid_on) => ({ from_currency: 'CNY', to_currency: 'EUR', valid_on, rate: random.pick([0.125, 0.25, 0.16]) })),
  ]
  return rates.map((rate, index) => ({ source: 'sheet', source_id: `rate-${index + 1}`, ...rate }))
}
