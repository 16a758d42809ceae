-- When was ordered? Grain: one row per confirmed order of the deal. Reads: deals (unit, opportunity_id).
select d.unit, r.ordered_at as moment, r.id as thing
from deals d join mart."order" r on r.opportunity_id = d.opportunity_id
where r.ordered_at is not null and r.is_confirmed
