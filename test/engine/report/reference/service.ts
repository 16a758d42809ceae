import { dayOf, minutesBetween, plusDays, timeOf } from './calendar.ts'
import { counting, distribution } from './deals.ts'
import { linkTicket } from './later-links.ts'
import type { Ticket } from './later-rows.ts'
import type { World } from './linked.ts'
import { onceOf, share, yes, type Item, type MakeMetric, type Params, type Part, type Situation } from './metric.ts'
import type { Text } from './rows.ts'
import { workingHours } from './working-time.ts'

function ticketPart(
  world: World,
  counted: (ticket: Ticket, situation: Situation) => { readonly at: Text; readonly value?: number | null } | null,
): Part {
  return {
    fact: 'ticket',
    items: (situation) =>
      world.model.rows.ticket.flatMap((ticket): Item[] => {
        const one = ticket.is_deleted ? null : counted(ticket, situation)
        return one === null ? [] : [{ at: one.at, linked: linkTicket(world, ticket), thing: ticket, value: one.value ?? null }]
      }),
  }
}

function hours(from: Text, to: Text, { hours: kind = 'calendar' }: Params): number | null {
  // A reply before the ticket is no time: left out, as for leads (C4).
  if (from === null || to === null || to < from) return null
  return kind === 'business' ? workingHours(from, to) : minutesBetween(from, to) / 60
}

/** Opened by the end of the day and not solved by then; what nobody says was opened is counted, never dropped. */
const waiting = (world: World): Part => ({
  ...ticketPart(world, ({ opened_at, solved_at }, { asOf }) =>
    (opened_at !== null && dayOf(opened_at) > asOf) || (solved_at !== null && dayOf(solved_at) <= asOf) ? null : { at: null },
  ),
  isAsOf: true,
  first: () =>
    world.model.rows.ticket
      .flatMap(({ is_deleted, opened_at }) => (is_deleted || opened_at === null ? [] : [dayOf(opened_at)]))
      .toSorted()[0] ?? null,
})

/** With a time limit, and solved or past it: a pending one past its limit has missed it. */
const limited = (world: World): Part =>
  ticketPart(world, ({ opened_at, solved_at, sla_due_at: due }, { asOf }) => {
    if (due === null || (solved_at === null && timeOf(due) >= timeOf(plusDays(asOf, 1)))) return null
    return { at: opened_at, value: yes(solved_at !== null && solved_at <= due) }
  })

export const serviceMetrics: Readonly<Record<string, MakeMetric>> = {
  ticket_count: (world) => counting(ticketPart(world, ({ opened_at }) => ({ at: opened_at }))),
  backlog_count: (world) => counting(waiting(world)),
  first_response_hours: (world, params, stat = 'average') =>
    distribution(
      ticketPart(world, ({ opened_at, first_reply_at }) => ({ at: opened_at, value: hours(opened_at, first_reply_at, params) })),
      stat,
      onceOf,
    ),
  resolution_hours: (world, params, stat = 'average') =>
    distribution(
      ticketPart(world, ({ opened_at, solved_at }) => ({ at: solved_at, value: hours(opened_at, solved_at, params) })),
      stat,
      onceOf,
    ),
  sla_attainment_rate: (world) => share(limited(world)),
  csat: (world, { satisfied = 4 }) =>
    share(
      ticketPart(world, ({ solved_at, csat }) =>
        solved_at === null || csat === null ? null : { at: solved_at, value: yes(csat >= Number(satisfied)) },
      ),
    ),
}
