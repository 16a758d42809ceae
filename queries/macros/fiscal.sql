-- Fiscal months where the fiscal year is made of whole weeks (4-4-5 and its kin): fiscal year * 12 + 0 … 11.
-- Parameters: the number of a week as src/engine/report/calendar.ts counts them. Traps: null outside of 1900 to 2100; a scalar look-up in
-- a table this small is joined by the database, a list would be walked for every row.
create or replace macro mart.fiscal_month(of_week) as (select f.month from meta.fiscal_week f where f.week = of_week);
create or replace macro mart.fiscal_week(of_month) as (select min(f.week) from meta.fiscal_week f where f.month = of_month);
