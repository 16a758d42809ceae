-- What an order sells. Grain: one row per line of an order that is not deleted; an order without lines but with a product is one line.
-- Traps: the list price is the product's, where it was valid on the day of the order; without a quantity there is none.
-- No rows without rows of: model.order_line, model."order".
-- Keyed: status, opportunity_status.
create or replace table mart.order_line as
with lines as (
  select l.id, l.source, l.load_id, l.file_id, l.row_number, l."order" as order_key, l.product, l.quantity, coalesce(l.amount, (l.quantity * l.net_price)::decimal(18, 4)) as amount, l.cost, l.currency
  from model.order_line l where not l.is_deleted
  union all
  select d.id, d.source, d.load_id, d.file_id, d.row_number, d.source_id, d.product, null, d.amount, d.cost, d.currency
  from model."order" d
  where not d.is_deleted and d.product is not null
    and not exists (select 1 from model.order_line l where l."order" = d.source_id and l.source = d.source and not l.is_deleted)
)
select
  * exclude (has_cost),
  -- What a margin is made of: amounts beside costs, and the amounts that a missing rate leaves out of it.
  amount_reporting - cost_reporting as margin_reporting, case when cost_reporting is not null then amount_reporting end as costed_reporting,
  case when has_cost and amount_reporting is null then amount end as unrated_margin
from (
  select
    l.id, l.load_id, l.file_id, l.row_number, o.source, o.id as order_id, o.ordered_at, o.ordered_day, o.ordered_month, o.is_confirmed, o.status,
    o.opportunity_id, o.opportunity_status, o.account_ref, o.owner_ref, o.channel_ref, o.campaign_ref, pr.ref as product_ref, l.quantity,
    l.amount, coalesce(l.currency, o.currency) as currency,
    case when coalesce(l.currency, o.currency) is null or coalesce(l.currency, o.currency) = reporting.value then l.amount
         else (l.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
    case when l.cost is null then k.cost_reporting when coalesce(l.currency, o.currency) is null or coalesce(l.currency, o.currency) = reporting.value then l.cost
         else (l.cost::double * x.rate)::decimal(18, 4) end as cost_reporting,
    l.cost is not null or k.id is not null as has_cost,
    case when l.quantity is null or p.list_price = 0 or o.ordered_at::date < p.valid_from or o.ordered_at::date > p.valid_to then null
         when p.currency is null or p.currency = reporting.value then l.quantity * p.list_price
         else (l.quantity::double * p.list_price::double * y.rate) end::decimal(18, 4) as list_reporting
  from lines l
  join mart."order" o on o.source_id = l.order_key and o.source = l.source
  left join mart.line_cost k on k.id = l.id
  left join (select value from meta.setting where key = 'reporting_currency') reporting on true
  left join mart.rate_day x on x.currency = coalesce(l.currency, o.currency) and x.on_day = mart.rated_day(o.ordered_at, (select max(on_day) from mart.rate_day))
  left join meta.reference pr on pr.entity = 'product' and pr.raw = l.product
  left join model.product p on p.id = pr.id and not p.is_deleted
  left join mart.rate_day y on y.currency = p.currency and y.on_day = mart.rated_day(o.ordered_at, (select max(on_day) from mart.rate_day))
)
order by ordered_day;
