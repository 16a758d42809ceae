-- Question: what is the last day on which something happened, as far as the data says?
-- Grain: one row.
-- Parameters: $today, a day of the workspace's zone.
-- Traps: plans (expected close, due dates, targets) lie in the future and say nothing about when the data ends;
-- a mistyped day after today would stop the clock there, so such days are left out. When a deal was closed only its mart
-- knows: many systems have one close date, which is a plan while the deal is open.
with happened as (
  select max(created_at)::date as day from model.lead where created_at::date <= $today::date
  union all
  select max(converted_at)::date from model.lead where converted_at::date <= $today::date
  union all
  select max(created_at)::date from model.opportunity where created_at::date <= $today::date
  union all
  select max(closed_at)::date from mart.opportunity where closed_at::date <= $today::date
  union all
  select max(entered_at)::date from model.stage_visit where entered_at::date <= $today::date
  union all
  select max(happened_at)::date from model.activity where happened_at::date <= $today::date
  union all
  select max(spent_on) from model.spend where spent_on <= $today::date
  union all
  select max(ordered_at)::date from model."order" where ordered_at::date <= $today::date
  union all
  select max(received_at)::date from model.payment where received_at::date <= $today::date
)

select max(day) as day from happened
