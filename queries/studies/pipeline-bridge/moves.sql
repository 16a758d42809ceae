-- What became of each deal between the two ends, and how much did it move? Grain: one row per deal and movement.
-- Reads: ends (see ends.sql), mart.stage. Parameters: $from, $close_from, $is_by_stage, $is_at_closing_amount.
-- Traps: a deal has one movement by rank: deleted, won and lost, scope, pulled, pushed; amounts that change stand apart, in a row of their own.
-- What changes its group passes at its opening amount (`is_transfer`), and what happens to it then belongs to the new group, so that every other
-- movement adds up over groups; where the groups are stages the transfer is a step on or back. Amounts are positive but for a deal worth less than nothing.
with ranked as (
  select
    *,
    case
      when is_opening and is_closing then 'stays'
      when is_opening and outcome = 'gone' then 'deleted'
      when is_opening and outcome <> 'open' then case when is_credited then outcome else 'scope_out' end
      when is_opening and (not passes_at_end or last_expected_close_day is null) then 'scope_out'
      when is_opening and last_expected_close_day < $close_from::integer then 'pulled_out'
      when is_opening then 'pushed_out'
      when start_id is null and created_day > $from then 'new'
      when start_id is null then 'reopened'
      when not passes_at_start or start_expected_close_day is null then 'scope_in'
      when start_expected_close_day < $close_from::integer then 'pushed_in'
      else 'pulled_in'
    end as movement
  from ends
),
shifted as (
  select
    r.*,
    case when is_closing or movement in ('won', 'lost') then closing_amount - opening_amount end as difference,
    is_opening and movement <> 'scope_out' and opening_group is distinct from closing_group as is_transferred,
    case when $is_by_stage and a.pipeline is not distinct from z.pipeline then case when z.position > a.position then 'progressed' when z.position < a.position then 'regressed' end end as step
  from ranked r
  left join mart.stage a on a.ref = r.opening_stage_ref
  left join mart.stage z on z.ref = r.last_stage_ref
)
select
  opportunity_id, movement, false as is_transfer, case when movement = 'scope_out' then opening_group else closing_group end as g0,
  case when not is_opening then closing_amount when movement in ('won', 'lost') and $is_at_closing_amount then closing_amount else opening_amount end as amount,
  case when is_opening and movement not in ('won', 'lost') then start_id else last_id end as state_id, start_id, last_id, opening_amount, closing_amount
from shifted
where movement <> 'stays'
union all
select
  opportunity_id, case when difference > 0 then 'amount_up' else 'amount_down' end, false, closing_group, abs(difference), last_id, start_id, last_id,
  opening_amount, closing_amount
from shifted
where is_opening and difference <> 0 and (movement = 'stays' or $is_at_closing_amount)
union all
select opportunity_id, coalesce(step, 'scope') || '_out', true, opening_group, opening_amount, start_id, start_id, last_id, opening_amount, closing_amount
from shifted
where is_transferred
union all
select opportunity_id, coalesce(step, 'scope') || '_in', true, closing_group, opening_amount, last_id, start_id, last_id, opening_amount, closing_amount
from shifted
where is_transferred
