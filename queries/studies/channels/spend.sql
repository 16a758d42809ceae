-- What was spent? Grain: one row per channel (`kind` channel), one for all (total), one per group and channel (group). Reads: spending (a population with g0), names.
-- Parameters: $is_campaign.
with spent as (
  select s.g0, n.name, s.amount_reporting as amount
  from spending s left join names n on n.ref = case when $is_campaign::boolean then s.campaign_ref else s.channel_ref end
)
select
  case when grouping(g0) = 0 then 'group' when grouping(name) = 1 then 'total' else 'channel' end as kind, g0 as group, name,
  coalesce(sum(amount), 0)::varchar as amount, count(*) as n
from spent group by grouping sets ((name), (), (g0, name))
order by name nulls last
