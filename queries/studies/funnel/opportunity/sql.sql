-- When did sales accept the lead of a deal? Grain: one row per deal with such a lead. Reads: population (id, lead_id).
select p.id as unit, l.sql_at as moment, l.id as thing
from population p join mart.lead l on l.id = p.lead_id
where l.sql_at is not null
