-- 纷享销客 export of contacts: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per contact.
-- Parameters: none.
-- Traps: the customer stands by id.
select c.source_id as "联系人编号", c.name as "姓名", c.account as "客户编号", c.title as "职务", c.phone as "手机", c.email as "邮箱", p.name as "负责人", c.created_at as "创建时间"
from model.contact c left join model.person p on p.source_id = c.owner
where not c.is_deleted order by c.id
