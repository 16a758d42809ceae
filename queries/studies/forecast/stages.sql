-- Which stages can a deal stand in, in order? Grain: one row per open stage of a pipeline. Reads: mart.stage.
with named as (
  select
    id, any_value(name) as name, any_value(pipeline) as pipeline, any_value(position) as position, any_value(probability) as probability,
    any_value(forecast_category) as category
  from mart.stage where kind = 'open' group by id
)
select id, name, pipeline, position, probability, category from named order by pipeline nulls first, position nulls last, name, id
