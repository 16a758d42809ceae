-- The leads of the company with everything that will ever happen to them, whether it has happened by now or not.
-- Grain: one row per lead; `n` counts them in the order they came. Moments are seconds; null = never happens.
-- Parameters: $seed, $fast_deal_percent and $slow_deal_percent = how an answer within the hour moves the chance to become a deal,
-- $duplicate_permille. Traps: a duplicate lead carries the company_no of an earlier one; half of those open a second account (account_no = n).
create or replace table sample.lead as
with born as (
  select unnest(range(first_lead, last_lead + 1)) as n, second from sample.day where last_lead >= first_lead
),
placed as (
  select
    n, second + 30600 + sample.roll($seed, n, 'second', 41400) as created_s,
    case when n > 600 and sample.roll($seed, n, 'duplicate', 1000) < $duplicate_permille then n - 1 - sample.roll($seed, n, 'original', 500) else n end as company_no
  from born
),
known as (
  select
    p.n, p.created_s, p.company_no,
    case when p.company_no <> p.n and sample.roll($seed, p.n, 'second account', 2) = 0 then p.n else p.company_no end as account_no,
    c.city_no, i.industry_no, sample.roll($seed, p.company_no, 'size', 1000) as size_roll,
    case when sample.roll($seed, p.company_no, 'size', 1000) < 30 then 6 else c.team_no end as team_no,
    h.channel_no, h.valid_percent, h.mql_percent, h.sql_percent, h.deal_percent,
    sample.roll($seed, p.n, 'seat', 2520) as seat,
    sample.roll($seed, p.n, 'response', 1000) as response_roll
  from placed p
  join sample.city_slot c on c.slot = sample.roll($seed, p.company_no, 'city', 1400)
  join sample.industry_slot i on i.slot = sample.roll($seed, p.company_no, 'industry', 100)
  join sample.channel_slot h on h.slot = sample.roll($seed, p.n, 'channel', 1000)
),
owned as (
  select
    k.* exclude (seat),
    case when k.created_s between s.from_second and s.to_second then s.person_no else s.first_no end as rep_no,
    case when k.created_s between s.from_second and s.to_second then s.fast_percent else s.first_fast_percent end as fast_percent
  from known k join sample.seat s on s.team_no = k.team_no and s.seat = k.seat
),
answered as (
  select
    *,
    sample.roll($seed, n, 'valid', 100) < valid_percent as is_valid,
    case
      when response_roll < fast_percent * 10 then created_s + 60 + sample.roll($seed, n, 'minutes', 3540)
      when response_roll < 760 then sample.at_work_after(created_s + 3600 + sample.roll($seed, n, 'hours', 72000), created_s + 3600)
      when response_roll < 950 then sample.at_work_after(created_s + 86400 + sample.roll($seed, n, 'days', 345600), created_s + 3600)
    end as response_s
  from owned
),
marketed as (
  select
    *,
    case when is_valid and sample.roll($seed, n, 'mql', 100) < mql_percent then sample.at_work_after(created_s + 3600 + sample.roll($seed, n, 'mql time', 259200), created_s) end as mql_s
  from answered
),
accepted as (
  select
    *,
    case when mql_s is not null and response_s is not null and sample.roll($seed, n, 'sql', 100) < sql_percent
      then sample.at_work_after(greatest(mql_s, response_s) + 3600 + sample.roll($seed, n, 'sql time', 518400), greatest(mql_s, response_s)) end as sql_s
  from marketed
)
select
  n, created_s, company_no, account_no, city_no, industry_no, size_roll, team_no, channel_no, rep_no, is_valid, response_s, mql_s, sql_s,
  case when sql_s is not null and sample.roll($seed, n, 'deal', 10000) < deal_percent * case when response_s - created_s < 3600 then $fast_deal_percent else $slow_deal_percent end
    then sample.at_work_after(sql_s + 1800 + sample.roll($seed, n, 'deal time', 259200), sql_s) end as converted_s
from accepted;
