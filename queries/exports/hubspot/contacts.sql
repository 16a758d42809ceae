-- HubSpot export of contacts, which are its leads. Grain: one row per lead that is not deleted.
-- Parameters: none.
-- Traps: Lifecycle Stage tells how far, Lead Status what happens to it; a deleted one simply is not there any more.
select
  '90' || right(l.source_id, 9) as "Record ID", substr(l.name, 2) as "First Name", left(l.name, 1) as "Last Name", l.email as "Email", l.phone as "Phone Number", l.company as "Company Name", l.region as "State/Region", l.industry as "Industry",
  case when l.opportunity is not null then 'Opportunity' when l.sql_at is not null then 'Sales Qualified Lead' when l.mql_at is not null then 'Marketing Qualified Lead' else 'Lead' end as "Lifecycle Stage", l.status as "Lead Status",
  p.name as "Contact owner", concat(h.source_name, '-', h.medium) as "Original Traffic Source", h.name as "Original Traffic Source Drill-Down 1", g.name as "Original Traffic Source Drill-Down 2",
  strftime(l.created_at, '%Y-%m-%d %H:%M') as "Create Date", strftime(l.mql_at, '%Y-%m-%d %H:%M') as "Became a Marketing Qualified Lead Date", strftime(l.sql_at, '%Y-%m-%d %H:%M') as "Became a Sales Qualified Lead Date",
  strftime(l.first_response_at, '%Y-%m-%d %H:%M') as "First Contacted", strftime(l.updated_at, '%Y-%m-%d %H:%M') as "Last Modified Date", '92' || right(l.opportunity, 9) as "Associated Deal IDs", '91' || right(l.account, 9) as "Associated Company IDs"
from model.lead l
left join model.person p on p.source_id = l.owner
left join model.channel h on h.source_id = l.channel
left join model.campaign g on g.source_id = l.campaign
where not l.is_deleted order by l.id
