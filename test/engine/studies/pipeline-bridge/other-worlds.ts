import type { Database } from '../../../../src/engine/database/database.ts'
import { endsOf, openDeals, type NaiveLoad } from '../../ingest/loads/naive-history.ts'
import { stages } from '../../ingest/loads/random-history.ts'
import type { State, World } from './naive-bridge.ts'
import { dayOf, unitsOf } from './random-lives.ts'

const numberOf = (day: string): number => Date.parse(day.slice(0, 10)) / 86_400_000

/** Loads, replayed row by row: who was open at the end of which day. */
export function worldOfLoads(loads: readonly NaiveLoad[], firstDay: number, lastDay: number): World {
  const days = new Map<number, Map<string, State>>()
  for (let day = firstDay; day <= lastDay; day += 1) {
    const open = openDeals(loads, stages, dayOf(day), null)
    days.set(
      day,
      new Map(
        open.map(({ deal, owner, stage, amount, expected }) => [
          deal,
          {
            owner,
            stage,
            amount: unitsOf(amount === null ? null : String(amount)),
            expected: expected === null ? null : numberOf(expected),
          },
        ]),
      ),
    )
  }
  const ends = endsOf(loads, stages)
  const stateOn = (deal: string, day: number): State | null => days.get(day)?.get(deal) ?? null
  const isWon = (stage: string | null): 'won' | 'lost' => (stage === 'Closed Won' ? 'won' : 'lost')
  return {
    deals: [...ends.keys()],
    firstDay,
    stateOn,
    createdOn: (deal) => {
      const created = ends.get(deal)?.created ?? null
      return created === null ? null : numberOf(created)
    },
    fateOn: (deal, day) => {
      const end = ends.get(deal)
      if (end === undefined) throw new Error(`no deal ${deal}`)
      let isOpenLater = false
      for (let later = day + 1; later <= lastDay; later += 1) isOpenLater ||= stateOn(deal, later) !== null
      const closed = end.closedIn(dayOf(day))
      if (closed?.isFinal === true && !end.isGone && !isOpenLater)
        return { fate: isWon(closed.stage), finalAmount: unitsOf(end.amount === null ? null : String(end.amount)) }
      let last = day
      while (last > firstDay && stateOn(deal, last) === null) last -= 1
      const then = end.closedIn(dayOf(last + 1))
      return { fate: then === null ? 'gone' : isWon(then.stage), finalAmount: null }
    },
  }
}

interface Span {
  readonly deal: string
  readonly from_day: number | null
  readonly to_day: number | null
  readonly owner: string | null
  readonly stage: string | null
  readonly amount: string | null
  readonly expected: number | null
  readonly ended_as: 'won' | 'lost' | 'gone' | null
}

/** The spans of days that a workspace holds of the deals of customers in China, read as plain rows. */
export async function worldOfSpans(database: Database): Promise<World> {
  const spans = await database.rows<Span>(
    `select s.source_id as deal, from_day, to_day, p.name as owner, g.name as stage, amount_reporting::varchar as amount, expected_close_day as expected, ended_as
     from mart.opportunity_state s left join mart.person p on p.ref = s.owner_ref left join mart.stage g on g.ref = s.stage_ref
     join mart.account a on a.ref = s.account_ref where a.country = '中国' order by from_day nulls first`,
  )
  const closings = await database.rows<{
    deal: string
    status: 'open' | 'won' | 'lost'
    closed: number
    created: number | null
    amount: string | null
  }>(
    'select source_id as deal, status, closed_day as closed, created_day as created, amount_reporting::varchar as amount from mart.opportunity',
  )
  const deals = new Map<string, Span[]>()
  for (const span of spans) deals.set(span.deal, [...(deals.get(span.deal) ?? []), span])
  const final = new Map(closings.map((row) => [row.deal, row]))
  const spanOn = (deal: string, day: number): Span | undefined =>
    deals.get(deal)?.find(({ from_day: from, to_day: to }) => (from ?? -Infinity) <= day && day < (to ?? Infinity))
  return {
    deals: [...deals.keys()],
    firstDay: 0,
    stateOn: (deal, day) => {
      const span = spanOn(deal, day)
      return span === undefined ? null : { owner: span.owner, stage: span.stage, amount: unitsOf(span.amount), expected: span.expected }
    },
    createdOn: (deal) => final.get(deal)?.created ?? null,
    fateOn: (deal, day) => {
      const end = final.get(deal)
      const isOpenLater = deals.get(deal)?.some(({ from_day: from }) => (from ?? -Infinity) > day) ?? false
      if (end !== undefined && end.status !== 'open' && end.closed <= day && !isOpenLater)
        return { fate: end.status, finalAmount: unitsOf(end.amount) }
      const last = deals.get(deal)?.findLast(({ from_day: from }) => (from ?? -Infinity) <= day)
      return { fate: last?.ended_as ?? 'gone', finalAmount: null }
    },
  }
}
