-- 商机阶段记录 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per change of stage.
-- Parameters: none.
-- Traps: the deal stands by its number.
select v.opportunity as "商机编号", v.from_stage as "原阶段", v.stage as "新阶段", strftime(v.entered_at, '%Y/%-m/%-d %-H:%M') as "变更时间", p.name as "操作人"
from model.stage_visit v join model.opportunity o on o.source_id = v.opportunity and not o.is_deleted left join model.person p on p.source_id = v.changed_by order by v.id
