-- What is each reference to a channel called on the level that is compared? Grain: one row per reference. A step for others.
-- Parameters: $level = channel, source, medium or campaign. Traps: `code` counts the names in their order; a channel without a source or medium has its
-- name one level up; what belongs to no campaign is not here.
select ref, name, (dense_rank() over (order by name) - 1)::integer as code
from (
  select ref, case $level::varchar when 'source' then coalesce(source_name, name) when 'medium' then coalesce(medium, source_name, name) else name end as name
  from mart.channel where $level::varchar <> 'campaign'
  union all
  select ref, name from mart.campaign where $level::varchar = 'campaign'
)
where name is not null
