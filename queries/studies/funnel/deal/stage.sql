-- When did the deal enter a stage? Grain: one row per visit of the stage named $stage. Reads: deals (unit, opportunity_id).
-- Traps: a stage of that name in any pipeline counts.
select d.unit, v.entered_at as moment, v.id as thing
from deals d join mart.stage_visit v on v.opportunity_id = d.opportunity_id
where v.stage_ref in (select ref from mart.stage where name = $stage::varchar)
