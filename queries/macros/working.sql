-- Seconds within the workspace's working hours between two moments: weekends, public holidays and make-up days as meta.working_change says.
-- Parameters: moments, days since 1970-01-01. Traps: 1970-01-01 was a Thursday; a moment outside of the hours counts as their nearest end;
-- where the settings were never copied, the hours are 9 to 18.
create or replace macro mart.weekdays_before(on_day) as ((on_day + 700003) // 7) * 5 + least((on_day + 700003) % 7, 5);
create or replace macro mart.working_days_before(on_day) as
  mart.weekdays_before(on_day) + coalesce((select sum(c.delta) from meta.working_change c where c.day < on_day), 0);
create or replace macro mart.is_worked(on_day) as
  case when (on_day + 700003) % 7 < 5 then 1 else 0 end + coalesce((select sum(c.delta) from meta.working_change c where c.day = on_day), 0);
create or replace macro mart.working_length() as coalesce((select w.to_second - w.from_second from meta.working_hours w), 32400);
create or replace macro mart.worked_until(moment) as
  mart.working_days_before(mart.day_number(moment)) * mart.working_length()
  + mart.is_worked(mart.day_number(moment))
    * greatest(least(epoch(moment) - epoch(moment::date) - coalesce((select w.from_second from meta.working_hours w), 32400), mart.working_length()), 0);
create or replace macro mart.working_seconds(earlier, later) as mart.worked_until(later) - mart.worked_until(earlier);
