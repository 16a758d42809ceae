-- Question: which loads were there, and what became of each file? Grain: one row per load, newest first.
-- Trap: `loaded_at` is UTC.
select id, strftime(loaded_at, '%Y-%m-%dT%H:%M:%S.%gZ') as at, mode, undone, answers, outcome
from meta.load
order by id desc;
