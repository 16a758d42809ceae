-- What order lines without a cost of their own cost, by the unit cost of their product that was valid on the day of the order.
-- Grain: one row per such line. Traps: the newest cost up to the order's day counts, one without a day always.
-- No rows without rows of: model.product_cost.
create or replace table mart.line_cost as
with costs as (
  select p.id as product_id, coalesce(c.valid_from, date '0001-01-01') as valid_from, max(c.cost) as cost, max(c.currency) as currency
  from model.product_cost c join meta.reference p on p.entity = 'product' and p.raw = c.product
  where not c.is_deleted and c.cost is not null
  group by all
),
priced as (
  select
    l.id, d.id as order_id, d.ordered_at, l.quantity * c.cost as cost, c.currency,
    row_number() over (partition by l.id order by c.valid_from desc) as place
  from model.order_line l
  join model."order" d on d.source_id = l."order" and d.source = l.source and not d.is_deleted
  join meta.reference r on r.entity = 'product' and r.raw = l.product
  join costs c on c.product_id = r.id and c.valid_from <= coalesce(d.ordered_at::date, date '9999-12-31')
  where not l.is_deleted and l.cost is null and l.quantity is not null
)
select
  p.id, p.order_id,
  case when p.currency is null or p.currency = reporting.value then p.cost::decimal(18, 4) else (p.cost::double * x.rate)::decimal(18, 4) end as cost_reporting
from priced p
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = p.currency and x.on_day = mart.rated_day(p.ordered_at, (select max(on_day) from mart.rate_day))
where p.place = 1;
