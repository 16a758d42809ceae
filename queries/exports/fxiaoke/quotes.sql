-- 纷享销客 export of quotes: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per version of a quote.
-- Parameters: none.
-- Traps: only the last version of a deal answers to how it ended.
select q.source_id as "报价单编号", q.opportunity as "商机编号", q.account as "客户编号", q.version as "版本", q.status as "报价状态", q.sent_at as "发送时间", q.valid_until as "有效期至", q.approved_at as "审批时间", q.approval_level as "审批级别", q.amount::double as "报价金额", q.currency as "币种", p.name as "负责人"
from model.quote q left join model.person p on p.source_id = q.owner order by q.id
