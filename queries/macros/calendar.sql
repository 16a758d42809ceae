-- Calendar keys that marts store so that no report has to compute them: days since 1970-01-01, and year * 12 + month - 1.
-- Traps: integer keys sort and subtract; a quarter is month_number // 3, a year month_number // 12. year() and month() would be faster over
-- millions of rows, but each of them in a query makes a table of all days of 80 years first, longer than all else a small import does.
create or replace macro mart.day_number(moment) as (cast(moment as date) - date '1970-01-01')::integer;
create or replace macro mart.month_number(moment) as (datediff('month', date '0001-01-01', moment::date) + 12)::integer;
create or replace macro mart.seconds_between(earlier, later) as (epoch(later) - epoch(earlier))::bigint;
-- The day by which a fact finds its rate in mart.rate_day: the last rate holds on. Null for a fact without a day.
create or replace macro mart.rated_day(moment, last_day) as (case when cast(moment as date) > last_day then last_day else cast(moment as date) end);
