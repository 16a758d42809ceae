-- Which stages are there, in order? Grain: one row per name of an open stage that deals can stand in.
with named as (
  select name, min(position) as place from mart.stage where kind = 'open' and not is_stub and name is not null group by name
)
select name from named order by place, name
