-- Which touches led to what? Grain: one row per touch on the way of a deal or lead; in order by `place`, or by happened_at and touch_id. A step for others.
-- Reads: journeys, names, mart.touch, mart.lead_link. Parameters: $as_of, $is_campaign, $look_back days (null = any), $collapse: several of one channel in a row are one,
-- $by_own: who has no touch is taken to have met the channel they name (`is_own`). A deal's touches are those of its leads and of its account; a lead's are its own.
-- `lead_place` and `deal_place` count from 0: the last touch up to the lead's and the deal's creation. Traps: a day without a time holds all of that day; touches
-- after the end count as none; a way that goes on is looked back on from its last touch; touches without a time or a name on the level are left out;
-- what is looked back on is the end of a way, so the first touch inside starts anew.
with touches as (
  select t.id as touch_id, t.lead_id, t.account_id, t.happened_at, t.happened_day, n.code
  from mart.touch t join names n on n.ref = case when $is_campaign::boolean then t.campaign_ref else t.channel_ref end
  where t.happened_day <= $as_of::integer
),
limits as (
  select
    *, mart.day_number(end_at) as end_day,
    end_at + case when end_at = date_trunc('day', end_at) then interval 1 day else interval 1 microsecond end as end_limit,
    lead_at + case when lead_at = date_trunc('day', lead_at) then interval 1 day else interval 1 microsecond end as lead_limit,
    deal_at + case when deal_at = date_trunc('day', deal_at) then interval 1 day else interval 1 microsecond end as deal_limit
  from journeys
),
met as (
  select j.way, t.touch_id, t.happened_at, t.happened_day, t.code from limits j join touches t on t.lead_id = -j.way
  union all
  select * from (
    select j.way, t.touch_id, t.happened_at, t.happened_day, t.code
    from limits j join mart.lead_link k on k.opportunity_id = j.way join touches t on t.lead_id = k.lead_id
    where j.way > 0 and (j.end_limit is null or t.happened_at < j.end_limit)
    union
    select j.way, t.touch_id, t.happened_at, t.happened_day, t.code
    from limits j join touches t on t.account_id = j.account_id
    where j.way > 0 and (j.end_limit is null or t.happened_at < j.end_limit)
  )
),
ordered as (
  select
    *, lag(code) over in_order as code_before, lag(happened_day) over in_order as day_before,
    last_value(happened_day) over (in_order rows between unbounded preceding and unbounded following) as last_day
  from met
  window in_order as (partition by way order by happened_at, touch_id)
),
inside as (
  select
    o.*, l.is_converted, l.worth, l.lead_limit, l.deal_limit, coalesce(l.end_day, o.last_day) as end_day,
    not $collapse::boolean or o.code_before is distinct from o.code or coalesce(l.end_day, o.last_day) - o.day_before > $look_back::integer as is_start
  from ordered o join limits l on l.way = o.way
  where $look_back::integer is null or coalesce(l.end_day, o.last_day) - o.happened_day <= $look_back::integer
),
placed as (
  select
    *, (sum(is_start::integer) over (in_order rows unbounded preceding))::integer - 1 as place,
    (sum(case when is_start and happened_at < lead_limit then 1 end) over (in_order rows between unbounded preceding and unbounded following))::integer - 1 as lead_place,
    (sum(case when is_start and happened_at < deal_limit then 1 end) over (in_order rows between unbounded preceding and unbounded following))::integer - 1 as deal_place
  from inside
  window in_order as (partition by way order by happened_at, touch_id)
)
select way, is_converted, worth, place, happened_at, touch_id, code, happened_day, end_day - happened_day as days_before, lead_place, deal_place, false as is_own
from placed where is_start
union all
select
  l.way, l.is_converted, l.worth, 0, null, null, n.code, mart.day_number(coalesce(l.lead_at, l.deal_at)),
  greatest(coalesce(l.end_day - mart.day_number(coalesce(l.lead_at, l.deal_at)), 0), 0), 0, 0, true
from limits l join names n on n.ref = l.own_ref
where $by_own::boolean and not exists (select 1 from inside i where i.way = l.way)
