-- When was a quote sent? Grain: one row per quote that was. Reads: deals (unit, opportunity_id).
select d.unit, q.sent_at as moment, q.id as thing
from deals d join mart.quote q on q.opportunity_id = d.opportunity_id
where q.sent_at is not null
