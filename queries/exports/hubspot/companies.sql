-- HubSpot export of companies: labels, every cell quoted, owners by name, moments of the account's zone without seconds.
-- Grain: one row per company.
-- Parameters: none. Traps: deleted records are not exported.
select
  '91' || right(a.source_id, 9) as "Record ID", a.name as "Company name", a.industry as "Industry", a.employee_count as "Number of Employees", a.country as "Country/Region", a.province as "State/Region", a.city as "City", a.phone as "Phone Number",
  p.name as "Company owner", strftime(a.created_at, '%Y-%m-%d %H:%M') as "Create Date", strftime(a.updated_at, '%Y-%m-%d %H:%M') as "Last Modified Date"
from model.account a left join model.person p on p.source_id = a.owner
where not a.is_deleted order by a.id
