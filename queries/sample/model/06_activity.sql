-- Writes calls, visits, mails and messages on leads and deals, and the touches before a lead came. Grain: one row per activity, per touch.
-- Parameters: $seed. Traps: the first activity on a lead is its first response, by a person; deals that are won see more of the salesperson;
-- the last touch is always on the lead's own channel, earlier ones may be on any.
insert into model.activity by name
with tried as (
  select
    l.n, l.rep_no, l.response_s, s.cut,
    unnest(range(0, case when not l.is_valid then 1 when l.mql_s is null then 2 else 3 end)) as k
  from sample.lead l, sample.span s
  where l.response_s < s.cut
),
timed as (
  select *, n * 4 + k as activity_no, case when k = 0 then response_s else sample.at_work(response_s + k * 190000 + sample.roll($seed, n * 4 + k, 'pause', 90000)) end as at_s
  from tried
)
select
  sample.row_id(16, activity_no) as id, 'sample' as source, sample.key('Y', activity_no) as source_id, 1 as load_id, 16 as file_id, activity_no as row_number, hash(activity_no) as row_hash,
  sample.key('U', rep_no) as owner, sample.moment(at_s) as happened_at,
  case when k = 0 then '电话' else sample.pick(['电话', '微信', '邮件', '电话', '微信', '拜访'], activity_no * 7 // 3) end as kind,
  case when k = 0 or activity_no % 5 > 0 then 'outbound' else 'inbound' end as direction, k > 0 and activity_no % 17 = 0 as is_automatic,
  (2 + activity_no * 13 % 28)::double as duration_minutes, sample.key('L', n) as lead, case when k = 0 then '首次联系' else '跟进' end as subject, '已完成' as status
from timed where at_s < cut;

insert into model.activity by name
with worked as (
  select
    deal_no, account_no, rep_no, created_s, cut, (select max(n) * 4 + 4 from sample.lead) as base,
    least(closed_s, created_s + 8640000) - created_s as length, 3 + sample.roll($seed, deal_no, 'activities', 3) + case when is_won then 3 else 0 end as count
  from sample.deal_now
),
spread as (
  select *, unnest(range(0, count)) as k from worked
),
timed as (
  select *, deal_no * 16 + k as spread_no, sample.at_work(created_s + length * (k * 100 + sample.roll($seed, deal_no * 16 + k, 'when', 100)) // (count * 100)) as at_s
  from spread
)
select
  sample.row_id(16, base + spread_no) as id, 'sample' as source, sample.key('Z', spread_no) as source_id, 1 as load_id, 16 as file_id, base + spread_no as row_number, hash(base + spread_no) as row_hash,
  sample.key('U', rep_no) as owner, sample.moment(at_s) as happened_at,
  sample.pick(['电话', '拜访', '邮件', '会议', '微信', '电话', '拜访', '电话'], sample.roll($seed, spread_no, 'kind', 80)) as kind,
  case when spread_no % 6 > 0 then 'outbound' else 'inbound' end as direction, spread_no % 23 = 0 as is_automatic, (5 + spread_no * 17 % 115)::double as duration_minutes,
  sample.key('O', deal_no) as opportunity, sample.key('A', account_no) as account, '商机跟进' as subject, '已完成' as status
from timed where at_s < cut;

insert into model.touch by name
with touched as (
  select
    n, channel_no, created_s,
    unnest(range(0, 1 + (sample.roll($seed, n, 'more touches', 100) < 30)::integer + (sample.roll($seed, n, 'more touches', 100) < 10)::integer)) as k
  from sample.lead
),
placed as (
  select t.n, t.k, case when t.k = 0 then t.channel_no else h.channel_no end as touch_channel_no,
    case when t.k = 0 then created_s - 60 - sample.roll($seed, n, 'touch', 1700) else created_s - 86400 * (t.k * 4 + sample.roll($seed, n * 4 + t.k, 'touch', 9)) end as at_s
  from touched t join sample.channel_slot h on h.slot = sample.roll($seed, n * 4 + t.k, 'touch channel', 1000)
)
select
  sample.row_id(8, p.n * 4 + p.k) as id, 'sample' as source, sample.key('D', p.n * 4 + p.k) as source_id, 1 as load_id, 8 as file_id, p.n * 4 + p.k as row_number, hash(p.n * 4 + p.k) as row_hash,
  sample.moment(p.at_s) as happened_at, sample.key('L', p.n) as lead, sample.key('H', p.touch_channel_no) as channel, sample.key('G', g.campaign_no) as campaign,
  case c.kind when '媒体' then '广告点击' when '活动' then '活动签到' when '工具' then '网页访问' when '代理' then '内容下载' else '来电' end as kind
from placed p
join sample.channel c on c.channel_no = p.touch_channel_no
left join sample.campaign_day g on g.channel_no = p.touch_channel_no and g.day_no = p.at_s // 86400;
