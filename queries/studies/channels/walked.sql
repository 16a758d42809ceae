-- Which touches led to what? Grain: one row per touch on the way of a deal or lead, in order by `place`. A step for others. Reads: journeys, names, mart.touch,
-- mart.lead_link. Parameters: $as_of, $is_campaign, $look_back days (null = any), $collapse: several of one channel in a row are one, $by_own: who has no touch is
-- taken to have met the channel they name (`is_own`). A deal's touches are those of its leads and of its account; a lead's are its own. `lead_place` and
-- `deal_place` count from 0: the last touch up to the lead's and the deal's creation. Traps: a day without a time holds all of that day; touches after the end count
-- as none; a way that goes on is looked back on from its last touch; touches without a time or a name on the level are left out.
with touches as (
  select t.id as touch_id, t.lead_id, t.account_id, t.happened_at, t.happened_day, n.code
  from mart.touch t join names n on n.ref = case when $is_campaign::boolean then t.campaign_ref else t.channel_ref end
  where t.happened_day <= $as_of::integer
),
pairs as (
  select j.is_deal, j.id, t.touch_id, t.happened_at, t.happened_day, t.code
  from journeys j join mart.lead_link k on k.opportunity_id = j.id join touches t on t.lead_id = k.lead_id
  where j.is_deal
  union
  select j.is_deal, j.id, t.touch_id, t.happened_at, t.happened_day, t.code
  from journeys j join touches t on t.account_id = j.account_id
  where j.is_deal
  union all
  select j.is_deal, j.id, t.touch_id, t.happened_at, t.happened_day, t.code
  from journeys j join touches t on t.lead_id = j.id
  where not j.is_deal
),
limits as (
  select
    *, mart.day_number(end_at) as end_day,
    end_at + case when end_at = date_trunc('day', end_at) then interval 1 day else interval 1 microsecond end as end_limit,
    lead_at + case when lead_at = date_trunc('day', lead_at) then interval 1 day else interval 1 microsecond end as lead_limit,
    deal_at + case when deal_at = date_trunc('day', deal_at) then interval 1 day else interval 1 microsecond end as deal_limit
  from journeys
),
before as (
  select p.*, l.is_converted, l.worth, l.lead_limit, l.deal_limit, coalesce(l.end_day, max(p.happened_day) over (partition by p.is_deal, p.id)) as end_day
  from pairs p join limits l on l.is_deal = p.is_deal and l.id = p.id
  where l.end_limit is null or p.happened_at < l.end_limit
),
inside as (
  select *, not $collapse::boolean or lag(code) over (partition by is_deal, id order by happened_at, touch_id) is distinct from code as is_start
  from before where $look_back::integer is null or end_day - happened_day <= $look_back::integer
),
placed as (
  select
    *, (row_number() over (partition by is_deal, id, is_start order by happened_at, touch_id))::integer - 1 as place,
    (sum(case when is_start and happened_at < lead_limit then 1 end) over (partition by is_deal, id))::integer - 1 as lead_place,
    (sum(case when is_start and happened_at < deal_limit then 1 end) over (partition by is_deal, id))::integer - 1 as deal_place
  from inside
)
select is_deal, id, is_converted, worth, place, code, happened_day, end_day - happened_day as days_before, lead_place, deal_place, false as is_own
from placed where is_start
union all
select
  l.is_deal, l.id, l.is_converted, l.worth, 0, n.code, mart.day_number(coalesce(l.lead_at, l.deal_at)),
  greatest(coalesce(l.end_day - mart.day_number(coalesce(l.lead_at, l.deal_at)), 0), 0), 0, 0, true
from limits l join names n on n.ref = l.own_ref
where $by_own::boolean and not exists (select 1 from inside i where i.is_deal = l.is_deal and i.id = l.id)
