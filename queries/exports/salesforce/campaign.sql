-- Salesforce data export, Campaign. Grain: one row per campaign.
-- Parameters: none.
-- Traps: Type is the medium of its channel.
select '7015g0' || right(c.source_id, 9) || 'AAA' as "Id", c.name as "Name", h.medium as "Type", strftime(c.starts_on, '%Y-%m-%d') as "StartDate", strftime(c.ends_on, '%Y-%m-%d') as "EndDate"
from model.campaign c join model.channel h on h.source_id = c.channel order by c.id
