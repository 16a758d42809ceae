-- Which deals moved, and how much? Grain: one row per deal and movement, transfers between groups among them, the largest first.
-- Reads: moves, mart.opportunity_state, mart.stage, mart.person, mart.account. Parameters: $to. Traps: `pushes` counts the moves of the expected close to a later day from the beginning to $to; several of one day are one.
with pushed as (
  select opportunity_id, count(*) as pushes
  from (
    select opportunity_id, from_day, expected_close_day, lag(expected_close_day) over (partition by opportunity_id order by from_day nulls first, id) as previous_day
    from mart.opportunity_state
    where opportunity_id in (select opportunity_id from moves)
  )
  where expected_close_day > previous_day and from_day <= $to
  group by opportunity_id
)
select
  m.movement, m.is_transfer, m.g0 as "group", l.source_id as deal, l.name, a.name as account, m.amount::varchar as amount, m.opening_amount::varchar as opening_amount, m.closing_amount::varchar as closing_amount,
  po.name as owner_before, pn.name as owner, so.name as stage_before, sn.name as stage,
  (date '1970-01-01' + f.expected_close_day)::varchar as expected_before, (date '1970-01-01' + l.expected_close_day)::varchar as expected, coalesce(p.pushes, 0) as pushes
from moves m
join mart.opportunity_state l on l.id = m.last_id
left join mart.opportunity_state f on f.id = m.start_id
left join mart.account a on a.ref = l.account_ref
left join mart.person po on po.ref = f.owner_ref
left join mart.person pn on pn.ref = l.owner_ref
left join mart.stage so on so.ref = f.stage_ref
left join mart.stage sn on sn.ref = l.stage_ref
left join pushed p on p.opportunity_id = m.opportunity_id
order by m.amount desc, l.source_id, l.source
