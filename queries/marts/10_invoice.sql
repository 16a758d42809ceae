-- Invoices and credit notes. Grain: one row per invoice that is not deleted; a void one or a draft is not `is_valid`.
-- Traps: credit notes are negative, whichever sign the source writes; without a gross amount it is net and tax; the order, else the contract
-- gives account, owner and channel where the invoice does not name them; its rate is that of the day it was issued.
-- No rows without rows of: model.invoice.
-- Keyed: kind, status.
create or replace table mart.invoice as
with signed as (
  select
    i.* exclude (net, gross), case when is_negative then -abs(i.net) else i.net end as net,
    case when is_negative then -abs(coalesce(i.gross, i.net + coalesce(i.tax, 0))) else coalesce(i.gross, i.net + coalesce(i.tax, 0)) end as gross
  from (select *, regexp_matches(lower(coalesce(kind, '')), 'credit|refund|红字|红冲|贷项|退款|out_refund|in_refund') as is_negative from model.invoice) i
  where not i.is_deleted
)
select
  i.id, i.source, i.source_id, i.load_id, i.file_id, i.row_number, c.id as contract_id, o.id as order_id, coalesce(o.opportunity_id, c.opportunity_id) as opportunity_id,
  coalesce(ar.ref, o.account_ref, c.account_ref) as account_ref, coalesce(wr.ref, o.owner_ref, c.owner_ref) as owner_ref,
  coalesce(o.channel_ref, c.channel_ref, ft.channel_ref) as channel_ref,
  coalesce(o.campaign_ref, c.campaign_ref, case when coalesce(o.channel_ref, c.channel_ref) is null then ft.campaign_ref end) as campaign_ref,
  i.kind, i.status, mart.is_standing(i.status) as is_valid, i.net, i.tax, i.gross, i.currency,
  case when i.currency is null or i.currency = reporting.value then i.gross else (i.gross::double * x.rate)::decimal(18, 4) end as gross_reporting,
  case when i.currency is null or i.currency = reporting.value then i.net else (i.net::double * x.rate)::decimal(18, 4) end as net_reporting,
  i.issued_on, mart.day_number(i.issued_on) as issued_day, mart.month_number(i.issued_on) as issued_month, i.due_on, mart.day_number(i.due_on) as due_day
from signed i
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = i.currency and x.on_day = mart.rated_day(i.issued_on, (select max(on_day) from mart.rate_day))
left join mart."order" o on o.source_id = i."order" and o.source = i.source
left join mart.contract c on c.source_id = i.contract and c.source = i.source
left join meta.reference ar on ar.entity = 'account' and ar.raw = i.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = i.owner
order by issued_day;
