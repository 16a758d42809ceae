-- Question: none; says which hours and days are worked. Grain: adds one row of hours, one row per day worked or not against its weekday.
-- Parameters: $from, $to (seconds of the day), $covered_from, $covered_to (days), $days and $deltas, lists of the same length.
insert into meta.working_hours values ($from::integer, $to::integer, $covered_from::integer, $covered_to::integer);
insert into meta.working_change (day, delta) select unnest($days::integer[]), unnest($deltas::integer[]);
