-- Question: which products does the data name, and in how many rows? Grain: one row per name, the commonest first.
-- Traps: names as their sources write them, not as the alias table has them count.
with used as (
  select product_ref as ref, count(*) as rows from mart.opportunity_line group by 1
  union all select product_ref, count(*) from mart.order_line group by 1
)
select t.name, sum(coalesce(u.rows, 0))::bigint as rows
from model.product t
left join meta.reference r on r.entity = 'product' and r.id = t.id
left join (select ref, sum(rows) as rows from used group by ref) u on u.ref = r.ref
where t.name is not null and not t.is_deleted
group by t.name
order by rows desc, name
limit 20000
