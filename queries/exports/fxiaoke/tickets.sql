-- 纷享销客 export of service tickets: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per ticket.
-- Parameters: none.
-- Traps: 满意度 is empty where the customer said nothing.
select t.source_id as "工单编号", t.account as "客户编号", t.kind as "工单类型", t.priority as "优先级", t.opened_at as "创建时间", t.first_reply_at as "首次回复时间", t.solved_at as "解决时间", t.sla_due_at as "SLA截止时间", t.reopened_count as "重开次数", t.csat as "满意度", p.name as "负责人"
from model.ticket t left join model.person p on p.source_id = t.owner order by t.id
