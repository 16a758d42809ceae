-- 订单 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per order.
-- Parameters: none.
-- Traps: amounts with thousands.
select o.source_id as "订单号", o.opportunity as "商机编号", a.name as "客户名称", strftime(o.ordered_at, '%Y/%-m/%-d') as "下单日期", format('{:,.2f}', o.amount::double) as "订单金额", format('{:,.2f}', o.cost::double) as "成本", o.currency as "币种", o.status as "订单状态", p.name as "业务员"
from model."order" o left join model.account a on a.source_id = o.account left join model.person p on p.source_id = o.owner order by o.id
