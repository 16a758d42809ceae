-- What is each reference to a channel called on the level that is compared? Grain: one row per reference. A step for others.
-- Parameters: $level = channel, source, medium or campaign. Traps: `code` counts the names in their order; what has no name on the level is not here.
select ref, name, (dense_rank() over (order by name) - 1)::integer as code
from (
  select ref, case $level::varchar when 'source' then source_name when 'medium' then medium else name end as name
  from mart.channel where $level::varchar <> 'campaign'
  union all
  select ref, name from mart.campaign where $level::varchar = 'campaign'
)
where name is not null
