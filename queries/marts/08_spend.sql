-- Channel spend. Grain: one row per booked amount, on the day it was spent.
-- Traps: what the sheet says (source `sheet`, a month as its days) stands in place of what files say for the same channel, campaign, kind and day.
-- No rows without rows of: model.spend.
-- Keyed: kind.
create or replace table mart.spend as
with named as (
  select s.*, cr.ref as channel_ref, cr.id as channel_id, gr.ref as campaign_ref, gr.id as campaign_id
  from model.spend s
  left join meta.reference cr on cr.entity = 'channel' and cr.raw = s.channel
  left join meta.reference gr on gr.entity = 'campaign' and gr.raw = s.campaign
  where not s.is_deleted
),
sheet as (select distinct channel_id, campaign_id, kind, spent_on from named where source = 'sheet')
select
  s.id, s.source, s.load_id, s.file_id, s.row_number, s.spent_on, mart.day_number(s.spent_on) as spent_day, mart.month_number(s.spent_on) as spent_month,
  s.channel_ref, s.campaign_ref, wr.ref as owner_ref, s.kind, s.amount, s.currency,
  case when s.currency is null or s.currency = reporting.value then s.amount else (s.amount::double * x.rate)::decimal(18, 4) end as amount_reporting
from named s
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = s.currency and x.on_day = mart.rated_day(s.spent_on, (select max(on_day) from mart.rate_day))
left join meta.reference wr on wr.entity = 'person' and wr.raw = s.owner
where s.source = 'sheet' or not exists (
  select 1 from sheet t
  where t.channel_id is not distinct from s.channel_id and t.campaign_id is not distinct from s.campaign_id
    and t.kind is not distinct from s.kind and t.spent_on = s.spent_on)
order by spent_day;
