-- 纷享销客 export of targets: Chinese labels, people by name, dates and amounts as typed cells. Grain: one row per target.
-- Parameters: none.
-- Traps: people's and teams' targets stand in one file and are two statements.
select g.source_id as "目标编号", g.period_start as "期间开始", g.period_end as "期间结束", p.name as "负责人", t.name as "团队", case g.metric when 'won_value' then '赢单金额' else '回款额' end as "指标", g.amount::double as "目标值", g.currency as "币种"
from model.target g left join model.person p on p.source_id = g.owner left join model.team t on t.source_id = g.team order by g.id
