-- Customers as facts name them. Grain: one row per text that names an account (`ref`); several refs may share one `id`.
-- Traps: count customers by id; the size band comes from the employee count where the source has no band of its own.
-- No rows without rows of: model.account.
-- Keyed: industry, size_band, country, region, province, city.
create or replace table mart.account as
with first_won as (
  select a.id, min(o.closed_day) as first_won_day, min(o.closed_month) as first_won_month
  from mart.opportunity o join meta.reference a on a.ref = o.account_ref
  where o.status = 'won'
  group by a.id
)
select
  r.ref, a.id, a.name, a.industry,
  coalesce(a.size_band, case
    when a.employee_count is null then null
    when a.employee_count < 50 then '1-49'
    when a.employee_count < 200 then '50-199'
    when a.employee_count < 1000 then '200-999'
    when a.employee_count < 5000 then '1000-4999'
    else '5000+' end) as size_band,
  a.country, a.region, a.province, a.city, coalesce(p.name, a.parent) as parent,
  w.first_won_day, w.first_won_month, a.is_stub, a.source, a.load_id
from meta.reference r
join model.account a on a.id = r.id
left join first_won w on w.id = a.id
left join meta.reference pr on pr.entity = 'account' and pr.raw = a.parent
left join model.account p on p.id = pr.id
where r.entity = 'account';
