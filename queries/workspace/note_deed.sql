-- Writes one line of the audit log. Parameters: $at (UTC), $kind, $subject, $detail (JSON).
insert into meta.audit (id, done_at, kind, subject, detail) values (nextval('meta.audit_ids'), $at::timestamp, $kind, $subject, $detail);
