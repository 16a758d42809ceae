-- 产品 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per product.
-- Parameters: none.
-- Traps: prices in CNY.
select source_id as "产品编码", name as "产品名称", line as "产品线", format('{:,.2f}', list_price::double) as "标准价", format('{:,.2f}', cost::double) as "成本" from model.product order by id
