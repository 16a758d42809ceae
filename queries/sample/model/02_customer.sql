-- Writes accounts and the people in them. Grain: one row per account, one or two contacts per account.
-- Parameters: $seed.
-- Traps: second accounts of a company carry its name mistyped and its phone as it is; some provinces are spelled out.
insert into model.account by name
select
  sample.row_id(1, a.place) as id, 'sample' as source, sample.key('A', a.account_no) as source_id, 1 as load_id, 1 as file_id, a.place as row_number, hash(a.account_no) as row_hash,
  sample.moment(a.opened_s) as created_at, sample.moment(a.opened_s) as updated_at, sample.key('U', a.rep_no) as owner,
  case when a.account_no = a.company_no then sample.company_name(a.company_no, c.city, i.word) else sample.mistyped(sample.company_name(a.company_no, c.city, i.word), a.account_no) end as name,
  i.industry,
  case when a.size_roll < 30 then '5000+' when a.size_roll < 150 then '1000-4999' when a.size_roll < 350 then '200-999' when a.size_roll < 700 then '50-199' else '1-49' end as size_band,
  case when a.size_roll < 30 then 5000 + a.account_no % 9000 when a.size_roll < 150 then 1000 + a.account_no % 4000 when a.size_roll < 350 then 200 + a.account_no % 800
    when a.size_roll < 700 then 50 + a.account_no % 150 else 5 + a.account_no % 45 end::integer as employee_count,
  case when c.region = '海外' then c.province else '中国' end as country, c.region,
  case when sample.roll($seed, a.account_no, 'spelling', 100) < 3 then c.province || case when c.province = c.city then '市' else '省' end else c.province end as province, c.city,
  '1' || (3000000000 + sample.roll($seed, a.company_no, 'phone', 6999999999))::varchar as phone, concat('office', a.company_no, '@example.cn') as email,
  '91' || (1000000000000000 + a.company_no * 7919)::varchar as tax_id
from sample.account a
join sample.city c on c.city_no = a.city_no
join sample.industry i on i.industry_no = a.industry_no;

insert into model.contact by name
select
  sample.row_id(2, a.place * 2 + k.k) as id, 'sample' as source, sample.key('C', a.account_no * 2 + k.k) as source_id, 1 as load_id, 2 as file_id, a.place * 2 + k.k as row_number, hash(a.account_no * 2 + k.k) as row_hash,
  sample.moment(a.opened_s) as created_at, sample.moment(a.opened_s) as updated_at, sample.key('U', a.rep_no) as owner, sample.key('A', a.account_no) as account,
  sample.person_name(a.company_no * 7 + k.k) as name, sample.pick(['采购经理', '生产总监', '总经理', 'IT 经理', '设备主管', '质量经理'], a.account_no + k.k * 3) as title,
  '1' || (3000000000 + sample.roll($seed, a.company_no + k.k, 'phone', 6999999999))::varchar as phone, concat('p', a.account_no * 2 + k.k, '@example.cn') as email
from sample.account a, (select unnest([0, 1]) as k) k
where k.k = 0 or sample.roll($seed, a.account_no, 'second contact', 100) < 40;
