-- Question: what was done in this workspace? Grain: one deed, newest first. Parameters: $offset, $limit. Trap: `done_at` is UTC.
select id, strftime(done_at, '%Y-%m-%dT%H:%M:%S.%gZ') as "at", kind, subject, detail
from meta.audit
order by id desc
limit $limit offset $offset;
