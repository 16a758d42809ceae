-- Question: how many rows could not be used? Parameters: load (null = all).
select count(*) as total
from meta.quarantine q
join meta.load l on l.id = q.load_id and not l.undone
where $load::integer is null or q.load_id = $load::integer;
