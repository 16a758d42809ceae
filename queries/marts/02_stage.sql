-- Stages. Grain: one row per `pipeline/stage` text (`ref`; an unnamed pipeline leaves `/stage`).
-- Traps: the same stage name may stand in several pipelines; `position` orders stages, won and lost come last; a stage file that says no
-- kinds says them by name or by probability: 1 is won, 0 is lost where it stands behind the won stage (a new stage may have 0 too).
-- No rows without rows of: model.stage.
create or replace table mart.stage as
with told as (
  select
    *, regexp_full_match(meta.match_key(name), '(closed?)?won|已?赢单') or coalesce(probability >= 1, false) as is_won,
    regexp_full_match(meta.match_key(name), '(closed?)?lost|已?[输丢]单') as is_lost
  from model.stage
),
kinds as (
  select
    id, coalesce(kind, case when is_won then 'won' when is_lost or (probability = 0 and position > min(position) filter (is_won) over (partition by pipeline)) then 'lost' else 'open' end) as kind
  from told
)
select
  r.ref, s.id, s.name, s.pipeline, s.position, s.probability, k.kind,
  s.forecast_category, s.is_stub, s.source, s.load_id
from meta.reference r join model.stage s on s.id = r.id join kinds k on k.id = s.id
where r.entity = 'stage';
