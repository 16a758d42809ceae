-- 纷享销客 export of deal products: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per product of a deal.
-- Parameters: none.
-- Traps: 小计 is quantity times the price agreed.
select l.source_id as "商机明细编号", l.opportunity as "商机编号", p.name as "产品名称", l.quantity::integer as "数量", l.net_price::double as "成交单价", l.amount::double as "小计", l.currency as "币种"
from model.opportunity_line l
join model.opportunity o on o.source_id = l.opportunity and not o.is_deleted
join model.product p on p.source_id = l.product
order by l.id
