-- Which deals ended so? Grain: one row per deal, largest first. Reads: deals. Parameters: $outcomes; $has_group, $group; $has_reason, $reason;
-- $has_competitor, $competitor (null = the empty value).
with chosen as (
  select id, amount from deals
  where outcome in (select unnest($outcomes::varchar[]))
    and (not $has_group::boolean or g0 is not distinct from $group::varchar)
    and (not $has_reason::boolean or reason is not distinct from $reason::varchar)
    and (not $has_competitor::boolean or competitor is not distinct from $competitor::varchar)
)
select id from chosen order by amount desc nulls last, id
