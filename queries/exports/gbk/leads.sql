-- 线索 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per lead.
-- Parameters: none.
-- Traps: 是 and 否 for whether it is valid.
select l.source_id as "线索编号", l.name as "姓名", l.company as "公司名称", l.phone as "手机", h.source_name || '-' || h.medium as "线索来源", l.status as "线索状态", case when l.is_valid then '是' when not l.is_valid then '否' end as "是否有效", l.region as "地区",
  strftime(l.mql_at, '%Y/%-m/%-d %-H:%M') as "MQL时间", strftime(l.sql_at, '%Y/%-m/%-d %-H:%M') as "SQL时间", strftime(l.first_response_at, '%Y/%-m/%-d %-H:%M') as "首次跟进时间", strftime(l.converted_at, '%Y/%-m/%-d %-H:%M') as "转换时间", l.opportunity as "转换商机", p.name as "负责人", strftime(l.created_at, '%Y/%-m/%-d %-H:%M') as "创建时间"
from model.lead l left join model.channel h on h.source_id = l.channel left join model.person p on p.source_id = l.owner where not l.is_deleted order by l.id
