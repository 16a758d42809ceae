-- Which stage did each deal come to? Grain: one row per deal that entered an open stage in the period. A step for others. Reads: population (id, status, closed_day).
-- Parameters: $from, $to, $as_of (day numbers, the first two may be null).
-- Traps: the last open stage entered by $as_of counts, also where that was after the period; a deal won by then is `won`, whatever its stage;
-- stages of one name in several pipelines are one.
with entered as (
  select v.opportunity_id as id, s.name, s.position, v.entered_at, v.entered_day, v.id as visit_id
  from mart.stage_visit v join mart.stage s on s.ref = v.stage_ref
  where s.kind = 'open' and v.entered_day <= $as_of::integer
),
last_stage as (
  select id, name, position from entered
  qualify row_number() over (partition by id order by entered_at desc, position desc, visit_id desc) = 1
),
in_period as (
  select distinct id from entered
  where ($from::integer is null or entered_day >= $from::integer) and ($to::integer is null or entered_day <= $to::integer)
)
select
  p.id, case when p.status = 'won' and coalesce(p.closed_day, 0) <= $as_of::integer then 'won' else l.name end as value,
  case when p.status = 'won' and coalesce(p.closed_day, 0) <= $as_of::integer then 1000000 else coalesce(l.position, 0) end::integer as place
from population p join in_period i on i.id = p.id join last_stage l on l.id = p.id
