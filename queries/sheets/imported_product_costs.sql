-- Question: which unit costs do the products of files state? Grain: one row per product that states one. Traps: they are shown only; order lines take
-- the cost their own source states, then the sheet's.
select
  [coalesce(t.name, t.source_id), t.cost::varchar, coalesce(t.currency, ''), coalesce(t.valid_from::varchar, '')] as cells,
  coalesce(f.name, '') as file, t.row_number as row, s.id is not null as "isReplaced",
  count(*) over () as total, count(s.id) over () as replaced
from model.product t
left join (
  select r.id from model.product_cost c join meta.reference r on r.entity = 'product' and r.raw = c.product where not c.is_deleted group by r.id
) s on s.id = t.id
left join meta.file f on f.id = t.file_id
where t.cost is not null and not t.is_deleted
order by "isReplaced" desc, t.name, t.id
limit 200
