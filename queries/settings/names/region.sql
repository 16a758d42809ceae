-- Question: which places does the data name, and in how many rows? Grain: one row per name, the commonest first.
select name, sum(rows)::bigint as rows
from (
  select country as name, count(*) as rows from model.account where not is_deleted group by 1
  union all select region, count(*) from model.account where not is_deleted group by 1
  union all select province, count(*) from model.account where not is_deleted group by 1
  union all select city, count(*) from model.account where not is_deleted group by 1
  union all select region, count(*) from model.lead where not is_deleted group by 1
  union all select region, count(*) from model.person where not is_deleted group by 1
)
where name is not null
group by name
order by rows desc, name
limit 20000
