-- Which leads stand behind a count? Grain: one row per lead, newest first. Reads: cohort, names. Parameters: $what = lead, mql or sql; $is_cohort, $from, $to,
-- $as_of; $has_channel, $channel; $has_group, $group (null = the empty one).
with asked as (
  select c.id, c.created_day
  from cohort c left join names n on n.ref = c.ref
  where (not $has_channel::boolean or n.name is not distinct from $channel::varchar) and (not $has_group::boolean or c.g0 is not distinct from $group::varchar)
    and case
      when $is_cohort::boolean then c.created_day between $from::integer and least($to::integer, $as_of::integer)
        and case $what::varchar when 'mql' then c.mql_day <= $as_of::integer when 'sql' then c.sql_day <= $as_of::integer else true end
      else case $what::varchar when 'mql' then c.mql_day when 'sql' then c.sql_day else c.created_day end between $from::integer and least($to::integer, $as_of::integer)
    end
)
select id from asked order by created_day desc nulls last, id
