-- Salesforce data export, Contact. Grain: one row per contact.
-- Parameters: none.
-- Traps: the surname is one character, as people here have it.
select
  '0035g0' || right(c.source_id, 9) || 'AAA' as "Id", c.is_deleted as "IsDeleted", '0015g0' || right(c.account, 9) || 'AAA' as "AccountId", left(c.name, 1) as "LastName", substr(c.name, 2) as "FirstName",
  c.title as "Title", c.phone as "MobilePhone", c.email as "Email", '0055g0' || right(c.owner, 9) || 'AAA' as "OwnerId",
  strftime(c.created_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CreatedDate"
from model.contact c order by c.id
