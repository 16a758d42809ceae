-- Salesforce data export, OrderItem. Grain: one row per product of an order.
-- Parameters: none.
-- Traps: TotalPrice = Quantity x UnitPrice.
select
  '8025g0' || right(l.source_id, 9) || 'AAA' as "OrderItemId", '8015g0' || right(l."order", 9) || 'AAA' as "OrderId", '01t5g0' || right(l.product, 9) || 'AAA' as "Product2Id", l.quantity::decimal(18, 2) as "Quantity",
  l.net_price::decimal(18, 2) as "UnitPrice", l.amount::decimal(18, 2) as "TotalPrice"
from model.order_line l order by l.id
