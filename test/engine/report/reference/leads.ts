import { dayOf, daysBetween, minutesBetween, plusDays } from './calendar.ts'
import { closedAt, statusOf } from './deal-state.ts'
import { counting, distribution } from './deals.ts'
import { linkLead, type World } from './linked.ts'
import { countOf, divided, onceOf, share, yes, type Item, type MakeMetric, type Params, type Part, type Situation } from './metric.ts'
import type { Activity, Lead, Text } from './rows.ts'

/** `value` 1 = it is one of those that a rate counts. */
function leadPart(
  world: World,
  counted: (lead: Lead, situation: Situation) => { readonly at: Text; readonly value?: number | null } | null,
): Part {
  return {
    fact: 'lead',
    items: (situation) =>
      world.model.rows.lead.flatMap((lead): Item[] => {
        const one = lead.is_deleted ? null : counted(lead, situation)
        return one === null ? [] : [{ at: one.at, linked: linkLead(world, lead), thing: lead, value: one.value ?? null }]
      }),
  }
}

const isInside = (from: Text, to: Text, days: number): boolean =>
  from !== null && to !== null && daysBetween(from, to) >= 0 && daysBetween(from, to) <= days

/** A deal that was there before its lead was entered came in time, too. */
const isBy = (from: Text, to: Text, days: number): boolean => from !== null && to !== null && daysBetween(from, to) <= days

/** When the lead's deal came, or was won. */
function turnedAt(world: World, lead: Lead, into: 'opportunity' | 'won'): Text {
  const deal = world.deal(lead.opportunity)
  if (deal === null) return null
  return into === 'opportunity' ? deal.created_at : statusOf(world, deal) === 'won' ? closedAt(world, deal) : null
}

function conversion(into: 'opportunity' | 'won'): MakeMetric {
  return (world, { window = 90, variant = 'cohort' }) => {
    if (variant === 'cohort')
      return share(
        leadPart(world, (lead) => ({
          at: lead.created_at,
          value: yes(isBy(lead.created_at, turnedAt(world, lead, into), Number(window))),
        })),
      )
    const turned = leadPart(world, (lead) => (turnedAt(world, lead, into) === null ? null : { at: turnedAt(world, lead, into) }))
    const all: Part = leadPart(world, (lead) => ({ at: lead.created_at }))
    return {
      parts: [turned, variant === 'pool' ? poolOf(world, into) : all],
      figure: ([above = [], below = []]) => divided(countOf(above), countOf(below)),
      n: ([, below = []]) => countOf(below),
    }
  }
}

/** Leads that had come by the end of the period and had not turned before it: as of a period, so they have no date of their own. */
function poolOf(world: World, into: 'opportunity' | 'won'): Part {
  return {
    ...leadPart(world, (lead, { period, asOf }) => {
      const turned = turnedAt(world, lead, into)
      const end = period?.to ?? asOf
      if (lead.created_at === null || dayOf(lead.created_at) > end) return null
      return turned !== null && period !== null && dayOf(turned) < period.from ? null : { at: null }
    }),
    isAsOf: true,
  }
}

const isDayOnly = (moment: string): boolean => moment.length === 10 || moment.endsWith('00:00:00')

const byPeople = (world: World, lead: Lead): Activity[] =>
  world.model.rows.activity.filter(
    (activity) =>
      !activity.is_deleted && activity.lead === lead.source_id && activity.is_automatic !== true && activity.happened_at !== null,
  )

interface Answered {
  readonly isKnownBefore: boolean
  readonly at: Text
}

/** As the source states it, else the first touch by a person at or after the creation; of a touch on the same day whose time is not known nothing can be said. */
function answered(world: World, lead: Lead): Answered {
  const created = lead.created_at
  if (created === null) return { isKnownBefore: false, at: null }
  const touches = byPeople(world, lead)
  const moments = touches.map(({ happened_at }) => happened_at ?? '')
  const answers = touches
    .flatMap(({ direction, happened_at }) => (direction === 'inbound' || happened_at === null ? [] : [happened_at]))
    .toSorted()
  const isSameDay = (moment: string): boolean => isDayOnly(moment) && dayOf(moment) === dayOf(created)
  return {
    isKnownBefore: (lead.first_response_at ?? created) < created || moments.some((moment) => moment < created && !isSameDay(moment)),
    at: lead.first_response_at ?? answers.find((moment) => moment >= created) ?? null,
  }
}

function minutes(world: World, lead: Lead): number | null {
  const { at, isKnownBefore } = answered(world, lead)
  return at === null || isKnownBefore || lead.created_at === null ? null : minutesBetween(lead.created_at, at)
}

function withinLimit(world: World, { minutes: limit = 60 }: Params): Part {
  return leadPart(world, (lead, { asOf }) => {
    const { at, isKnownBefore } = answered(world, lead)
    if (isKnownBefore || lead.created_at === null) return null
    const age = minutesBetween(lead.created_at, plusDays(asOf, 1))
    if (at === null && age <= Number(limit)) return null
    return { at: lead.created_at, value: yes(at !== null && minutesBetween(lead.created_at, at) <= Number(limit)) }
  })
}

/** By calendar days, so a call on the day of the lead counts whatever its hour; a question from the lead is no follow-up. */
function leaking(world: World, { days = 7 }: Params): Part {
  return leadPart(world, (lead, { asOf }) => {
    if (lead.created_at === null || daysBetween(lead.created_at, asOf) < Number(days)) return null
    const followed = [
      lead.first_response_at,
      ...byPeople(world, lead).flatMap(({ direction, happened_at }) => (direction === 'inbound' ? [] : [happened_at])),
    ]
    return { at: lead.created_at, value: yes(!followed.some((at) => isInside(lead.created_at, at, Number(days)))) }
  })
}

export const leadsCreated = (world: World): Part => leadPart(world, (lead) => ({ at: lead.created_at }))
export const leadsOn = (world: World, column: 'mql_at' | 'sql_at'): Part =>
  leadPart(world, (lead) => (lead[column] === null ? null : { at: lead[column] }))

export const leadMetrics: Readonly<Record<string, MakeMetric>> = {
  lead_count: (world) => counting(leadsCreated(world)),
  valid_lead_count: (world) => counting(leadPart(world, (lead) => (lead.is_valid === false ? null : { at: lead.created_at }))),
  mql_count: (world) => counting(leadsOn(world, 'mql_at')),
  sql_count: (world) => counting(leadsOn(world, 'sql_at')),
  mql_to_sql_rate: (world, { window = 90 }) =>
    share(
      leadPart(world, (lead) =>
        lead.mql_at === null ? null : { at: lead.created_at, value: yes(isInside(lead.mql_at, lead.sql_at, Number(window))) },
      ),
    ),
  lead_to_opportunity_rate: conversion('opportunity'),
  lead_to_won_rate: conversion('won'),
  lead_response_minutes: (world, _, stat = 'p50') =>
    distribution(
      leadPart(world, (lead) => ({ at: lead.created_at, value: minutes(world, lead) })),
      stat,
      onceOf,
    ),
  lead_response_within_sla_rate: (world, params) => share(withinLimit(world, params)),
  lead_leakage_rate: (world, params) => share(leaking(world, params)),
}
