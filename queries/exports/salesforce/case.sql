-- Salesforce data export, Case. Grain: one row per service ticket.
-- Parameters: none.
-- Traps: an open case has no ClosedDate.
select
  '5005g0' || right(t.source_id, 9) || 'AAA' as "Id", '0015g0' || right(t.account, 9) || 'AAA' as "AccountId", t.kind as "Type", t.priority as "Priority", case when t.solved_at is null then '处理中' else '已关闭' end as "Status",
  strftime(t.opened_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CreatedDate", strftime(t.first_reply_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "First_Reply__c",
  strftime(t.solved_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "ClosedDate", strftime(t.sla_due_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "SLA_Due__c", t.reopened_count as "Reopened_Count__c", t.csat as "CSAT__c",
  '0055g0' || right(t.owner, 9) || 'AAA' as "OwnerId"
from model.ticket t order by t.id
