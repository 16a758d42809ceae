import { dayNumber } from '../../src/engine/report/calendar-days.ts'
import { monthStart, type Question, type Span } from './question.ts'

const wonIn = ({ firstDay, lastDay }: Span): string => `outcome = 1 and closed_day between ${firstDay} and ${lastDay}`

/** An order with several lines of one product line is one row behind the number; its money is that of the lines. */
const revenue: Question = {
  id: 'R09',
  title: 'order value by month and product line, product lines across, with totals',
  specs: [
    {
      rows: [{ field: 'date' }],
      columns: [{ field: 'product.line' }],
      values: [{ metric: 'order_value' }],
      totals: { rows: 'grand', columns: 'grand' },
    },
  ],
  keyed: [
    `with cells as (select ordered_month as month, line, sum(amount) as amount from order_line group by all),
  totals as (
    select month, line, 1 - grouping(month) as level, 1 - grouping(line) as across, sum(amount) as v0
    from cells group by cube (month, line)
  )
  select ${monthStart('month')} as r0, w.name as c0, v0, level, across from totals left join word.line w on w.code = line order by all`,
  ],
  plain: null,
}

function weightedPipeline(day: string): Question {
  const asOf = dayNumber(day)
  return {
    id: 'R10',
    title: `weighted pipeline by stage as of ${day}, with its total`,
    specs: [
      {
        rows: [{ field: 'stage.name' }],
        values: [{ metric: 'weighted_pipeline_value' }, { metric: 'open_opportunity_count' }],
        asOf: day,
        totals: { rows: 'grand' },
      },
    ],
    keyed: [
      `select w.name as r0, v0, v1, level from (
    select stage, min(place) as place, 1 - grouping(stage) as level, sum(weighted) as v0, count(*) as v1
    from opportunity_state where (from_day is null or from_day <= ${asOf}) and (to_day is null or to_day > ${asOf})
    group by grouping sets ((stage), ())
  ) left join word.stage w on w.code = stage order by level desc, place, r0`,
    ],
    plain: null,
  }
}

function winRates(span: Span): Question {
  return {
    id: 'R11',
    title: 'win rate and wins by owner, two years, with the total',
    specs: [
      {
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'win_rate' }, { metric: 'won_count' }],
        period: { from: span.from, to: span.to },
        totals: { rows: 'grand' },
      },
    ],
    keyed: [
      `select w.name as r0, won / n as v0, won::bigint as v1, level from (
    select owner, 1 - grouping(owner) as level, count(*) as n, sum((outcome = 1)::utinyint) as won
    from opportunity where outcome > 0 and closed_day between ${span.firstDay} and ${span.lastDay} group by grouping sets ((owner), ())
  ) left join word.owner w on w.code = owner order by all`,
    ],
    plain: null,
  }
}

const leads: Question = {
  id: 'R12',
  title: 'leads and valid leads by channel, months across, all totals',
  specs: [
    {
      rows: [{ field: 'channel.name' }],
      columns: [{ field: 'date' }],
      values: [{ metric: 'lead_count' }, { metric: 'valid_lead_count' }],
      totals: { rows: 'all-levels', columns: 'grand' },
    },
  ],
  keyed: [
    `with cells as (
    select channel, created_month as month, count(*) as n, sum(is_valid::utinyint) as valid from lead group by all
  ), totals as (
    select channel, month, 1 - grouping(channel) as level, 1 - grouping(month) as across, sum(n)::bigint as v0, sum(valid)::bigint as v1
    from cells group by cube (channel, month)
  )
  select w.name as r0, ${monthStart('month')} as c0, v0, v1, level, across from totals left join word.channel w on w.code = channel order by all`,
  ],
  plain: null,
}

