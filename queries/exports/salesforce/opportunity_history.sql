-- Salesforce report on opportunity history: labels instead of API names, the user's own zone and writing of dates, footer lines below.
-- Grain: one row per change of stage.
-- Parameters: none. Traps: the first entry of a deal has no stage to come from; newest first.
select
  '0065g0' || right(v.opportunity, 9) || 'AAA' as "Opportunity ID", o.name as "Opportunity Name", v.from_stage as "From Stage", v.stage as "To Stage", o.amount::decimal(18, 2) as "Amount", (s.probability * 100)::integer as "Probability (%)",
  strftime(o.expected_close_on, '%-m/%-d/%Y') as "Close Date", strftime(v.entered_at, '%-m/%-d/%Y %-I:%M %p') as "Last Modified", p.name as "Last Modified By"
from model.stage_visit v
join model.opportunity o on o.source_id = v.opportunity
left join model.stage s on s.name = v.stage
left join model.person p on p.source_id = v.changed_by
order by v.entered_at desc, v.id desc
