-- Which customers have which scores? Grain: one row per customer, most money first. Reads: scored. Parameters: $cells = those of one segment, null = all; $limit.
with named as (select id, any_value(name) as name from mart.account group by id)
select
  s.id, n.name, strftime(date '1970-01-01' + s.last_day, '%Y-%m-%d') as last_on, s.last_day, s.orders, s.amount::varchar as amount, s.r, s.f, s.m, s.cell
from scored s left join named n on n.id = s.id
where $cells::integer[] is null or s.cell in (select unnest($cells::integer[]))
order by s.amount desc, s.id
limit $limit::integer
