-- Signed contracts. Grain: one row per contract that is not deleted; a void one or a draft is not `is_valid`.
-- Traps: the deal gives account, owner and channel where the contract does not name them; where that has none the channel is that of the account's first touch.
-- No rows without rows of: model.contract.
-- Keyed: status.
create or replace table mart.contract as
select
  c.id, c.source, c.source_id, c.load_id, c.file_id, c.row_number, o.id as opportunity_id,
  coalesce(ar.ref, o.account_ref) as account_ref, coalesce(wr.ref, o.owner_ref) as owner_ref,
  coalesce(o.channel_ref, ft.channel_ref) as channel_ref, coalesce(o.campaign_ref, case when o.channel_ref is null then ft.campaign_ref end) as campaign_ref,
  c.amount, c.currency,
  case when c.currency is null or c.currency = reporting.value then c.amount else (c.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
  c.status, mart.is_standing(c.status) as is_valid,
  c.signed_at, mart.day_number(c.signed_at) as signed_day, mart.month_number(c.signed_at) as signed_month, c.starts_on, c.ends_on
from model.contract c
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = c.currency and x.on_day = mart.rated_day(c.signed_at, (select max(on_day) from mart.rate_day))
left join model.opportunity m on m.source_id = c.opportunity and m.source = c.source
left join mart.opportunity o on o.id = m.id
left join meta.reference ar on ar.entity = 'account' and ar.raw = c.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = c.owner
where not c.is_deleted
order by signed_day;
