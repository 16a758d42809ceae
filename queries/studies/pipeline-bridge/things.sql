-- Which deals are behind a movement, as they stood then? Grain: one row per deal, the largest amounts first. Reads: moves.
-- Parameters: $movement, $is_by_stage, $has_group, $group. Traps: transfers between groups belong to a group, and to the whole only as steps between stages.
with wanted as (
  select state_id, amount from moves
  where movement = $movement and ((not $has_group and (not is_transfer or $is_by_stage)) or ($has_group and g0 is not distinct from $group::varchar))
)
select state_id::double as id from wanted order by amount desc, state_id
