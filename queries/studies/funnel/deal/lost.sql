-- When was the deal lost? Grain: one row per lost deal. Reads: deals (unit, opportunity_id).
select d.unit, o.closed_at as moment, o.id as thing
from deals d join mart.opportunity o on o.id = d.opportunity_id
where o.status = 'lost' and o.closed_at is not null
