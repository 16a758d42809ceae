-- Who sells what: teams, people of different skill, products, the stages of the sales process.
-- Grain: one row per team, person, product, stage; sample.seat turns (team, roll) into a rep.
-- Parameters: $seed. Traps: skill is the share of the usual losses that a rep avoids (100 = none), by place in the team: the first of five
-- is strong, the last weak; a rep who left or has not come yet is stood in for by the first of the team, who is always there.
create or replace table sample.team as
select * from (values
  (1, '华东一部', '华东', '销售中心'), (2, '华东二部', '华东', '销售中心'), (3, '华北部', '华北', '销售中心'), (4, '华南部', '华南', '销售中心'),
  (5, '中西部', '中西部', '销售中心'), (6, '大客户部', '全国', '销售中心'), (7, '销售中心', '全国', null)
) t(team_no, name, region, parent);

create or replace table sample.person as
with people as (
  select unnest(range(1, 8 + 36 + least(364, leads // 25000))) as person_no, first_day, last_day from sample.span
),
placed as (
  select
    person_no, first_day, last_day, person_no > 7 as is_rep,
    case when person_no = 1 then 7 when person_no <= 7 then person_no - 1 else 1 + (person_no - 8) % 6 end as team_no,
    (person_no - 8) // 6 as place
  from people
)
select
  person_no, team_no, is_rep, place,
  concat(
    sample.pick(['江', '陆', '沈', '顾', '许', '苏', '秦', '叶', '方', '韩', '白', '姚', '钟', '程', '傅', '康', '贺', '严', '温', '孟', '裴', '简', '卓', '蓝', '庄', '左', '伍', '柏', '尹', '莫'], person_no + $seed),
    sample.pick(['小满', '谷雨', '白露', '立夏', '惊蛰', '清明', '霜降', '立冬', '小寒', '大暑', '秋分', '芒种', '春分', '冬至', '处暑', '寒露', '夏至', '立春', '雨水', '小暑', '立秋', '小雪', '大雪', '大寒'], person_no + $seed // 30 + person_no // 30 * 7)
  ) as name,
  case when person_no = 1 then null when person_no <= 7 then 1 else team_no + 1 end as manager_no,
  case when not is_rep then 100 when place % 5 = 0 then 100 + $skill_percent when place % 5 = 4 then 100 - $skill_percent else 100 end as skill,
  case when place % 5 = 0 then 50 when place % 5 = 4 then 20 else 35 end as fast_percent,
  case when is_rep and person_no % 13 = 9 then first_day + 400 else first_day - 200 end as active_from,
  case when is_rep and person_no % 13 = 5 and place > 0 then last_day - 200 end as active_to
from placed;

create or replace table sample.seat as
with reps as (select *, row_number() over (partition by team_no order by place) - 1 as chair, count(*) over (partition by team_no) as chairs from sample.person where is_rep)
select
  r.team_no, s.seat, r.person_no, r.skill, r.fast_percent,
  sample.day_second(r.active_from) as from_second, sample.day_second(coalesce(r.active_to, date '2099-01-01')) as to_second,
  f.person_no as first_no, f.skill as first_skill, f.fast_percent as first_fast_percent
from (select unnest(range(0, 2520)) as seat) s
join reps r on r.chair = s.seat % r.chairs
join reps f on f.team_no = r.team_no and f.chair = 0;

create or replace table sample.product as
select * from (values
  (1, '星图MES 标准版', '星图软件', 168000, 42000, 1, 14), (2, '星图MES 旗舰版', '星图软件', 398000, 96000, 1, 8), (3, '星图WMS', '星图软件', 128000, 31000, 1, 10),
  (4, '星图看板', '星图软件', 58000, 12000, 2, 10), (5, '锐视检测机 V2', '智能装备', 286000, 171000, 3, 14), (6, '锐视检测机 V3 Pro', '智能装备', 468000, 262000, 2, 12),
  (7, '灵犀AGV 300', '智能装备', 152000, 98000, 5, 14), (8, '灵犀AGV 800', '智能装备', 268000, 166000, 3, 8), (9, '磐石机械臂 R6', '智能装备', 196000, 121000, 3, 10),
  (10, '年度维保', '专业服务', 36000, 15000, 2, 0), (11, '实施交付包', '专业服务', 88000, 52000, 1, 0), (12, '操作培训', '专业服务', 18000, 7000, 3, 0)
) p(product_no, name, line, list_price, cost, most, weight);

create or replace table sample.product_slot as
with upto as (select *, sum(weight) over (order by product_no)::bigint as top from sample.product where weight > 0)
select product_no, unnest(range(top - weight, top)) as slot from upto;

create or replace table sample.stage as
select * from (values
  (1, '初步沟通', 10, 'open', '管道'), (2, '需求分析', 30, 'open', '管道'), (3, '方案提供', 50, 'open', '最佳情况'), (4, '商务谈判', 70, 'open', '最佳情况'),
  (5, '合同签订', 90, 'open', '承诺'), (6, '赢单', 100, 'won', '已成交'), (7, '输单', 0, 'lost', '已排除')
) s(stage_no, name, probability, kind, forecast_category);
