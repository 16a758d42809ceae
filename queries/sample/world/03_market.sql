-- The market: places, industries, channels with what they are worth and cost, campaigns.
-- Grain: one row per city, industry, channel, campaign; the *_slot tables turn a roll into one of them by weight.
-- Parameters: none. Traps: percentages of a channel are chances of one step each (valid, MQL, SQL, deal), not of the whole way;
-- channel 11 brings repeat business only and no leads; overseas customers buy in US dollars.
create or replace table sample.city as
select * from (values
  (1, '华东', '上海', '上海', 1, 110), (2, '华东', '江苏', '苏州', 1, 90), (3, '华东', '浙江', '杭州', 1, 80), (4, '华东', '浙江', '宁波', 1, 50),
  (5, '华东', '江苏', '南京', 1, 60), (6, '华东', '江苏', '无锡', 1, 40), (7, '华东', '安徽', '合肥', 2, 40), (8, '华东', '山东', '青岛', 2, 50),
  (9, '华东', '山东', '济南', 2, 40), (10, '华东', '福建', '福州', 2, 30), (11, '华东', '福建', '厦门', 2, 30), (12, '华北', '北京', '北京', 3, 90),
  (13, '华北', '天津', '天津', 3, 40), (14, '华北', '河北', '石家庄', 3, 30), (15, '华北', '山西', '太原', 3, 20), (16, '东北', '辽宁', '沈阳', 3, 30),
  (17, '华南', '广东', '深圳', 4, 100), (18, '华南', '广东', '广州', 4, 80), (19, '华南', '广东', '东莞', 4, 50), (20, '华南', '广东', '佛山', 4, 40),
  (21, '西南', '四川', '成都', 5, 60), (22, '西南', '重庆', '重庆', 5, 50), (23, '西北', '陕西', '西安', 5, 40), (24, '华中', '湖北', '武汉', 5, 50),
  (25, '华中', '湖南', '长沙', 5, 40), (26, '华中', '河南', '郑州', 5, 40), (27, '海外', '新加坡', '新加坡', 4, 12), (28, '海外', '越南', '河内', 4, 8)
) c(city_no, region, province, city, team_no, weight);

create or replace table sample.industry as
select * from (values
  (1, '汽车零部件', '汽车部件', 14), (2, '电子制造', '电子', 18), (3, '机械设备', '机械', 14), (4, '食品饮料', '食品', 9), (5, '医药', '药业', 8),
  (6, '新能源', '新能源', 10), (7, '物流仓储', '物流', 8), (8, '建筑工程', '建设工程', 7), (9, '化工', '化工', 6), (10, '纺织服装', '纺织', 6)
) i(industry_no, industry, word, weight);

create or replace table sample.channel as
select * from (values
  (1, '线上广告', '百度', '搜索竞价', true, 200, 74, 66, 58, 58, 260, '媒体'), (2, '线上广告', '抖音', '信息流', true, 170, 52, 52, 46, 46, 180, '媒体'),
  (3, '线上广告', '垂直门户', '横幅', true, 40, 60, 55, 50, 50, 520, '媒体'), (4, '内容营销', '公众号', '白皮书', false, 110, 80, 62, 55, 56, 30, '代理'),
  (5, '内容营销', '官网', '在线咨询', false, 130, 85, 72, 62, 62, 15, '工具'), (6, '线下活动', '行业展会', '展位登记', true, 110, 82, 66, 58, 58, 900, '活动'),
  (7, '线下活动', '技术沙龙', '签到', true, 40, 88, 70, 60, 60, 600, '活动'), (8, '转介绍', '老客户', '客户推荐', false, 60, 96, 82, 76, 74, 0, ''),
  (9, '转介绍', '合作伙伴', '代理商', false, 50, 93, 76, 70, 68, 120, '代理'), (10, '主动开发', '电话', '外呼', false, 80, 66, 58, 52, 48, 45, '人工'),
  (11, '老客户经营', '复购', '客户经理', false, 0, 0, 0, 0, 0, 0, ''), (12, '电商平台', '1688', '询盘', true, 10, 55, 55, 50, 50, 210, '媒体')
) c(channel_no, name, source_name, medium, is_paid, weight, valid_percent, mql_percent, sql_percent, deal_percent, cost_per_lead, kind);

create or replace table sample.city_slot as
with upto as (select *, sum(weight) over (order by city_no)::bigint as top from sample.city)
select city_no, region, province, city, team_no, unnest(range(top - weight, top)) as slot from upto;

create or replace table sample.industry_slot as
with upto as (select *, sum(weight) over (order by industry_no)::bigint as top from sample.industry)
select industry_no, industry, word, unnest(range(top - weight, top)) as slot from upto;

create or replace table sample.channel_slot as
with upto as (select *, sum(weight) over (order by channel_no)::bigint as top from sample.channel where weight > 0)
select channel_no, valid_percent, mql_percent, sql_percent, deal_percent, unnest(range(top - weight, top)) as slot from upto;

-- One campaign per paid or staged channel and half-year.
create or replace table sample.campaign as
with halves as (
  select unnest(generate_series(first_day, as_of, interval 6 month))::date as starts_on from sample.span
)
select
  row_number() over (order by h.starts_on, c.channel_no) as campaign_no, c.channel_no,
  concat(year(h.starts_on), case when month(h.starts_on) <= 6 then '上半年' else '下半年' end, c.source_name, case when c.kind = '活动' then '专场' when c.kind = '代理' then '合作计划' else '投放' end) as name,
  h.starts_on, (h.starts_on + interval 6 month - interval 1 day)::date as ends_on
from halves h, sample.channel c
where c.kind in ('媒体', '活动', '代理');

-- Which campaign of a channel ran on a day (days since 1970), so that facts find theirs by equality.
create or replace table sample.campaign_day as
select channel_no, campaign_no, unnest(range((starts_on - date '1970-01-01')::bigint , (ends_on - date '1970-01-01')::bigint + 1)) as day_no
from sample.campaign;
