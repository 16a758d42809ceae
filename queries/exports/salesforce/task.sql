-- Salesforce data export, Task. Grain: one row per activity.
-- Parameters: none.
-- Traps: WhoId is the lead, WhatId the deal; ActivityDate is a day, the moment stands in CompletedDateTime.
select
  '00T5g' || case when starts_with(a.source_id, 'Y') then '0' else '1' end || right(a.source_id, 9) || 'EAA' as "Id", '00Q5g0' || right(a.lead, 9) || 'EAA' as "WhoId", '0065g0' || right(a.opportunity, 9) || 'AAA' as "WhatId", '0015g0' || right(a.account, 9) || 'AAA' as "AccountId",
  a.subject as "Subject", a.kind as "TaskSubtype", strftime(a.happened_at, '%Y-%m-%d') as "ActivityDate", strftime(a.happened_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CompletedDateTime",
  a.status as "Status", '0055g0' || right(a.owner, 9) || 'AAA' as "OwnerId"
from model.activity a order by a.happened_at, a.id
