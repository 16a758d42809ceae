-- 纷享销客 export of payments: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per payment or refund.
-- Parameters: none.
-- Traps: refunds are negative.
select y.source_id as "回款编号", y.account as "客户编号", y."order" as "订单编号", y.contract as "合同编号", y.received_at as "回款日期", y.amount::double as "回款金额", y.currency as "币种", y.status as "回款状态", l.invoice as "核销发票", l.instalment as "回款计划编号"
from model.payment y join model.payment_allocation l on l.payment = y.source_id order by y.id
