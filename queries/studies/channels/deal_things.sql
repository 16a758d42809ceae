-- Which deals stand behind a count? Grain: one row per deal, largest first. Reads: deals, names. Parameters: $only_won; $has_channel, $channel; $has_group, $group.
with asked as (
  select d.id, d.won_amount
  from deals d left join names n on n.ref = d.chain_ref
  where (not $has_channel::boolean or n.name is not distinct from $channel::varchar) and (not $has_group::boolean or d.g0 is not distinct from $group::varchar)
    and case when $only_won::boolean then d.is_won else d.is_counted end
)
select id from asked order by won_amount desc nulls last, id
