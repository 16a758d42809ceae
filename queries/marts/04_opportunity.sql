-- Deals, keyed for reports. Grain: one row per deal that is not deleted; sorted by the day it was created.
-- Traps: a deal without a created day exists in every snapshot up to its close; `closed_at` is set for won and lost deals only,
-- from the deal, else from the visit of its closing stage, else from the planned close; lost deals keep their amount, wins are summed by status;
-- a row that is open is closed where a visit loaded after it says so (mart.closed_by_visit);
-- probability and forecast category are the deal's own, its stage's are looked up by reports (mart.stage); a deal without a channel has its lead's, else that of its account's first touch.
-- No rows without rows of: model.opportunity.
-- Keyed: status, won_reason, lost_reason, competitor, forecast_category, type.
create or replace table mart.opportunity as
with closing as (
  select v.opportunity, v.source, max(v.entered_at) as entered_at
  from model.stage_visit v
  join meta.reference r on r.entity = 'stage' and r.raw = coalesce(v.pipeline, '') || '/' || v.stage
  join mart.stage_kind s on s.ref = r.ref
  where s.kind <> 'open' and not v.is_deleted
  group by v.opportunity, v.source
),
source_lead as (
  select opportunity_id, min(lead_id) as lead_id from mart.lead_link group by opportunity_id
),
resolved as (
  select
    o.*, coalesce(b.kind, o.status, s.kind, 'open') as final_status,
    coalesce(b.stage_ref, s.ref) as stage_ref, b.entered_at as closed_by_visit_at,
    sl.lead_id, l.created_at as lead_created_at, coalesce(o.channel, l.channel) as final_channel, coalesce(o.campaign, l.campaign) as final_campaign,
    c.entered_at as closing_entered_at
  from model.opportunity o
  left join meta.reference sr on sr.entity = 'stage' and sr.raw = coalesce(o.pipeline, '') || '/' || o.stage
  left join mart.stage_kind s on s.ref = sr.ref
  left join mart.closed_by_visit b on b.opportunity_id = o.id
  left join source_lead sl on sl.opportunity_id = o.id
  left join model.lead l on l.id = sl.lead_id
  left join closing c on c.opportunity = o.source_id and c.source = o.source
  where not o.is_deleted
),
closed as (
  select *, case when final_status <> 'open' then coalesce(closed_by_visit_at, closed_at, closing_entered_at, expected_close_on::timestamp) end as final_closed_at
  from resolved
)
select
  o.id, o.source, o.source_id, o.name, o.load_id, o.file_id, o.row_number,
  o.created_at, mart.day_number(o.created_at) as created_day, mart.month_number(o.created_at) as created_month,
  o.final_closed_at as closed_at, mart.day_number(o.final_closed_at) as closed_day, mart.month_number(o.final_closed_at) as closed_month,
  mart.day_number(o.expected_close_on) as expected_close_day, mart.month_number(o.expected_close_on) as expected_close_month,
  o.final_status as status, o.stage_ref, pr.ref as pipeline_ref,
  ar.ref as account_ref, wr.ref as owner_ref, case when o.final_channel is null then ft.channel_ref else cr.ref end as channel_ref,
  coalesce(gr.ref, case when o.final_channel is null then ft.campaign_ref end) as campaign_ref, o.lead_id,
  o.amount, o.currency,
  case when o.currency is null or o.currency = reporting.value then o.amount
       else (o.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
  case o.final_status when 'won' then 1.0 when 'lost' then 0.0 else o.probability end as probability,
  case when o.final_status = 'won' then mart.seconds_between(o.created_at, o.final_closed_at) end as cycle_seconds,
  case when o.final_status = 'won' then mart.seconds_between(o.lead_created_at, o.final_closed_at) end as lead_to_won_seconds,
  o.won_reason, o.lost_reason, o.competitor, o.forecast_category, o.type
from closed o
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = o.currency and x.on_day = mart.rated_day(coalesce(o.final_closed_at, o.created_at, o.expected_close_on), (select max(on_day) from mart.rate_day))
left join meta.reference pr on pr.entity = 'pipeline' and pr.raw = o.pipeline
left join meta.reference ar on ar.entity = 'account' and ar.raw = o.account
left join meta.reference wr on wr.entity = 'person' and wr.raw = o.owner
left join meta.reference cr on cr.entity = 'channel' and cr.raw = o.final_channel
left join meta.reference gr on gr.entity = 'campaign' and gr.raw = o.final_campaign
left join mart.first_touch ft on ft.account_id = ar.id
order by created_day;
