-- 销售目标 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per person's target.
-- Parameters: none.
-- Traps: quarters are written 2025Q1.
select concat(year(g.period_start), 'Q', quarter(g.period_start)) as "目标周期", p.name as "负责人", '赢单金额' as "指标", format('{:,.0f}', g.amount::double) as "目标金额"
from model.target g join model.person p on p.source_id = g.owner order by g.id
