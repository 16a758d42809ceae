-- Salesforce data export, User. Grain: one row per person.
-- Parameters: none.
-- Traps: who left is inactive and stays the owner of old rows.
select
  '0055g0' || right(p.source_id, 9) || 'AAA' as "Id", p.name as "Name", p.email as "Email", t.name as "Department", '0055g0' || right(p.manager, 9) || 'AAA' as "ManagerId", p.active_to is null as "IsActive"
from model.person p left join model.team t on t.source_id = p.team order by p.id
