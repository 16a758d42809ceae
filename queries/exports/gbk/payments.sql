-- 回款 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per payment or refund.
-- Parameters: none.
-- Traps: a refund stands in brackets, as accountants write it.
select y.source_id as "回款编号", a.name as "客户名称", y."order" as "订单号", strftime(y.received_at, '%Y/%-m/%-d') as "回款日期", case when y.amount < 0 then '(' || format('{:,.2f}', -y.amount::double) || ')' else format('{:,.2f}', y.amount::double) end as "回款金额", y.currency as "币种"
from model.payment y left join model.account a on a.source_id = y.account order by y.id
