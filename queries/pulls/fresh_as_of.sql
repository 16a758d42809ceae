-- When the last reading of everything began, which may be before the pull that ended it. Parameters: $connection. Grain: one row, null before
-- there was one. Traps: what changed at the source after that moment may not be here.
select max(coalesce(json_extract_string(outcome, '$.asOf')::timestamptz at time zone 'UTC', started_at)) as at
from meta.pull where connection = $connection and state = 'done'
