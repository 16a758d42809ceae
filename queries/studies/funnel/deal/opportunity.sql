-- When was the deal created? Grain: one row per thing with a deal. Reads: deals (unit, opportunity_id).
select d.unit, o.created_at as moment, o.id as thing
from deals d join mart.opportunity o on o.id = d.opportunity_id
where o.created_at is not null
