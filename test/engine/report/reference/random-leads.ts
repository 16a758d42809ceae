import { dayOf, plusDays } from './calendar.ts'
import type { Scene } from './random-model.ts'
import type { Activity, Lead, Opportunity, Rows, Text, Touch } from './rows.ts'

export function randomLeads(scene: Scene, deals: readonly Opportunity[]): Pick<Rows, 'lead' | 'activity' | 'touch'> {
  const { random, missing, size } = scene
  const free = [...deals]
  const lead = missing.has('lead')
    ? []
    : Array.from({ length: random.whole(Math.ceil(size / 2), size * 2) }, (_, index) => randomLead(scene, index, free))
  const many = (kind: string, count: number): number => (missing.has(kind) ? 0 : random.whole(1, count))
  return {
    lead,
    activity: Array.from({ length: many('activity', size * 4) }, (_, index) => randomActivity(scene, index, lead, deals)),
    touch: Array.from({ length: many('touch', size) }, (_, index) => randomTouch(scene, index, lead)),
  }
}

function randomLead({ random, world, ...scene }: Scene, index: number, free: Opportunity[]): Lead {
  const created = random.chance(0.04) ? null : scene.moment()
  const start = created ?? scene.moment()
  const later = (most: number): string => `${plusDays(start, random.whole(0, most))} ${random.pick(['09:00:00', '00:00:00', '23:59:00'])}`
  const mql = random.chance(0.5) ? later(60) : null
  const deal = random.chance(0.5) ? free.splice(random.whole(0, Math.max(0, free.length - 1)), 1)[0] : undefined
  const text = (values: readonly string[]): Text => (random.chance(0.3) ? null : random.pick(values))
  return {
    source: 'crm',
    source_id: `lead-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    created_at: created,
    account: random.chance(0.5) ? null : (deal?.account ?? random.pick(world.names.account)),
    opportunity: deal?.source_id ?? null,
    channel: random.pick(world.names.channel),
    campaign: random.pick(world.names.campaign),
    status: text(['new', 'working', 'converted']),
    is_valid: random.chance(0.4) ? null : random.chance(0.7),
    mql_at: mql,
    sql_at: random.chance(0.5) ? later(150) : null,
    first_response_at: random.chance(0.2) ? later(3) : null,
    converted_at: deal === undefined && random.chance(0.8) ? null : later(90),
    score: random.chance(0.3) ? null : random.whole(0, 100),
    disqualified_reason: text(['spam', 'budget']),
    product_interest: text(['Pump', 'Cloud']),
    industry: text(['Food', 'Steel']),
    region: text(['East', 'North']),
  }
}

function randomActivity(
  { random, world, ...scene }: Scene,
  index: number,
  leads: readonly Lead[],
  deals: readonly Opportunity[],
): Activity {
  const lead = leads.length > 0 && random.chance(0.5) ? random.pick(leads) : null
  const deal = lead === null && deals.length > 0 && random.chance(0.7) ? random.pick(deals) : null
  const near = lead?.created_at ?? deal?.created_at ?? null
  const moment =
    near === null || random.chance(0.3)
      ? scene.moment()
      : `${plusDays(dayOf(near), random.pick([0, 0, 1, 7, 8, -1, random.whole(0, 60)]))} ${random.pick(['00:00:00', '10:00:00', near.slice(11)])}`
  return {
    source: 'crm',
    source_id: `activity-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    happened_at: random.chance(0.03) ? null : moment,
    kind: random.chance(0.2) ? null : random.pick(['Call', 'Mail', 'Visit']),
    direction: random.pick(['outbound', 'outbound', 'inbound', null]),
    is_automatic: random.pick([true, false, false, null]),
    lead: lead?.source_id ?? null,
    opportunity: deal?.source_id ?? null,
    account: random.chance(0.3) ? random.pick(world.names.account) : null,
  }
}

function randomTouch({ random, world, ...scene }: Scene, index: number, leads: readonly Lead[]): Touch {
  return {
    source: 'crm',
    source_id: `touch-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: null,
    happened_at: `${scene.day()} ${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`,
    lead: leads.length > 0 && random.chance(0.3) ? random.pick(leads).source_id : null,
    account: random.pick(world.names.account),
    channel: random.pick(world.names.channel),
    campaign: random.pick(world.names.campaign),
  }
}
