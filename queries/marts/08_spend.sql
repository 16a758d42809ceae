-- Channel spend. Grain: one row per booked amount, on the day it was spent.
-- No rows without rows of: model.spend.
create or replace table mart.spend as
select
  s.id, s.source, s.load_id, s.file_id, s.row_number, s.spent_on, mart.day_number(s.spent_on) as spent_day, mart.month_number(s.spent_on) as spent_month,
  cr.ref as channel_ref, gr.ref as campaign_ref, wr.ref as owner_ref, s.kind, s.amount, s.currency,
  case when s.currency is null or s.currency = reporting.value then s.amount else (s.amount::double * x.rate)::decimal(18, 4) end as amount_reporting
from model.spend s
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = s.currency and x.on_day = mart.rated_day(s.spent_on, (select max(on_day) from mart.rate_day))
left join meta.reference cr on cr.entity = 'channel' and cr.raw = s.channel
left join meta.reference gr on gr.entity = 'campaign' and gr.raw = s.campaign
left join meta.reference wr on wr.entity = 'person' and wr.raw = s.owner
where not s.is_deleted
order by spent_day;
