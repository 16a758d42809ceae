-- What is a segment like? Grain: one row per value of a field. Reads: scored, population (id, g0, o0). Parameters: $cells, the segment's.
with traits as (
  select p.g0, min(p.o0) as place, count(*) as base, sum(case when s.cell in (select unnest($cells::integer[])) then 1 else 0 end) as members
  from scored s join population p on p.id = s.id
  group by p.g0
)
select g0 as value, base, members::bigint as members from traits order by place nulls last, g0 nulls last
