-- Money received. Grain: one row per payment that is not deleted; a refund is negative; a void one or a draft is not `is_valid`.
-- Traps: the order gives the account, owner and channel where the payment does not name them; where that has none the channel is that of the account's first touch.
-- No rows without rows of: model.payment.
-- Keyed: status.
create or replace table mart.payment as
select
  p.id, p.source, p.load_id, p.file_id, p.row_number,
  p.received_at, mart.day_number(p.received_at) as received_day, mart.month_number(p.received_at) as received_month,
  o.id as order_id, o.opportunity_id, coalesce(ar.ref, o.account_ref) as account_ref, coalesce(wr.ref, o.owner_ref) as owner_ref,
  coalesce(o.channel_ref, ft.channel_ref) as channel_ref, coalesce(o.campaign_ref, case when o.channel_ref is null then ft.campaign_ref end) as campaign_ref, p.status, mart.is_standing(p.status) as is_valid, p.amount, p.currency,
  case when p.currency is null or p.currency = reporting.value then p.amount else (p.amount::double * x.rate)::decimal(18, 4) end as amount_reporting
from model.payment p
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart."order" o on o.source_id = p."order" and o.source = p.source
left join mart.rate_day x on x.currency = p.currency and x.on_day = mart.rated_day(p.received_at, (select max(on_day) from mart.rate_day))
left join meta.reference ar on ar.entity = 'account' and ar.raw = p.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = p.owner
where not p.is_deleted
order by received_day;
