-- When was the deal won? Grain: one row per won deal. Reads: deals (unit, opportunity_id).
select d.unit, o.closed_at as moment, o.id as thing
from deals d join mart.opportunity o on o.id = d.opportunity_id
where o.status = 'won' and o.closed_at is not null
