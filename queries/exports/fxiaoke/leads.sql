-- 纷享销客 export of leads: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per lead.
-- Parameters: none.
-- Traps: voided rows are left out; 是否有效 is empty until somebody has looked.
select
  l.source_id as "线索编号", l.name as "姓名", l.company as "公司", l.phone as "手机", l.email as "邮箱", h.source_name || '-' || h.medium as "线索来源", g.name as "市场活动", l.status as "线索状态",
  case when l.is_valid then '是' when not l.is_valid then '否' end as "是否有效", l.score as "线索评分", l.product_interest as "意向产品", l.industry as "行业", l.region as "省份", l.disqualified_reason as "无效原因",
  l.mql_at as "MQL时间", l.sql_at as "SQL时间", l.assigned_at as "分配时间", l.first_response_at as "首次响应时间", l.converted_at as "转换时间", l.opportunity as "转换商机", l.account as "转换客户", p.name as "线索负责人", l.created_at as "创建时间", l.updated_at as "最后修改时间"
from model.lead l
left join model.channel h on h.source_id = l.channel
left join model.campaign g on g.source_id = l.campaign
left join model.person p on p.source_id = l.owner
where not l.is_deleted order by l.id
