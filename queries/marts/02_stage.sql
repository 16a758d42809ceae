-- Stages. Grain: one row per `pipeline/stage` text (`ref`; an unnamed pipeline leaves `/stage`), in each of the three.
-- Traps: the same stage name may stand in several pipelines; `position` orders stages, won and lost come last; what the settings say of a stage
-- (meta.stage_setting) and the stage it was renamed to (meta.alias) stand before what its source says; a stage file that says no kinds says
-- them by name or by probability: 1 is won, 0 is lost where it stands behind the won stage (a new stage may have 0 too). Facts read only what they are made
-- from, mart.stage_kind and mart.stage_place, so that a changed probability or name rewrites no fact; reports look up mart.stage.
-- No rows without rows of: model.stage.
-- Keyed: name, pipeline, kind, forecast_category.
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
),
renamed as (
  select s.id, min(c.id) as renamed_id, any_value(a.canonical) as name
  from model.stage s
  join meta.alias a on a.kind = 'stage' and a.text = s.name
  left join model.stage c on c.name = a.canonical and c.pipeline is not distinct from s.pipeline and not c.is_deleted
  group by s.id
)
select
  r.ref, s.id, coalesce(n.name, s.name) as name, s.pipeline, coalesce(g.position, s.position) as position,
  coalesce(g.probability, s.probability) as probability, coalesce(g.kind, k.kind) as kind,
  coalesce(g.forecast_category, s.forecast_category) as forecast_category,
  coalesce(g.valid_from, s.valid_from) as valid_from, coalesce(g.valid_to, s.valid_to) as valid_to, s.is_stub, s.source, s.load_id
from meta.reference r
join model.stage o on o.id = r.id
left join renamed n on n.id = o.id
join model.stage s on s.id = coalesce(n.renamed_id, o.id)
join kinds k on k.id = s.id
left join meta.stage_setting g on g.stage_key = coalesce(s.pipeline, '') || '/' || s.name
where r.entity = 'stage';

create or replace table mart.stage_kind as
select ref, kind from mart.stage;

create or replace table mart.stage_place as
select ref, id, kind, position, pipeline from mart.stage;
