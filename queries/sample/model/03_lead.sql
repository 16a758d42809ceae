-- Writes leads as they stand on the day the company is looked at. Grain: one row per lead.
-- Parameters: $seed. Traps: nothing after the cut is known; a lead that is a duplicate names the company mistyped; a few leads are deleted, and right after
-- $until somebody clears old invalid ones away;
-- some regions are spelled out or unknown.
insert into model.lead by name
with seen as (
  select
    l.n, l.company_no, l.account_no, l.channel_no, l.rep_no, l.size_roll, l.is_valid, l.created_s, s.cut, c.province, c.city, i.industry, i.word,
    sample.known(l.response_s, s.cut) as response_s, sample.known(l.mql_s, s.cut) as mql_s, sample.known(l.sql_s, s.cut) as sql_s, sample.known(l.converted_s, s.cut) as converted_s,
    sample.roll($seed, l.n, 'mess', 1000) as mess, l.created_s + 172800 < s.cut as is_checked, s.cut > s.until_cut and l.created_s < s.until_cut - 7776000 as is_swept
  from sample.lead l
  join sample.city c on c.city_no = l.city_no
  join sample.industry i on i.industry_no = l.industry_no, sample.span s
  where l.created_s < s.cut
)
select
  sample.row_id(9, l.n) as id, 'sample' as source, sample.key('L', l.n) as source_id, 1 as load_id, 9 as file_id, l.n as row_number, hash(l.n) as row_hash,
  l.converted_s is null and (l.mess < 5 and l.created_s + 2592000 < l.cut or not l.is_valid and l.is_swept and sample.roll($seed, l.n, 'sweep', 100) < 3) as is_deleted,
  sample.moment(l.created_s) as created_at, sample.moment(greatest(l.created_s, l.response_s, l.mql_s, l.sql_s, l.converted_s)) as updated_at,
  case when l.mess between 5 and 8 then null else sample.key('U', l.rep_no) end as owner,
  sample.person_name(l.company_no * 7) as name,
  case when l.company_no = l.n then sample.company_name(l.company_no, l.city, l.word) else sample.mistyped(sample.company_name(l.company_no, l.city, l.word), l.n) end as company,
  case when l.converted_s is not null then sample.key('A', l.account_no) end as account,
  case when l.converted_s is not null then sample.key('C', l.account_no * 2) end as contact,
  case when l.converted_s is not null then sample.key('O', l.n * 4) end as opportunity,
  sample.key('H', l.channel_no) as channel, sample.key('G', g.campaign_no) as campaign,
  case when l.converted_s is not null then '已转化' when l.is_checked and not l.is_valid then '无效' when l.created_s + 10368000 < l.cut then '已搁置'
    when l.sql_s is not null then 'SQL' when l.mql_s is not null then 'MQL' when l.response_s is not null then '跟进中' else '新建' end as status,
  case when l.is_checked then l.is_valid end as is_valid,
  sample.moment(l.mql_s) as mql_at, sample.moment(l.sql_s) as sql_at, sample.moment(l.response_s) as first_response_at,
  sample.moment(l.created_s + 30 + l.mess) as assigned_at, sample.moment(l.converted_s) as converted_at,
  (case when l.is_valid then 30 else 5 end + case when l.mql_s is not null then 25 else 0 end + case when l.sql_s is not null then 20 else 0 end + sample.roll($seed, l.n, 'score', 25))::double as score,
  case when l.is_checked and not l.is_valid then sample.pick(['空号', '非目标行业', '个人用户', '竞争对手', '重复线索'], l.n) end as disqualified_reason,
  case when l.mess between 30 and 299 then null else sample.pick(['星图MES', '星图WMS', '锐视检测机 V3 Pro', '锐视检测机V3Pro', '灵犀AGV', '磐石机械臂', '星图看板'], sample.roll($seed, l.n, 'interest', 70)) end as product_interest,
  l.industry,
  case when l.mess between 10 and 29 then l.province || case when l.province = l.city then '市' else '省' end when l.mess between 300 and 309 then '不详' else l.province end as region,
  case when l.mess between 310 and 339 then '+86 1' else '1' end || (3000000000 + sample.roll($seed, l.company_no, 'phone', 6999999999))::varchar as phone,
  case when l.mess between 400 and 549 then null else concat('p', l.company_no * 2, '@example.cn') end as email
from seen l
left join sample.campaign_day g on g.channel_no = l.channel_no and g.day_no = l.created_s // 86400;
