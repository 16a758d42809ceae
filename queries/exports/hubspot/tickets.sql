-- HubSpot export of tickets. Grain: one row per ticket.
-- Parameters: none.
-- Traps: an open ticket has no Close date.
select
  '97' || right(t.source_id, 9) as "Ticket ID", concat(t.kind, ' ', right(t.source_id, 6)) as "Ticket name", '客户服务' as "Pipeline", case when t.solved_at is null then '处理中' else '已关闭' end as "Ticket status", t.priority as "Priority",
  t.kind as "Category", strftime(t.opened_at, '%Y-%m-%d %H:%M') as "Create date", strftime(t.first_reply_at, '%Y-%m-%d %H:%M') as "First agent email response date", strftime(t.solved_at, '%Y-%m-%d %H:%M') as "Close date",
  p.name as "Ticket owner", '91' || right(t.account, 9) as "Associated Company IDs", t.csat as "CSAT score"
from model.ticket t left join model.person p on p.source_id = t.owner
order by t.id
