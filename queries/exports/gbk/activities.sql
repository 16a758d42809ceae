-- 跟进记录 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per activity.
-- Parameters: none.
-- Traps: a record names a lead or a deal.
select a.source_id as "跟进编号", strftime(a.happened_at, '%Y/%-m/%-d %-H:%M') as "跟进时间", a.kind as "跟进方式", a.lead as "线索编号", a.opportunity as "商机编号", p.name as "跟进人", a.subject as "跟进内容"
from model.activity a left join model.person p on p.source_id = a.owner order by a.happened_at, a.id
