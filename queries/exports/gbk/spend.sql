-- 渠道投入 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per amount spent.
-- Parameters: none.
-- Traps: media by day, the rest by week.
select strftime(s.spent_on, '%Y/%-m/%-d') as "日期", h.source_name || '-' || h.medium as "渠道", g.name as "市场活动", s.kind as "费用类型", format('{:,.2f}', s.amount::double) as "投入金额"
from model.spend s join model.channel h on h.source_id = s.channel left join model.campaign g on g.source_id = s.campaign order by s.id
