-- How far did the leads of each channel come, and what did they bring? Grain: one row per channel (`kind` channel), one for all (total), one per group and channel
-- (group); each counted by itself. Reads: cohort, deals, receipts, margins, names. Parameters: $is_cohort: what became of the leads of the period, else what happened
-- in it; $from, $to, $as_of. `priced` counts the won deals with a known margin.
with days as (select $from::integer as first_day, least($to::integer, $as_of::integer) as last_day),
lead_rows as (
  select
    c.g0, c.o0, n.name, (c.created_day between first_day and last_day) as is_new,
    case when $is_cohort::boolean then c.created_day between first_day and last_day and c.mql_day <= $as_of::integer else c.mql_day between first_day and last_day end as is_mql,
    case when $is_cohort::boolean then c.created_day between first_day and last_day and c.sql_day <= $as_of::integer else c.sql_day between first_day and last_day end as is_sql
  from cohort c cross join days left join names n on n.ref = c.ref
),
deal_rows as (
  select d.g0, d.o0, n.name, d.is_counted, d.is_won, d.won_amount, m.margin, r.amount as cash
  from deals d
  left join names n on n.ref = d.chain_ref
  left join margins m on m.opportunity_id = d.id
  left join receipts r on r.opportunity_id = d.id
),
counted as (
  select
    g0, min(o0) as o0, name, grouping(name) as no_name, grouping(g0) as no_group,
    count(case when is_new then 1 end) as leads, count(case when is_mql then 1 end) as mql, count(case when is_sql then 1 end) as sql_leads,
    0 as deals, 0 as won, 0 as amount, 0 as margin, 0 as priced, 0 as cash
  from lead_rows group by grouping sets ((name), (), (g0, name))
  union all
  select
    g0, min(o0), name, grouping(name), grouping(g0), 0, 0, 0,
    count(case when is_counted then 1 end), count(case when is_won then 1 end), coalesce(sum(case when is_won then won_amount end), 0),
    coalesce(sum(case when is_won then margin end), 0), count(case when is_won then margin end), coalesce(sum(cash), 0)
  from deal_rows group by grouping sets ((name), (), (g0, name))
)
select
  case when no_group = 0 then 'group' when no_name = 1 then 'total' else 'channel' end as kind, g0 as group, name,
  sum(leads)::integer as leads, sum(mql)::integer as mql, sum(sql_leads)::integer as sql, sum(deals)::integer as deals, sum(won)::integer as won,
  sum(amount)::decimal(38, 4)::varchar as amount, sum(margin)::decimal(38, 4)::varchar as margin, sum(priced)::integer as priced, sum(cash)::decimal(38, 4)::varchar as cash
from counted
group by kind, g0, name
order by min(min(o0)) over (partition by kind, g0) nulls last, g0 nulls last, name nulls last
