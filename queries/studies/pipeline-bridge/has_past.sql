-- Is any earlier amount, owner or expected close of a deal known? Grain: one row. Reads: mart.opportunity_state.
with changed as (
  select 1 from mart.opportunity_state group by opportunity_id
  having min(amount) is distinct from max(amount) or min(owner_ref) is distinct from max(owner_ref)
    or min(expected_close_day) is distinct from max(expected_close_day)
  limit 1
)
select count(*) > 0 as has_past from changed
