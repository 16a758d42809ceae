-- 纷享销客 export of stage changes: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per change of stage.
-- Parameters: none.
-- Traps: the first entry has no stage to come from.
select v.opportunity as "商机编号", v.pipeline as "销售流程", v.from_stage as "变更前阶段", v.stage as "变更后阶段", v.entered_at as "变更时间", p.name as "操作人"
from model.stage_visit v
join model.opportunity o on o.source_id = v.opportunity and not o.is_deleted
left join model.person p on p.source_id = v.changed_by
order by v.id
