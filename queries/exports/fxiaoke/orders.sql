-- 纷享销客 export of orders: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per order.
-- Parameters: none.
-- Traps: drafts and cancelled orders are in it.
select o.source_id as "订单编号", o.contract as "合同编号", o.opportunity as "商机编号", o.account as "客户编号", o.ordered_at as "下单日期", o.approved_at as "审批时间", o.amount::double as "订单金额", o.cost::double as "成本", o.currency as "币种", o.status as "订单状态", p.name as "负责人"
from model."order" o left join model.person p on p.source_id = o.owner order by o.id
