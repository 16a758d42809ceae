-- Question: which channels does the data name, and in how many rows? Grain: one row per name, the commonest first.
-- Traps: names as their sources write them, not as the alias table has them count.
with used as (
  select channel_ref as ref, count(*) as rows from mart.lead group by 1
  union all select channel_ref, count(*) from mart.opportunity group by 1
  union all select channel_ref, count(*) from mart.spend group by 1
)
select t.name, sum(coalesce(u.rows, 0))::bigint as rows
from model.channel t
left join meta.reference r on r.entity = 'channel' and r.id = t.id
left join (select ref, sum(rows) as rows from used group by ref) u on u.ref = r.ref
where t.name is not null and not t.is_deleted
group by t.name
order by rows desc, name
limit 20000
