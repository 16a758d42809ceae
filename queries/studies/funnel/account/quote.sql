-- When were quotes sent to an account? Grain: one row per quote that was, with a deal or without. Reads: population (id).
select p.id as unit, q.sent_at as moment, q.id as thing
from population p join mart.account a on a.id = p.id join mart.quote q on q.account_ref = a.ref
where q.sent_at is not null
