-- Which leads go no further? Grain: one row per lead that was disqualified or whose deal was lost. Reads: population, deals.
-- Traps: a disqualification has no day of its own.
select id as unit, null::timestamp as moment, id as thing from population where disqualified_reason is not null or not is_valid
union all
select d.unit, o.closed_at, d.unit from deals d join mart.opportunity o on o.id = d.opportunity_id where o.status = 'lost'
