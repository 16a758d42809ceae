-- What became of the deals that reached a stage? Grain: one row per stage and status of the deals by $as_of. Reads: population (id, status, closed_day),
-- mart.stage_visit, mart.stage. Parameters: $from, $to, $as_of (the first two may be null). Traps: who stood in a later stage, or won, has reached the ones before it
-- (they were skipped); the day of reaching is that of the first such entry; the pipeline is that of the visits, for a win that of the last one.
with visits as (
  select v.opportunity_id, s.pipeline, s.position, v.entered_day, s.kind, v.entered_at, v.id
  from mart.stage_visit v
  join mart.stage s on s.ref = v.stage_ref
  where v.entered_day <= $as_of
),
deals as (
  select id, case when status <> 'open' and coalesce(closed_day, 0) <= $as_of then status else 'open' end as status, closed_day from population
),
marks as (
  select opportunity_id, pipeline, position, entered_day from visits where kind <> 'lost'
  union all
  select d.id, v.pipeline, 1000000, d.closed_day
  from deals d
  join (select opportunity_id, arg_max(pipeline, (entered_at, position, id)) as pipeline from visits group by opportunity_id) v on v.opportunity_id = d.id
  where d.status = 'won' and d.closed_day is not null
),
stages as (
  select distinct id, pipeline, position from mart.stage where kind = 'open'
),
reached as (
  select s.id as stage, m.opportunity_id, min(m.entered_day) as reached_day
  from stages s
  join marks m on m.pipeline is not distinct from s.pipeline and m.position >= s.position
  group by s.id, m.opportunity_id
)
select r.stage, d.status, count(*) as deals
from reached r
join deals d on d.id = r.opportunity_id
where ($from::integer is null or r.reached_day >= $from) and ($to::integer is null or r.reached_day <= $to)
group by r.stage, d.status
order by r.stage, d.status
