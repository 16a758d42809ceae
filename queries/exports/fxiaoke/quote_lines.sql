-- 纷享销客 export of quote lines: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per product of a quote version.
-- Parameters: none.
-- Traps: 标准单价 is the list price, 报价单价 the price offered.
select l.source_id as "报价明细编号", l.quote as "报价单编号", p.name as "产品名称", l.quantity::integer as "数量", l.list_price::double as "标准单价", l.net_price::double as "报价单价"
from model.quote_line l join model.product p on p.source_id = l.product order by l.id
