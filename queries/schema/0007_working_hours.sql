-- The workspace's working calendar as queries read it: one row of hours, and the days that are worked or not against their weekday.
-- Grain: meta.working_hours one row (seconds of the day; the days whose public holidays are known, null where none are asked for);
-- meta.working_change one row per such day, `delta` 1 = a weekend day worked, -1 = a weekday off, days since 1970-01-01.
-- Traps: a copy of the settings document; forgetting the copied setting has it copied anew when the workspace is opened.
create table meta.working_hours (from_second integer not null, to_second integer not null, covered_from integer, covered_to integer);
create table meta.working_change (day integer not null, delta integer not null);
delete from meta.setting where key = 'working_calendar';
drop table if exists mart.payment_allocation;
