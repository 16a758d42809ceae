-- When was the lead of a deal created? Grain: one row per deal that came from a lead. Reads: population (id, lead_id).
select p.id as unit, l.created_at as moment, l.id as thing
from population p join mart.lead l on l.id = p.lead_id
where l.created_at is not null
