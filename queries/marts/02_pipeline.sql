-- Pipelines. Grain: one row per text that names a pipeline (`ref`).
-- No rows without rows of: model.pipeline.
-- Keyed: name.
create or replace table mart.pipeline as
select r.ref, p.id, p.name, p.is_stub, p.source, p.load_id
from meta.reference r join model.pipeline p on p.id = r.id
where r.entity = 'pipeline';
