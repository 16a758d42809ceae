-- 纷享销客 export of deliveries: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per delivery.
-- Parameters: none.
-- Traps: what is still on its way has no date of acceptance.
select d.source_id as "发货单编号", d."order" as "订单编号", d.promised_on as "承诺交付日期", d.shipped_at as "发货时间", d.accepted_at as "验收时间", case when d.in_full then '是' else '否' end as "是否足量" from model.delivery d order by d.id
