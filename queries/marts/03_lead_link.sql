-- Which deal came from which lead, whichever of the two files says so.
-- Grain: one row per lead that became a deal. Traps: a lead that names several deals counts for the earliest.
-- No rows without rows of: model.lead.
create or replace table mart.lead_link as
with said as (
  select l.id as lead_id, o.id as opportunity_id, o.created_at
  from model.lead l join model.opportunity o on o.source_id = l.opportunity and o.source = l.source
  where not l.is_deleted and not o.is_deleted
  union
  select l.id, o.id, o.created_at
  from model.opportunity o join model.lead l on l.source_id = o.lead and l.source = o.source
  where not l.is_deleted and not o.is_deleted
)
select lead_id, arg_min(opportunity_id, (coalesce(created_at, timestamp '9999-01-01'), opportunity_id)) as opportunity_id
from said
group by lead_id;
