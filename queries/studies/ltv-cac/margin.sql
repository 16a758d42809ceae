-- How much of what was bought knows its cost, and what is left of it? Grain: one row. Parameters: $as_of. `rate` is null where no cost is known.
select
  (sum(o.margin_reporting) / nullif(sum(o.costed_reporting), 0))::double as rate,
  (sum(o.costed_reporting) / nullif(sum(p.amount_reporting), 0))::double as coverage
from mart.purchase p left join mart."order" o on o.id = case when p.entity = 'order' then p.id end
where p.purchased_day <= $as_of::integer