function overdue(day: string): Question {
  const asOf = dayNumber(day)
  const late = `${asOf} - due_day`
  const bands = [30, 60, 90, 180].map((days, index) => `when ${late} <= ${days} then ${index + 1}`).join(' ')
  return {
    id: 'R13',
    title: `overdue receivables by age and owner as of ${day}, all totals`,
    specs: [
      {
        rows: [{ field: 'instalment.ageing_bucket' }, { field: 'owner.name' }],
        values: [{ metric: 'overdue_balance' }],
        asOf: day,
        totals: { rows: 'all-levels' },
      },
    ],
    keyed: [
      `with cells as (
    select case ${bands} else 5 end as band, owner, sum(balance) as balance
    from receivable where from_day <= ${asOf} and (to_day is null or to_day > ${asOf}) and due_day < ${asOf} group by all
  ), totals as (
    select band, owner, 2 - grouping(band) - grouping(owner) as level, sum(balance) as v0 from cells group by rollup (band, owner)
  )
  select (['1-30', '31-60', '61-90', '91-180', '>180'])[band] as r0, w.name as r1, v0, level
  from totals left join word.owner w on w.code = owner order by band, level, r1`,
    ],
    plain: null,
  }
}

function attainment({ from, to, firstDay, lastDay }: Span): Question {
  return {
    id: 'R14',
    title: 'won value, target and attainment by owner, twelve months, with the total',
    specs: [
      {
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'won_value' }, { metric: 'target_value' }, { metric: 'attainment_rate' }],
        period: { from, to },
        totals: { rows: 'grand' },
      },
    ],
    keyed: [
      `with cells as (
    select owner, sum(amount) as won, null as target from opportunity where ${wonIn({ from, to, firstDay, lastDay, lastMonth: 0 })} group by owner
    union all
    select owner, null, sum(amount) from target
    where period_day between ${firstDay} and ${lastDay} and level = (select min(level) from target) group by owner
  ), totals as (
    select owner, 1 - grouping(owner) as level, sum(won) as won, sum(target) as target from cells group by grouping sets ((owner), ())
  )
  select w.name as r0, coalesce(won, 0) as v0, coalesce(target, 0) as v1, coalesce(won::double, 0) / nullif(target::double, 0) as v2, level
  from totals left join word.owner w on w.code = owner order by all`,
    ],
    plain: null,
  }
}

const replies: Question = {
  id: 'R15',
  title: 'nine tenths of first replies to tickets by priority and month',
  specs: [
    {
      rows: [{ field: 'ticket.priority' }, { field: 'date' }],
      values: [{ metric: 'first_response_hours', stat: 'p90' }],
    },
  ],
  keyed: [
    `select w.name as r0, ${monthStart('month')} as r1, v0 from (
    select priority, opened_month as month, quantile_cont(reply_seconds, 0.9) / 3600 as v0
    from ticket where reply_seconds is not null group by all
  ) left join word.priority w on w.code = priority order by all`,
  ],
  plain: null,
}

function comparison(year: Span): Question {
  const { firstDay, lastDay, lastMonth, from, to } = year
  const first = lastMonth - 11
  const sum = (test: string): string => `sum(case when closed_month ${test} ${first} then amount end)`
  return {
    id: 'R16',
    title: 'won value by month beside the year before, with the change',
    specs: [
      {
        rows: [{ field: 'date' }],
        values: [{ metric: 'won_value' }],
        period: { from, to },
        compare: ['previous-year'],
        calculations: [{ of: 'won_value', as: 'relative-difference', against: 'previous-year' }],
      },
    ],
    keyed: [
      `select ${monthStart('month')} as r0, v0, v1, (v0 - v1)::double / nullif(abs(v1::double), 0) as v2 from (
    select case when closed_month < ${first} then closed_month + 12 else closed_month end as month, ${sum('>=')} as v0, ${sum('<')} as v1
    from opportunity where outcome = 1 and closed_day between ${firstDay - 365} and ${lastDay} group by all
  ) order by r0`,
    ],
    plain: null,
  }
}

