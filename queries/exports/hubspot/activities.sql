-- HubSpot export of engagements. Grain: one row per activity.
-- Parameters: none.
-- Traps: a lead is a contact here; a deal's activities name the deal.
select
  case when starts_with(a.source_id, 'Y') then '95' else '96' end || right(a.source_id, 9) as "Record ID", strftime(a.happened_at, '%Y-%m-%d %H:%M') as "Activity date", a.kind as "Activity type", a.direction as "Direction", a.duration_minutes as "Duration (minutes)",
  p.name as "Activity assigned to", '90' || right(a.lead, 9) as "Lead ID", '92' || right(a.opportunity, 9) as "Deal ID", '91' || right(a.account, 9) as "Company ID", a.subject as "Subject"
from model.activity a left join model.person p on p.source_id = a.owner
order by a.happened_at, a.id
