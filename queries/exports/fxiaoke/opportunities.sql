-- 纷享销客 export of opportunities: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per deal.
-- Parameters: none.
-- Traps: 赢率 is in percent; 实际成交日期 only where the deal is closed.
select
  o.source_id as "商机编号", o.name as "商机名称", a.name as "客户名称", o.account as "客户编号", o.lead as "来源线索", o.pipeline as "销售流程", o.stage as "销售阶段", case o.status when 'won' then '赢单' when 'lost' then '输单' else '进行中' end as "状态",
  o.amount::double as "商机金额", o.currency as "币种", (o.probability * 100)::integer as "赢率", o.expected_close_on as "预计成交日期", o.closed_at as "实际成交日期", o.won_reason as "赢单原因", o.lost_reason as "输单原因", o.competitor as "竞争对手",
  o.forecast_category as "预测类型", o.type as "商机类型", h.source_name || '-' || h.medium as "商机来源", g.name as "市场活动", r.name as "产品", p.name as "负责人", t.name as "负责人主属部门", o.created_at as "创建时间", o.updated_at as "最后修改时间"
from model.opportunity o
left join model.account a on a.source_id = o.account
left join model.channel h on h.source_id = o.channel
left join model.campaign g on g.source_id = o.campaign
left join model.product r on r.source_id = o.product
left join model.person p on p.source_id = o.owner
left join model.team t on t.source_id = p.team
where not o.is_deleted order by o.id
