-- Service cases. Grain: one row per ticket that is not deleted; sorted by the day it was opened.
-- Traps: hours are asked of the moments by reports, since working hours are a setting; the channel is that of the account's first touch.
-- No rows without rows of: model.ticket.
-- Keyed: kind, priority.
create or replace table mart.ticket as
select
  t.id, t.source, t.source_id, t.load_id, t.file_id, t.row_number, ar.ref as account_ref, wr.ref as owner_ref, ft.channel_ref, ft.campaign_ref, t.kind, t.priority,
  t.opened_at, mart.day_number(t.opened_at) as opened_day, mart.month_number(t.opened_at) as opened_month, t.first_reply_at,
  t.solved_at, mart.day_number(t.solved_at) as solved_day, mart.month_number(t.solved_at) as solved_month,
  t.reopened_count, t.sla_due_at, mart.day_number(t.sla_due_at) as sla_due_day, t.csat
from model.ticket t
left join meta.reference ar on ar.entity = 'account' and ar.raw = t.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = t.owner
where not t.is_deleted
order by opened_day;
