-- 客户资料 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per customer.
-- Parameters: none.
-- Traps: no ids of people, no deleted rows.
select a.source_id as "客户编号", a.name as "客户名称", a.industry as "所属行业", a.employee_count as "员工人数", a.province as "省份", a.city as "城市", a.phone as "联系电话", a.tax_id as "税号", p.name as "业务员", strftime(a.created_at, '%Y/%-m/%-d %-H:%M') as "创建时间"
from model.account a left join model.person p on p.source_id = a.owner where not a.is_deleted order by a.id