const activities: Question = {
  id: 'R17',
  title: 'activities by month with their running total',
  specs: [
    {
      rows: [{ field: 'date' }],
      values: [{ metric: 'activity_count' }],
      calculations: [{ of: 'activity_count', as: 'running-total' }],
    },
  ],
  keyed: [
    `select ${monthStart('month')} as r0, n as v0, sum(n) over (order by month) as v1
  from (select happened_month as month, count(*) as n from activity group by month) order by r0`,
  ],
  plain: null,
}

function topCustomers(span: Span): Question {
  return {
    id: 'R18',
    title: 'ten customers of most won value, two years, all others as one, with the total',
    specs: [
      {
        rows: [{ field: 'account.name' }],
        values: [{ metric: 'won_value' }, { metric: 'won_count' }],
        period: { from: span.from, to: span.to },
        top: { field: 'account.name', n: 10, by: 'won_value', other: true },
        sort: [{ by: 'won_value', direction: 'desc' }],
        totals: { rows: 'grand' },
      },
    ],
    keyed: [
      `with cells as (
    select account, sum(amount) as amount, count(*) as n from opportunity where ${wonIn(span)} group by account
  ), top as (select account from cells order by amount desc nulls last limit 10)
  select case when level = 0 then null when is_top then w.name else '$other' end as r0, v0, v1, level from (
    select case when is_top then account end as account, is_top, 1 - grouping(is_top) as level, sum(amount) as v0, sum(n)::bigint as v1
    from (select *, account in (select account from top) as is_top from cells)
    group by grouping sets ((case when is_top then account end, is_top), ())
  ) left join word.account w on w.code = account order by level desc, is_top desc, v0 desc`,
    ],
    plain: null,
  }
}

function bigCustomers(span: Span): Question {
  return {
    id: 'R19',
    title: 'won value and wins by industry of customers who bought for a million, two years',
    specs: [
      {
        rows: [{ field: 'account.industry' }],
        values: [{ metric: 'won_value' }, { metric: 'won_count' }],
        period: { from: span.from, to: span.to },
        having: [{ metric: 'won_value', op: 'at-least', values: [1_000_000], per: [{ field: 'account.name' }] }],
      },
    ],
    keyed: [
      `with cells as (
    select account, account_industry as industry, sum(amount) as amount, count(*) as n from opportunity where ${wonIn(span)} group by all
  ), big as (select account from cells group by account having sum(amount) >= 1000000)
  select w.name as r0, v0, v1 from (
    select industry, sum(amount) as v0, sum(n)::bigint as v1 from cells where account in (select account from big) group by industry
  ) left join word.account_industry w on w.code = industry order by all`,
    ],
    plain: null,
  }
}

const buyers: Question = {
  id: 'R20',
  title: 'different customers by region and industry with all totals',
  specs: [
    {
      rows: [{ field: 'account.region' }, { field: 'account.industry' }],
      values: [{ metric: 'customer_count' }],
      totals: { rows: 'all-levels' },
    },
  ],
  keyed: [
    // A customer has one region and one industry, but it is not said that this holds.
    `with cells as (select distinct account_region as region, account_industry as industry, account from purchase)
  select r.name as r0, i.name as r1, v0, level from (
    select region, industry, 2 - grouping(region) - grouping(industry) as level, count(distinct account) as v0 from cells group by rollup (region, industry)
  ) left join word.account_region r on r.code = region left join word.account_industry i on i.code = industry order by all`,
  ],
  plain: null,
}

/** What people ask every day, over the whole catalogue. */
export function everydayQuestions(spans: { year: Span; twoYears: Span; pastDay: string }): readonly Question[] {
  const { year, twoYears, pastDay } = spans
  return [
    revenue,
    weightedPipeline(pastDay),
    winRates(twoYears),
    leads,
    overdue(pastDay),
    attainment(year),
    replies,
    comparison(year),
    activities,
    topCustomers(twoYears),
    bigCustomers(twoYears),
    buyers,
  ]
}
