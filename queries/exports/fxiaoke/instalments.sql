-- 纷享销客 export of payment plan: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per instalment.
-- Parameters: none.
-- Traps: 原计划日期 stays when the plan is moved.
select i.source_id as "回款计划编号", i.contract as "合同编号", i."order" as "订单编号", i.due_on as "计划回款日期", i.original_due_on as "原计划日期", i.amount::double as "计划回款金额", i.currency as "币种", i.condition as "回款条件" from model.instalment i order by i.id
