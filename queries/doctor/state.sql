-- Question: does the workspace know the version of its data? Grain: one row.
-- Traps: every cached answer is keyed by this one number, so no row is as bad as two.
select
  count(*)::bigint as checked,
  (case when count(*) = 1 and min(data_version) >= 0 then 0 else 1 end)::bigint as found,
  case when count(*) = 1 and min(data_version) >= 0 then [] else ['meta.state: ' || count(*) || ' rows, from ' || coalesce(min(data_version)::varchar, '-')] end as examples
from meta.state;
