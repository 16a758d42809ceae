-- Which accounts go no further? Grain: one row per account that never bought, whose leads without a deal are all disqualified and whose deals are all lost.
-- Reads: population (id), deals (unit, opportunity_id). Traps: a disqualification has no day of its own; the end is that of the last deal.
select unit, max(moment) as moment, unit as thing
from (
  select p.id as unit, null::timestamp as moment, l.disqualified_reason is not null or not l.is_valid as is_over
  from population p join mart.account a on a.id = p.id join mart.lead l on l.account_ref = a.ref
  where l.opportunity_id is null
  union all
  select d.unit, o.closed_at, o.status = 'lost'
  from deals d join mart.opportunity o on o.id = d.opportunity_id
)
where unit not in (select account_id from mart.purchase)
group by unit
having bool_and(is_over)
