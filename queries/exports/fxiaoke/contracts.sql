-- 纷享销客 export of contracts: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per contract.
-- Parameters: none.
-- Traps: 附件 says whether the signed paper is there.
select c.source_id as "合同编号", c.opportunity as "商机编号", c.account as "客户编号", c.signed_at as "签订日期", c.amount::double as "合同金额", c.currency as "币种", c.starts_on as "开始日期", c.ends_on as "结束日期", case when c.document_present then '是' else '否' end as "附件是否齐全", c.status as "合同状态", p.name as "负责人"
from model.contract c left join model.person p on p.source_id = c.owner order by c.id
