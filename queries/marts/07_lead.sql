-- Leads, keyed for reports. Grain: one row per lead that is not deleted; sorted by the day it was created.
-- Traps: the first response is the first activity by a person at or after creation where the source names none; a lead somebody was in touch with
-- before it was entered has no response time; an activity without a time of day says nothing about the hours of its own day, but follows the lead up on it (`followed_day`);
-- opportunity and win dates come through the linked deal.
-- No rows without rows of: model.lead.
-- Keyed: status, disqualified_reason, region, industry, product_interest.
create or replace table mart.lead as
with response as (
  select
    l.id, min(case when coalesce(a.direction, 'outbound') <> 'inbound' and a.happened_at >= l.created_at then a.happened_at end) as happened_at,
    min(case when a.happened_at < l.created_at and (a.happened_at::date < l.created_at::date or a.happened_at <> date_trunc('day', a.happened_at)) then a.happened_at end) as known_at,
    min(case when coalesce(a.direction, 'outbound') <> 'inbound' and a.happened_at::date >= l.created_at::date then a.happened_at::date end) as followed_on
  from model.lead l join mart.activity a on a.lead_id = l.id
  where not a.is_automatic
  group by l.id
),
linked as (
  select
    l.*, k.opportunity_id, o.created_at as opportunity_created_at, o.status as opportunity_status, o.closed_at as opportunity_closed_at,
    o.account_ref as opportunity_account_ref, coalesce(l.first_response_at, r.happened_at, r.known_at) as response_at, r.known_at,
    least(case when l.first_response_at::date >= l.created_at::date then l.first_response_at::date end, r.followed_on) as followed_on
  from model.lead l
  left join mart.lead_link k on k.lead_id = l.id
  left join mart.opportunity o on o.id = k.opportunity_id
  left join response r on r.id = l.id
  where not l.is_deleted
)
select
  l.id, l.source, l.source_id, l.name, l.company, l.load_id, l.file_id, l.row_number,
  l.created_at, mart.day_number(l.created_at) as created_day, mart.month_number(l.created_at) as created_month,
  l.mql_at, mart.day_number(l.mql_at) as mql_day, mart.month_number(l.mql_at) as mql_month,
  l.sql_at, mart.day_number(l.sql_at) as sql_day, mart.month_number(l.sql_at) as sql_month,
  coalesce(l.converted_at, l.opportunity_created_at) as converted_at,
  mart.day_number(coalesce(l.converted_at, l.opportunity_created_at)) as converted_day,
  mart.month_number(coalesce(l.converted_at, l.opportunity_created_at)) as converted_month,
  l.status, coalesce(l.is_valid, true) as is_valid, l.score, l.disqualified_reason, l.region, l.industry, l.product_interest,
  l.opportunity_id,
  mart.day_number(l.opportunity_created_at) as opportunity_day,
  case when l.opportunity_status = 'won' then mart.day_number(l.opportunity_closed_at) end as won_day,
  case when l.opportunity_status = 'won' then l.opportunity_closed_at end as won_at,
  coalesce(ar.ref, l.opportunity_account_ref) as account_ref, wr.ref as owner_ref, cr.ref as channel_ref, gr.ref as campaign_ref,
  l.response_at,
  case when l.known_at is null and l.response_at >= l.created_at then mart.seconds_between(l.created_at, l.response_at) end as response_seconds,
  mart.day_number(l.followed_on) as followed_day
from linked l
left join meta.reference ar on ar.entity = 'account' and ar.raw = l.account
left join meta.reference wr on wr.entity = 'person' and wr.raw = l.owner
left join meta.reference cr on cr.entity = 'channel' and cr.raw = l.channel
left join meta.reference gr on gr.entity = 'campaign' and gr.raw = l.campaign
order by created_day;
