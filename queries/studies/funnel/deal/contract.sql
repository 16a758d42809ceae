-- When was a contract signed? Grain: one row per contract that stands. Reads: deals (unit, opportunity_id).
select d.unit, c.signed_at as moment, c.id as thing
from deals d join mart.contract c on c.opportunity_id = d.opportunity_id
where c.signed_at is not null and c.is_valid
