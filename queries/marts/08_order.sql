-- Sales orders. Grain: one row per order that is not deleted; `is_confirmed` is false for drafts, quotations and cancelled orders.
-- Traps: an order that states no cost has that of its lines (mart.order_cost); the deal gives account, owner and channel where the order does not name them; where that has none the channel is that of the account's first touch.
-- No rows without rows of: model."order".
-- Keyed: status, opportunity_status.
create or replace table mart."order" as
select
  * exclude (has_cost),
  -- What a margin is made of: amounts beside costs, and the amounts that a missing rate leaves out of it.
  amount_reporting - cost_reporting as margin_reporting, case when cost_reporting is not null then amount_reporting end as costed_reporting,
  case when has_cost and amount_reporting is null then amount end as unrated_margin
from (
  select
    d.id, d.source, d.source_id, d.load_id, d.file_id, d.row_number,
    d.ordered_at, mart.day_number(d.ordered_at) as ordered_day, mart.month_number(d.ordered_at) as ordered_month,
    d.approved_at, d.status,
    mart.is_standing(d.status) and not regexp_matches(lower(coalesce(d.status, '')), 'quot|报价|取消|待审') as is_confirmed,
    o.id as opportunity_id, o.status as opportunity_status, coalesce(ar.ref, o.account_ref) as account_ref, coalesce(wr.ref, o.owner_ref) as owner_ref,
    coalesce(o.channel_ref, ft.channel_ref) as channel_ref, coalesce(o.campaign_ref, case when o.channel_ref is null then ft.campaign_ref end) as campaign_ref, pr.ref as product_ref, d.amount, d.cost, d.currency,
    case when d.currency is null or d.currency = reporting.value then d.amount else (d.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
    case when d.cost is null then k.cost_reporting when d.currency is null or d.currency = reporting.value then d.cost else (d.cost::double * x.rate)::decimal(18, 4) end as cost_reporting,
    d.cost is not null or k.order_id is not null as has_cost
  from model."order" d
  left join (select value from meta.setting where key = 'reporting_currency') reporting on true
  left join mart.order_cost k on k.order_id = d.id
  left join model.opportunity m on m.source_id = d.opportunity and m.source = d.source
  left join mart.opportunity o on o.id = m.id
  left join mart.rate_day x on x.currency = d.currency and x.on_day = mart.rated_day(d.ordered_at, (select max(on_day) from mart.rate_day))
  left join meta.reference ar on ar.entity = 'account' and ar.raw = d.account
  left join mart.first_touch ft on ft.account_id = ar.id
  left join meta.reference wr on wr.entity = 'person' and wr.raw = d.owner
  left join meta.reference pr on pr.entity = 'product' and pr.raw = d.product
  where not d.is_deleted
)
order by ordered_day;
