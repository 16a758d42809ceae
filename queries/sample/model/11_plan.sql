-- Writes what the company spends on its channels and what it wants to reach. Grain: spend one row per channel and day (media) or week (the rest);
-- targets one row per rep and quarter, and per team, quarter and metric. Parameters: $seed, $growth_percent.
-- Traps: spend follows the leads a channel is expected to bring, so cost per lead is the channel's own; a week that is not over has no row yet;
-- the first year had none; targets are set from the wins of the year before the last, so that looking a week later does not move them.
insert into model.spend by name
with expected as (
  select
    d.day, c.channel_no, c.kind, s.as_of,
    s.leads * d.weight * c.weight * c.cost_per_lead * (90 + sample.roll($seed, c.channel_no * 100000 + (d.day - date '1970-01-01'), 'spend', 21)) // (d.whole * 1000) as cents
  from sample.day d, sample.channel c, sample.span s
  where c.cost_per_lead > 0
),
booked as (
  select channel_no, kind, day as spent_on, sum(cents)::bigint as cents from expected where kind = '媒体' group by all
  union all
  select channel_no, kind, (date_trunc('week', day) + interval 6 day)::date as spent_on, sum(cents)::bigint from expected
  where kind <> '媒体' group by channel_no, kind, spent_on, as_of having spent_on <= as_of
),
numbered as (
  select *, row_number() over (order by spent_on, channel_no) as place from booked where cents > 0
)
select
  sample.row_id(7, n.place) as id, 'sample' as source, sample.key('a', n.channel_no * 100000 + (n.spent_on - date '1970-01-01')) as source_id, 1 as load_id, 7 as file_id, n.place as row_number, hash(n.place) as row_hash,
  n.spent_on, sample.key('H', n.channel_no) as channel, sample.key('G', g.campaign_no) as campaign, n.kind, n.cents::decimal(18, 4) / 100 as amount, 'CNY' as currency
from numbered n
left join sample.campaign g on g.channel_no = n.channel_no and n.spent_on between g.starts_on and g.ends_on;

insert into model.target by name
with base as (
  select greatest(coalesce(sum(a.amount * case when d.is_overseas then 7 else 1 end), 0) // (select count(*) from sample.person where is_rep) // 4, 100000)::bigint as quarter
  from sample.deal_now d join sample.deal_amount a on a.deal_no = d.deal_no, sample.span s
  where d.status = 'won' and d.closed_s between s.until_cut - 63072000 and s.until_cut - 31536000
),
quarters as (
  select unnest(generate_series(first_day, last_day, interval 3 month))::date as period_start, first_day from sample.span
),
personal as (
  select
    p.person_no, p.team_no, q.period_start,
    (b.quarter * p.skill // 100 * (1000 + 10 * $growth_percent * ((q.period_start - q.first_day) - 730) // 365) // 1000 * (95 + sample.roll($seed, p.person_no, 'target', 26)) // 100 // 10000 * 10000)::bigint as amount
  from sample.person p, quarters q, base b
  where p.is_rep and q.period_start >= q.first_day + 365 and q.period_start >= p.active_from - 92 and q.period_start <= coalesce(p.active_to, date '2099-01-01')
),
stated as (
  select person_no, null::bigint as team_no, period_start, 'won_value' as metric, amount from personal
  union all
  select null, team_no, period_start, 'won_value', sum(amount)::bigint from personal group by all
  union all
  select null, team_no, period_start, 'received_amount', sum(amount)::bigint * 9 // 10 from personal group by all
),
numbered as (
  select *, row_number() over (order by period_start, metric desc, team_no nulls first, person_no) as place from stated
)
select
  sample.row_id(29, place) as id, 'sample' as source, sample.key('t', place) as source_id, 1 as load_id, 29 as file_id, place as row_number, hash(place) as row_hash,
  sample.key('U', person_no) as owner, period_start, (period_start + interval 3 month - interval 1 day)::date as period_end, sample.key('T', team_no) as team, metric, amount, 'CNY' as currency
from numbered;
