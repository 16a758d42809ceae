-- 商机 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per deal.
-- Parameters: none.
-- Traps: 赢率 as 30%, amounts as ¥1,234.00.
select o.source_id as "商机编号", o.name as "商机名称", a.name as "客户名称", o.lead as "线索编号", o.stage as "销售阶段", case when o.currency = 'CNY' then '¥' else 'US$' end || format('{:,.2f}', o.amount::double) as "商机金额", concat((o.probability * 100)::integer, '%') as "赢率",
  strftime(o.expected_close_on, '%Y年%-m月%-d日') as "预计成交日期", strftime(o.closed_at, '%Y年%-m月%-d日') as "实际成交日期", o.lost_reason as "输单原因", o.competitor as "竞争对手", r.name as "意向产品", p.name as "负责人", strftime(o.created_at, '%Y/%-m/%-d %-H:%M') as "创建时间"
from model.opportunity o left join model.account a on a.source_id = o.account left join model.product r on r.source_id = o.product left join model.person p on p.source_id = o.owner where not o.is_deleted order by o.id
