-- 员工 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per person.
-- Parameters: none.
-- Traps: who left has a last day.
select p.source_id as "工号", p.name as "姓名", t.name as "部门", m.name as "上级", p.region as "大区", strftime(p.active_from, '%Y/%-m/%-d') as "入职日期", strftime(p.active_to, '%Y/%-m/%-d') as "离职日期"
from model.person p left join model.team t on t.source_id = p.team left join model.person m on m.source_id = p.manager order by p.id
