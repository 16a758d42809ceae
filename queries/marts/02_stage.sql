-- Stages. Grain: one row per `pipeline/stage` text (`ref`; an unnamed pipeline leaves `/stage`).
-- Traps: the same stage name may stand in several pipelines; `position` orders stages, won and lost come last.
-- No rows without rows of: model.stage.
create or replace table mart.stage as
select
  r.ref, s.id, s.name, s.pipeline, s.position, s.probability, coalesce(s.kind, 'open') as kind,
  s.forecast_category, s.is_stub, s.source, s.load_id
from meta.reference r join model.stage s on s.id = r.id
where r.entity = 'stage';
