import { plusDays } from './calendar.ts'
import type { Ticket } from './later-rows.ts'
import type { Scene } from './random-model.ts'

/** Tickets of people and of nobody, answered and not, solved and not, with a limit and without, some told to be solved before they came. */
export function randomTickets(scene: Scene): Ticket[] {
  const { random, missing, size } = scene
  if (missing.has('ticket')) return []
  const kept = random.chance(0.7) ? ['reply', 'solved', 'limit', 'csat'] : random.some(['reply', 'solved', 'limit', 'csat'], 2)
  return Array.from({ length: random.whole(1, size * 2) }, (_, index) => randomTicket(scene, index, kept))
}

function randomTicket({ random, world, ...scene }: Scene, index: number, kept: readonly string[]): Ticket {
  const opened = random.chance(0.04) ? null : scene.moment()
  const start = opened ?? scene.moment()
  const later = (what: string, missing: number, days: readonly number[]): string | null =>
    !kept.includes(what) || random.chance(missing)
      ? null
      : `${plusDays(start, random.pick(days))} ${random.pick(['09:00:00', '16:45:00', '23:30:00', '00:00:00'])}`
  return {
    source: random.pick(['crm', 'desk']),
    source_id: `ticket-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    account: random.pick(world.names.account),
    kind: random.pick(['Fault', 'Question', null]),
    priority: random.pick(['High', 'Low', null]),
    opened_at: opened,
    first_reply_at: later('reply', 0.3, [0, 0, 1, 3]),
    solved_at: later('solved', 0.3, [0, 1, 3, 9, 40]),
    sla_due_at: later('limit', 0.3, [0, 1, 3, 7, 60]),
    csat: !kept.includes('csat') || random.chance(0.4) ? null : random.pick([1, 2, 3, 3.5, 4, 5]),
  }
}
