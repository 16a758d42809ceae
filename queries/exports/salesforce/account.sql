-- Salesforce data export, Account: API names, record ids of 18 characters, moments in UTC. Grain: one row per account.
-- Parameters: none.
-- Traps: the last three characters of an id only repeat which of the others are capitals.
select
  '0015g0' || right(a.source_id, 9) || 'AAA' as "Id", a.is_deleted as "IsDeleted", a.name as "Name", a.industry as "Industry", a.employee_count as "NumberOfEmployees", a.phone as "Phone",
  a.country as "BillingCountry", a.province as "BillingState", a.city as "BillingCity", '0055g0' || right(a.owner, 9) || 'AAA' as "OwnerId",
  strftime(a.created_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CreatedDate", strftime(a.updated_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "SystemModstamp"
from model.account a order by a.id
