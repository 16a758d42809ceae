-- 纷享销客 export of products: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per product.
-- Parameters: none.
-- Traps: prices are in CNY.
select source_id as "产品编号", name as "产品名称", line as "产品线", list_price::double as "标准价", cost::double as "标准成本", currency as "币种", valid_from as "生效日期" from model.product order by id
