-- The customers: companies of which a lead became a deal by the day the company is looked at.
-- Grain: one row per account; `place` counts them in the order they came. Parameters: none.
-- Traps: an account_no other than the company_no is the second account that somebody opened for a company that was there already.
create or replace table sample.account as
with converted as (
  select l.* from sample.lead l, sample.span s where l.converted_s < s.cut
),
opened as (
  select
    account_no, min(converted_s) as opened_s, arg_min(company_no, n) as company_no, arg_min(city_no, n) as city_no, arg_min(industry_no, n) as industry_no,
    arg_min(size_roll, n) as size_roll, arg_min(rep_no, n) as rep_no
  from converted group by account_no
)
select row_number() over (order by opened_s, account_no) as place, * from opened;
