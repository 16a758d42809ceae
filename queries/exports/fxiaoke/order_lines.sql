-- 纷享销客 export of order products: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per product of an order.
-- Parameters: none.
-- Traps: 成本 is that of the whole line.
select l.source_id as "订单明细编号", l."order" as "订单编号", p.name as "产品名称", l.quantity::integer as "数量", l.net_price::double as "成交单价", l.cost::double as "成本", l.amount::double as "金额", l.currency as "币种"
from model.order_line l join model.product p on p.source_id = l.product order by l.id
