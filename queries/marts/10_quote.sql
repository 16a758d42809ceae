-- Quotes and what they offer. Grain: mart.quote one row per quote version that is not deleted; mart.quote_line one per line of these.
-- Traps: the versions of a deal are one quote: `is_latest` marks the last one sent, `is_first` the first, by the day and not
-- by the number, since a deal may have several quotes that are numbered each; a draft was never sent; a source
-- without a sent date says by the status that a quote went out, on its approval or creation; lines are in the quote's currency, at the rate
-- of the day it was sent; a list price of 0 is none.
-- No rows without rows of: model.quote, model.quote_line.
-- Keyed: status, opportunity_status.
create or replace table mart.quote as
with named as (
  select
    q.*, m.id as opportunity_id, m.is_deleted as is_deal_deleted,
    coalesce(q.sent_at, case when regexp_full_match(lower(trim(q.status)), 'sent|presented|accepted|rejected|declined|denied|expired|superseded|已发送|已发出|已接受|已拒绝|已过期')
      then coalesce(q.approved_at, q.created_at) end) as final_sent_at
  from model.quote q left join model.opportunity m on m.source_id = q.opportunity and m.source = q.source
  where not q.is_deleted
),
versions as (
  select *, final_sent_at is not null and mart.is_standing(status) as is_sent
  from named where is_deal_deleted is not true
)
select
  q.id, q.source, q.source_id, q.load_id, q.file_id, q.row_number, q.opportunity_id, o.status as opportunity_status,
  o.amount as opportunity_amount, o.currency as opportunity_currency, o.amount_reporting as opportunity_amount_reporting, coalesce(o.closed_day, o.created_day, o.expected_close_day) as opportunity_rated_day,
  coalesce(ar.ref, o.account_ref) as account_ref, coalesce(wr.ref, o.owner_ref) as owner_ref,
  coalesce(o.channel_ref, ft.channel_ref) as channel_ref, coalesce(o.campaign_ref, case when o.channel_ref is null then ft.campaign_ref end) as campaign_ref,
  q.version, q.status, q.amount, q.currency,
  case when q.currency is null or q.currency = reporting.value then q.amount else (q.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
  case when q.currency is null or q.currency = reporting.value then 1 else x.rate end as rate,
  q.final_sent_at as sent_at, mart.day_number(q.final_sent_at) as sent_day, mart.month_number(q.final_sent_at) as sent_month, q.valid_until, q.approved_at, q.is_sent,
  q.is_sent and row_number() over (partition by coalesce(q.opportunity_id, -q.id), q.is_sent order by q.final_sent_at desc, q.version desc nulls last, q.id desc) = 1 as is_latest,
  q.is_sent and row_number() over (partition by coalesce(q.opportunity_id, -q.id), q.is_sent order by q.final_sent_at, q.version nulls last, q.id) = 1 as is_first,
  coalesce(regexp_full_match(lower(trim(q.status)), 'accepted|won|signed|sale|sales order|已接受|已成交|已签约|已签订|已确认'), false) as is_accepted
from versions q
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = q.currency and x.on_day = mart.rated_day(q.final_sent_at, (select max(on_day) from mart.rate_day))
left join mart.opportunity o on o.id = q.opportunity_id
left join meta.reference ar on ar.entity = 'account' and ar.raw = q.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = q.owner
order by sent_day;

create or replace table mart.quote_line as
select
  l.id, q.source, l.source_id, l.load_id, l.file_id, l.row_number, q.id as quote_id, q.opportunity_id, q.opportunity_status, q.account_ref, q.owner_ref, q.channel_ref, q.campaign_ref,
  pr.ref as product_ref, q.sent_at, q.sent_day, q.sent_month, coalesce(q.is_latest, false) as is_latest, q.currency,
  l.quantity, l.list_price, l.net_price, coalesce(l.quantity, 1) * l.net_price as net,
  (coalesce(l.quantity, 1)::double * l.net_price::double * q.rate)::decimal(18, 4) as net_reporting,
  case when l.list_price <> 0 then (coalesce(l.quantity, 1)::double * l.list_price::double * q.rate)::decimal(18, 4) end as list_reporting
from model.quote_line l
left join mart.quote q on q.source_id = l.quote and q.source = l.source
left join meta.reference pr on pr.entity = 'product' and pr.raw = l.product
where not l.is_deleted
order by sent_day;
