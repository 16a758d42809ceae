import { monthStart, type Question, type Span } from './question.ts'

/** Q2: exact medians of many small groups. */
const stages: Question = {
  id: 'Q2',
  title: 'stage by owner: visits, how many advanced, exact median stay',
  specs: null,
  keyed: [
    `select s.name as r0, p.name as r1, visits as v0, advanced as v1, median as v2
  from (
    select stage, owner, count(*) as visits, sum(is_advanced::utinyint)::bigint as advanced, quantile_cont(stay_seconds, 0.5) as median
    from stage_visit where stay_seconds is not null group by all
  ) left join word.stage s on s.code = stage left join word.owner p on p.code = owner order by all`,
  ],
  plain: [
    `select s.name as r0, p.name as r1, count(*) as v0, count(*) filter (where v.outcome = 'advanced') as v1,
    median(epoch(v.left_at) - epoch(v.entered_at)) as v2
  from mart.stage_visit v left join mart.stage s on s.ref = v.stage_ref left join mart.person p on p.ref = v.owner_ref
  where v.left_at is not null group by all order by all`,
  ],
}

/** The medians that the catalogue has. */
const responses: Question = {
  id: 'Q2 of responses',
  title: 'exact median of the response time by channel and owner',
  specs: [
    {
      rows: [{ field: 'channel.name' }, { field: 'owner.name' }],
      values: [{ metric: 'lead_count' }, { metric: 'lead_response_minutes', stat: 'p50' }],
    },
  ],
  keyed: [
    `select c.name as r0, p.name as r1, n as v0, median / 60 as v1
  from (
    select channel, owner, count(*) as n, quantile_cont(response_seconds, 0.5) as median from lead group by all
  ) left join word.channel c on c.code = channel left join word.owner p on p.code = owner order by all`,
  ],
  plain: null,
}

/** Q3: won and lost of the last two years. */
function winLoss({ from, to, firstDay, lastDay }: Span): Question {
  return {
    id: 'Q3',
    title: 'won, lost, value and win rate by competitor and source, two years',
    specs: [
      {
        rows: [{ field: 'opportunity.competitor' }, { field: 'channel.source' }],
        values: [{ metric: 'won_count' }, { metric: 'lost_count' }, { metric: 'won_value' }, { metric: 'win_rate' }],
        period: { from, to },
      },
    ],
    keyed: [
      `select c.name as r0, s.name as r1, won::bigint as v0, (n - won)::bigint as v1, value as v2, won / n as v3
  from (
    select competitor, source, count(*) as n, sum(case when outcome = 1 then 1 else 0 end) as won,
      sum(case when outcome = 1 then amount else 0 end) as value
    from opportunity where closed_day between ${firstDay} and ${lastDay} and outcome > 0 group by all
  ) left join word.competitor c on c.code = competitor left join word.source s on s.code = source order by all`,
    ],
    plain: null,
  }
}

/** A row counts from the month it begins in up to the one before it ends in; one that ends where or before it began never does. */
const sweep = (
  table: string,
  keys: { by: string; begins: string; ends: string; where: string },
  lastMonth: number,
): string => `with standing as (
    select ${keys.by} as code, ${keys.begins} as begins, ${keys.ends} as ends, amount
    from ${table} where ${keys.where} and (${keys.ends} is null or ${keys.ends} > ${keys.begins})
  ), deltas as (
    select code, begins as month, count(*) as n, sum(amount) as amount from standing group by all
    union all
    select code, ends, -count(*), -sum(amount) from standing where ends is not null group by all
  ), months as (
    select unnest(range((select min(month) from deltas), ${lastMonth + 1})) as month
  ), filled as (
    select code, month, sum(n) as n, sum(amount) as amount
    from (select code, month, n, amount from deltas union all select code, month, 0, 0 from months cross join (select distinct code from deltas))
    group by all
  ), swept as (
    select code, month, sum(n) over by_month as n, sum(amount) over by_month as amount
    from filled window by_month as (partition by code order by month)
  )`

/** Q7: what was open at the end of each month. */
function pipelines(lastMonth: number): readonly Question[] {
  const visits = { by: 'stage', begins: 'entered_month', ends: 'left_month', where: 'is_open' }
  const deals = { by: 'source', begins: 'from_month', ends: 'to_month', where: 'from_day is not null' }
  const answer = (word: string): string => `
  select ${monthStart('month')} as r0, w.name as r1, n::bigint as v0, amount as v1
  from swept left join word.${word} w on w.code = swept.code where n > 0 and month <= ${lastMonth} order by all`
  return [
    {
      id: 'Q7',
      title: 'deals and money in each stage at every month’s end, by stage history',
      specs: null,
      keyed: [sweep('stage_visit', visits, lastMonth) + answer('stage')],
      plain: [
        `with months as (
    select make_date(month // 12, month % 12 + 1, 1) as month
    from (select unnest(range((select min(entered_month) from mart.stage_visit), ${lastMonth + 1})) as month)
  )
  select m.month as r0, s.name as r1, count(*) as v0, sum(v.amount_reporting) as v1
  from months m join mart.stage_visit v on v.entered_at < m.month + interval 1 month and (v.left_at is null or v.left_at >= m.month + interval 1 month)
  join mart.stage s on s.ref = v.stage_ref and s.kind = 'open'
  group by all order by all`,
      ],
    },
    {
      id: 'Q7 of deals',
      title: 'open deals and pipeline at every month’s end, by source',
      specs: [
        {
          rows: [{ field: 'date' }, { field: 'channel.source' }],
          values: [{ metric: 'open_opportunity_count' }, { metric: 'pipeline_value' }],
        },
      ],
      keyed: [sweep('opportunity_state', deals, lastMonth) + answer('source')],
      plain: null,
    },
  ]
}

export function dealQuestions(twoYears: Span): readonly Question[] {
  return [stages, responses, winLoss(twoYears), ...pipelines(twoYears.lastMonth)]
}
