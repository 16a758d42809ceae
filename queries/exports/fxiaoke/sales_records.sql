-- 纷享销客 export of sales records: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per activity.
-- Parameters: none.
-- Traps: a record names a lead or a deal.
select a.source_id as "记录编号", a.happened_at as "跟进时间", a.kind as "跟进方式", case a.direction when 'inbound' then '呼入' else '呼出' end as "方向", case when a.is_automatic then '是' else '否' end as "自动", a.duration_minutes as "时长（分钟）",
  a.lead as "线索编号", a.opportunity as "商机编号", a.account as "客户编号", p.name as "跟进人", a.subject as "主题"
from model.activity a left join model.person p on p.source_id = a.owner order by a.happened_at, a.id
