-- Question: which lines of the audit log come after the first $known ones? Grain: one row per line, oldest first. `done_at` is UTC.
select strftime(done_at, '%Y-%m-%dT%H:%M:%S.%gZ') as at, kind, subject, detail from meta.audit order by id offset $known;
