import { pivotQuestions } from './pivot-questions.ts'
import { monthStart, type Question, type Span } from './question.ts'

const window = 90 * 86_400
const within = (later: string, earlier: string): string => `l.${later} >= ${earlier} and l.${later} <= l.created_at + interval 90 day`
const mql = within('mql_at', 'l.created_at')
const sql = `${mql} and ${within('sql_at', 'l.mql_at')}`
const opportunity = `${sql} and o.created_at >= l.sql_at and o.created_at <= l.created_at + interval 90 day`
const won = `${opportunity} and ${within('won_at', 'o.created_at')}`

/** Q1: how far leads came within 90 days, in order; and the rates that the catalogue has of it. */
const funnel: readonly Question[] = [
  {
    id: 'Q1',
    title: 'funnel of five steps in order within 90 days, by source and month',
    specs: null,
    keyed: [
      `with depths as (
    select source, created_month,
      case when mql_seconds between 0 and ${window} then
        case when sql_seconds between mql_seconds and ${window} then
          case when opportunity_seconds between sql_seconds and ${window} then
            case when won_seconds between opportunity_seconds and ${window} then 4 else 3 end else 2 end else 1 end else 0 end as depth
    from lead
  )
  select w.name as r0, ${monthStart('created_month')} as r1, v0, v1, v2, v3, v4
  from (
    select source, created_month, count(*) as v0, ${[1, 2, 3, 4].map((step) => `sum((depth >= ${step})::utinyint)::bigint as v${step}`).join(', ')}
    from depths group by all
  ) left join word.source w on w.code = source order by all`,
    ],
    plain: [
      `select c.source_name as r0, date_trunc('month', l.created_at)::date as r1, count(*) as v0, count(*) filter (where ${mql}) as v1,
    count(*) filter (where ${sql}) as v2, count(*) filter (where ${opportunity}) as v3, count(*) filter (where ${won}) as v4
  from mart.lead l left join mart.channel c on c.ref = l.channel_ref left join mart.opportunity o on o.id = l.opportunity_id
  group by all order by all`,
    ],
  },
  {
    id: 'Q1 as rates',
    title: 'leads, share with a deal and share won within 90 days, by source and month',
    specs: [
      {
        rows: [{ field: 'channel.source' }, { field: 'date' }],
        values: [{ metric: 'lead_count' }, { metric: 'lead_to_opportunity_rate' }, { metric: 'lead_to_won_rate' }],
      },
    ],
    keyed: [
      `select w.name as r0, ${monthStart('created_month')} as r1, v0, opportunities / v0 as v1, wins / v0 as v2
  from (
    select source, created_month, count(*) as v0, sum(case when opportunity_days <= 90 then 1 else 0 end) as opportunities,
      sum(case when won_days <= 90 then 1 else 0 end) as wins
    from lead group by all
  ) left join word.source w on w.code = source order by all`,
    ],
    plain: null,
  },
]

const tiles: Readonly<Record<string, string>> = {
  source: 'channel.source',
  medium: 'channel.medium',
  channel: 'channel.name',
  campaign: 'campaign.name',
  owner: 'owner.name',
  manager: 'owner.manager',
  team: 'team.name',
  region: 'lead.region',
  industry: 'lead.industry',
  status: 'lead.status',
  interest: 'lead.product_interest',
}

/** Q8: what a dashboard asks when a span of days is brushed. */
function dashboard({ from, to, firstDay, lastDay }: Span): Question {
  const values = [{ metric: 'lead_count' }]
  const period = { from, to }
  const brushed = `from lead where created_day between ${firstDay} and ${lastDay}`
  return {
    id: 'Q8',
    title: `12 tiles of leads created in ${from} to ${to}, one after the other`,
    specs: [
      { rows: [{ field: 'date', grain: 'week' }], values, period },
      ...Object.values(tiles).map((field) => ({ rows: [{ field }], values, period })),
    ],
    keyed: [
      `select date '1970-01-01' + (week * 7 - 3)::integer as r0, v0
  from (select (created_day + 3) // 7 as week, count(*) as v0 ${brushed} group by week) order by all`,
      ...Object.keys(tiles).map(
        (name) => `select w.name as r0, v0
  from (select ${name} as code, count(*) as v0 ${brushed} group by ${name}) t left join word.${name} w on w.code = t.code order by all`,
      ),
    ],
    plain: null,
  }
}

/** `lastOwner` is the highest code of an owner. */
export function leadQuestions(halfYear: Span, lastOwner: number): readonly Question[] {
  return [...funnel, ...pivotQuestions(lastOwner), dashboard(halfYear)]
}
