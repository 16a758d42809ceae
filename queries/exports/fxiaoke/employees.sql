-- 纷享销客 export of employees: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per person.
-- Parameters: none.
-- Traps: who left has a last day.
select p.source_id as "员工编号", p.name as "姓名", p.email as "邮箱", t.name as "团队", m.name as "主管", p.region as "大区", p.active_from as "入职日期", p.active_to as "离职日期"
from model.person p left join model.team t on t.source_id = p.team left join model.person m on m.source_id = p.manager order by p.id
