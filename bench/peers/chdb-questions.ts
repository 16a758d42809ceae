import { dayNumber, dayText, firstDayOfMonth, monthNumber } from '../../src/engine/report/calendar-days.ts'

const text = 'LowCardinality(Nullable(String))'

/** The rows of the questions as one would load them there: dates as dates, texts as dictionaries, durations as whole numbers. */
export const chdbTables = [
  {
    name: 'lead',
    sql: `select (date '1970-01-01' + l.created_day) as created_on, c.source_name as source, c.medium, c.name as channel, g.name as campaign, p.name as owner,
      p.manager, p.team, l.region, l.industry, l.status, l.product_interest as interest, l.response_seconds::integer as response_seconds,
      (l.opportunity_day - l.created_day)::integer as opportunity_days, (l.won_day - l.created_day)::integer as won_days
      from mart.lead l left join mart.channel c on c.ref = l.channel_ref left join mart.campaign g on g.ref = l.campaign_ref
      left join mart.person p on p.ref = l.owner_ref order by l.created_day`,
    columns: `created_on Date32, ${['source', 'medium', 'channel', 'campaign', 'owner', 'manager', 'team', 'region', 'industry', 'status', 'interest'].map((name) => `${name} ${text}`).join(', ')},
      response_seconds Nullable(Int32), opportunity_days Nullable(Int32), won_days Nullable(Int32)`,
    order: 'created_on',
  },
  {
    name: 'opportunity',
    sql: `select (date '1970-01-01' + o.closed_day) as closed_on, o.status, o.competitor, c.source_name as source, o.amount_reporting as amount
      from mart.opportunity o left join mart.channel c on c.ref = o.channel_ref where o.closed_day is not null order by o.closed_day`,
    columns: `closed_on Date32, status LowCardinality(String), competitor ${text}, source ${text}, amount Nullable(Decimal(18, 4))`,
    order: 'closed_on',
  },
  {
    name: 'payment',
    sql: `select (date '1970-01-01' + p.received_day) as received_on, a.name as account, (date '1970-01-01' + a.first_won_day) as first_won_on, p.amount_reporting as amount
      from mart.payment p left join mart.account a on a.ref = p.account_ref where p.is_valid order by p.received_day`,
    columns: 'received_on Date32, account Nullable(String), first_won_on Nullable(Date32), amount Nullable(Decimal(18, 4))',
    order: 'received_on',
  },
  {
    name: 'state',
    sql: `select (date '1970-01-01' + s.from_day) as from_on, (date '1970-01-01' + s.to_day) as to_on, c.source_name as source, s.amount_reporting as amount
      from mart.opportunity_state s left join mart.channel c on c.ref = s.channel_ref where s.from_day is not null order by s.from_day`,
    columns: `from_on Date32, to_on Nullable(Date32), source ${text}, amount Nullable(Decimal(18, 4))`,
    order: 'from_on',
  },
] as const

const month = (day: string): string => `toDate32(toStartOfMonth(${day}))`
const plain = (name: string): string => `CAST(${name} AS Nullable(String))`
const tiles = ['source', 'medium', 'channel', 'campaign', 'owner', 'manager', 'team', 'region', 'industry', 'status', 'interest']

/** The eight questions in the words of ClickHouse, by their ids; columns are named as question.ts says. */
export function chdbQuestions(until: string): Readonly<Record<string, readonly string[]>> {
  const lastMonth = monthNumber(dayNumber(until))
  const from = (months: number): string => `'${dayText(firstDayOfMonth(lastMonth - months + 1))}'`
  const brushed = `from lead where created_on between ${from(6)} and '${until}'`
  return {
    'Q1 as rates': [
      `select ${plain('source')} as r0, ${month('created_on')} as r1, count() as v0, countIf(opportunity_days <= 90) / count() as v1, countIf(won_days <= 90) / count() as v2
      from lead group by r0, r1 order by r0, r1`,
    ],
    'Q2 of responses': [
      `select ${plain('channel')} as r0, ${plain('owner')} as r1, count() as v0, quantileExactInclusive(0.5)(response_seconds) / 60 as v1
      from lead group by r0, r1 order by r0, r1`,
    ],
    Q3: [
      `select ${plain('competitor')} as r0, ${plain('source')} as r1, countIf(status = 'won') as v0, countIf(status = 'lost') as v1, ifNull(sumIf(amount, status = 'won'), 0) as v2,
      countIf(status = 'won') / count() as v3
      from opportunity where closed_on between ${from(24)} and '${until}' and status in ('won', 'lost') group by r0, r1 order by r0, r1`,
    ],
    'Q4 of customers': [`select account as r0, sum(amount) as v0 from payment group by r0 order by v0 desc, r0 limit 100`],
    'Q5 of money': [
      `select ${month('first_won_on')} as r0, ${month('received_on')} as r1, sum(amount) as v0 from payment group by r0, r1 order by r0, r1`,
    ],
    'Q6 as a report': [
      `with cells as (
        select ${plain('region')} as region, ${plain('source')} as source, ${month('created_on')} as m, owner from lead
      )
      select region as r0, source as r1, m as c0, count() as v0, uniqExact(owner) as v1,
        toInt32(2 - grouping(region) - grouping(source)) as level, toInt32(1 - grouping(m)) as across
      from cells group by grouping sets ((region, source, m), (region, m), (m), (region, source), (region), ()) order by r0, r1, c0`,
    ],
    'Q7 of deals': [
      `select toDate32(b) as r0, ${plain('source')} as r1, count() as v0, sum(amount) as v1 from (
        select source, amount, arrayJoin(arrayMap(i -> addMonths(toStartOfMonth(from_on), i),
          range(toUInt32(greatest(0, dateDiff('month', toStartOfMonth(from_on), toStartOfMonth(ifNull(to_on, addMonths(toDate32('${until}'), 1))))))))) as b
        from state
      ) where b <= '${until}' group by r0, r1 order by r0, r1`,
    ],
    Q8: [
      `select toDate32(toStartOfWeek(created_on, 1)) as r0, count() as v0 ${brushed} group by r0 order by r0`,
      ...tiles.map((name) => `select ${plain(name)} as r0, count() as v0 ${brushed} group by r0 order by r0`),
    ],
  }
}
