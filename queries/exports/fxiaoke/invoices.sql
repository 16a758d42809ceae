-- 纷享销客 export of invoices: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per invoice or credit note.
-- Parameters: none.
-- Traps: credit notes (红字) are negative.
select i.source_id as "发票编号", i."order" as "订单编号", i.contract as "合同编号", i.account as "客户编号", case i.kind when 'invoice' then '蓝字发票' else '红字发票' end as "发票类型", i.issued_on as "开票日期", i.due_on as "到期日期", i.net::double as "不含税金额", i.tax::double as "税额", i.gross::double as "价税合计", i.currency as "币种", i.status as "发票状态"
from model.invoice i order by i.id
