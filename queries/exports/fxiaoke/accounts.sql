-- 纷享销客 export of accounts: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per customer.
-- Parameters: none.
-- Traps: voided rows (作废) are left out.
select
  a.source_id as "客户编号", a.name as "客户名称", a.industry as "行业", a.size_band as "公司规模", a.employee_count as "员工人数", a.country as "国家", a.region as "大区", a.province as "省份", a.city as "城市", a.phone as "电话", a.email as "邮箱",
  a.tax_id as "统一社会信用代码", p.name as "负责人", t.name as "负责人主属部门", a.created_at as "创建时间", a.updated_at as "最后修改时间", '正常' as "生命状态"
from model.account a left join model.person p on p.source_id = a.owner left join model.team t on t.source_id = p.team
where not a.is_deleted order by a.id
