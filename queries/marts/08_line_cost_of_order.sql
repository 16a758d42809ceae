-- What orders cost that do not say so themselves: what their lines say, or the unit costs of their products.
-- Grain: one row per order without a cost whose every line has one, of its own or by mart.line_cost. Traps: an order with
-- one line that nobody knows the cost of has none, since a part would look like all of it; so has one whose cost no rate converts.
-- No rows without rows of: model.order_line.
create or replace table mart.order_cost as
with costed as (
  select
    d.id as order_id, case when l.cost is null then k.cost_reporting
      when coalesce(l.currency, d.currency) is null or coalesce(l.currency, d.currency) = reporting.value then l.cost
      else (l.cost::double * x.rate)::decimal(18, 4) end as cost_reporting,
    l.cost is not null or k.id is not null as has_cost
  from model."order" d
  join model.order_line l on l."order" = d.source_id and l.source = d.source and not l.is_deleted
  left join mart.line_cost k on k.id = l.id
  left join (select value from meta.setting where key = 'reporting_currency') reporting on true
  left join mart.rate_day x on x.currency = coalesce(l.currency, d.currency) and x.on_day = mart.rated_day(d.ordered_at, (select max(on_day) from mart.rate_day))
  where d.cost is null
)
select order_id, case when bool_and(cost_reporting is not null) then sum(cost_reporting)::decimal(18, 4) end as cost_reporting
from costed
group by order_id
having bool_and(has_cost);
