-- What the next pull of a connection depends on. Parameters: $connection, $since (UTC: when it was last connected), $now (UTC). Grain: one row.
-- Traps: a pull that a person began with a secret of their own says nothing of the kept one; a start in the future (a clock that was set back)
-- counts as now, else nothing would be pulled until then.
-- `is_unfinished`: the last pull was ended by the end of the host, or read the rest of what an earlier one began: what came first is older.
with runs as (
  select id, state, least(started_at, $now::timestamp) as started_at, outcome, json_extract_string(outcome, '$.secret') = 'given' as is_given
  from meta.pull where connection = $connection
),
failed as (
  select id, outcome from runs
  where state = 'failed' and is_given is not true and started_at >= $since::timestamp
    and id > coalesce((select max(id) from runs where state in ('done', 'partial')), 0)
)
select (select max(started_at) from runs where state <> 'interrupted') as last_start,
  coalesce((select max_by(state = 'interrupted' or (state = 'done' and json_extract_string(outcome, '$.isResumed') = 'true'), id) from runs), false)
    as is_unfinished,
  (select count(*)::integer from failed) as failures,
  (select max_by(outcome, id) from failed) as last_failure
