import { dayOf, plusDays } from './calendar.ts'
import type { Scene } from './random-model.ts'
import type { Opportunity, OpportunityLine, Rows, Stage, StageVisit, Text } from './rows.ts'

type Deals = Pick<Rows, 'opportunity' | 'opportunity_line' | 'stage_visit'>

export function randomDeals(scene: Scene): Deals {
  const { random, missing, size } = scene
  if (missing.has('opportunity')) return { opportunity: [], opportunity_line: [], stage_visit: [] }
  const usesStages = random.chance(0.7)
  const opportunity = Array.from({ length: random.whole(Math.ceil(size / 2), size * 2) }, (_, index) =>
    randomDeal(scene, index, usesStages),
  )
  return {
    opportunity,
    opportunity_line: missing.has('opportunity_line') ? [] : opportunity.flatMap((deal) => randomLines(scene, deal)),
    stage_visit:
      missing.has('stage_visit') || !usesStages ? [] : opportunity.flatMap((deal) => (random.chance(0.3) ? [] : randomVisits(scene, deal))),
  }
}

function randomDeal({ random, world, clock, ...scene }: Scene, index: number, usesStages: boolean): Opportunity {
  const kind = random.pick(['open', 'won', 'won', 'lost'] as const)
  const pipeline = random.pick(world.pipeline).name
  const stage = random.pick(world.stage.filter((one) => one.pipeline === pipeline && one.kind === kind))
  const created = random.chance(0.08) ? null : scene.moment()
  const start = dayOf(created ?? scene.day())
  const closed = plusDays(start, random.pick([0, 1, 30, 30, random.whole(0, 120)]))
  const text = (values: readonly string[]): Text => (random.chance(0.3) ? null : random.pick(values))
  return {
    source: 'crm',
    source_id: `opportunity-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    created_at: created,
    name: `Deal ${random.whole(1, 30)}`,
    account: random.pick(world.names.account),
    lead: null,
    pipeline: usesStages ? pipeline : null,
    stage: usesStages ? stage.name : null,
    status: usesStages && random.chance(0.5) ? null : kind,
    amount: scene.amount(),
    currency: random.pick(scene.currencies),
    probability: random.chance(0.7) ? null : random.whole(0, 10) / 10,
    expected_close_on: random.chance(0.2) ? null : plusDays(clock, random.whole(-200, 120)),
    closed_at: kind === 'open' || random.chance(0.03) ? null : `${closed > clock ? clock : closed} 00:00:00`,
    won_reason: kind === 'won' ? text(['price', 'trust']) : null,
    lost_reason: kind === 'lost' ? text(['price', 'time']) : null,
    competitor: text(['Acme', 'Umbra']),
    forecast_category: random.chance(0.8) ? null : 'commit',
    type: text(['new', 'repeat']),
    channel: random.pick(world.names.channel),
    campaign: random.pick(world.names.campaign),
  }
}

/** None, one, or several lines, which need not add up to the deal. */
function randomLines({ random, world, ...scene }: Scene, deal: Opportunity): OpportunityLine[] {
  return Array.from({ length: random.pick([0, 0, 1, 2, 3]) }, (_, index) => ({
    source: 'crm',
    source_id: `${deal.source_id}-line-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: null,
    opportunity: deal.source_id,
    product: random.pick(world.names.product),
    amount: random.chance(0.5) && deal.amount !== null ? Math.round(deal.amount * 50) / 100 : scene.amount(),
    quantity: random.chance(0.5) ? null : random.whole(1, 4),
    net_price: random.chance(0.5) ? null : random.pick([20, 12.5]),
    currency: random.chance(0.7) ? null : random.pick([deal.currency, ...scene.currencies]),
  }))
}

/** The way to where the deal stands now, with skipped stages, steps back and deals that were lost and taken up again. */
function randomVisits({ random, world }: Scene, deal: Opportunity): StageVisit[] {
  const stages = world.stage.filter((one) => one.pipeline === deal.pipeline)
  const last = stages.find((one) => one.name === deal.stage)
  if (deal.created_at === null || last === undefined) return []
  const open = stages.filter((one) => one.kind === 'open')
  const way: Stage[] = [...Array.from({ length: random.whole(0, 3) }, () => random.pick(open)), last]
  if (random.chance(0.15)) way.unshift(random.pick(open), random.pick(stages.filter((one) => one.kind === 'lost')))
  const closed = deal.closed_at === null ? null : dayOf(deal.closed_at)
  const step = Math.max(1, random.whole(1, 25))
  return way.map((stage, index) => ({
    source: 'crm',
    source_id: `${deal.source_id}-visit-${index + 1}`,
    is_deleted: false,
    owner: null,
    opportunity: deal.source_id,
    pipeline: stage.pipeline,
    stage: stage.name,
    entered_at:
      index === way.length - 1 && closed !== null
        ? `${closed} 10:00:00`
        : `${earlier(plusDays(deal.created_at ?? '', index * step), closed)} 0${index}:00:00`,
  }))
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day
}
