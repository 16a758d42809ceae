-- What happened between the two days that no end shows? Grain: one row per `kind`: `won`, `lost` = deals created and closed in between; `pushed` = deals
-- whose expected close was moved to a later day (`times` = how often), of those planned for the scope; `past` = deals of which an earlier amount, owner or expected close
-- is known at all. Reads: closed_deals (created_day, closed_day, status), closing_states, mart.opportunity_state.
-- Parameters: $from, $to, $close_from, $close_to. Traps: a move is told from the state before, which need not pass the filters; several of one day are one.
with moving as (
  select id, opportunity_id from closing_states where from_day > $from and from_day <= $to
),
planned as (
  select id, opportunity_id, expected_close_day, lag(expected_close_day) over (partition by opportunity_id order by from_day nulls first, id) as previous_day
  from mart.opportunity_state
  where opportunity_id in (select opportunity_id from moving)
),
pushed as (
  select p.opportunity_id
  from planned p join moving m on m.id = p.id
  where p.expected_close_day > p.previous_day
    and ($close_from::integer is null or p.previous_day >= $close_from) and ($close_to::integer is null or p.previous_day <= $close_to)
),
changed as (
  select 1 from mart.opportunity_state group by opportunity_id
  having min(amount) is distinct from max(amount) or min(owner_ref) is distinct from max(owner_ref)
    or min(expected_close_day) is distinct from max(expected_close_day)
  limit 1
)
select status as kind, count(*) as deals, count(*) as times from closed_deals
where created_day > $from and closed_day <= $to and status <> 'open' group by status
union all
select 'pushed', count(distinct opportunity_id), count(*) from pushed
union all
select 'past', count(*), count(*) from changed
