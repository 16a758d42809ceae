-- Question: which stages does the data name, what are they with the settings, and how many deals stand in each? Grain: one row per stage.
-- Parameters: $day, on which a stage is valid or not; those that are not come last.
-- Traps: a renamed stage still stands here under the name its source uses, so that it can be edited.
with counted as (select stage_ref, count(*) as deals from mart.opportunity group by stage_ref)
select
  coalesce(o.pipeline, '') || '/' || o.name as key, o.pipeline, o.name, any_value(s.position) as position,
  any_value(s.probability)::double as probability, any_value(s.kind) as kind, any_value(s.forecast_category) as "forecastCategory",
  any_value(s.valid_from) as "validFrom", any_value(s.valid_to) as "validTo",
  $day::date between coalesce(any_value(s.valid_from), date '0001-01-01') and coalesce(any_value(s.valid_to), date '9999-12-31') as "isValid", coalesce(sum(c.deals), 0)::bigint as deals
from meta.reference r
join model.stage o on o.id = r.id
join mart.stage s on s.ref = r.ref
left join counted c on c.stage_ref = r.ref
where r.entity = 'stage' and o.name is not null
group by o.pipeline, o.name
order by o.pipeline nulls first, "isValid" desc, case any_value(s.kind) when 'won' then 1 when 'lost' then 2 else 0 end, position nulls last, o.name
