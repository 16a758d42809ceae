-- Question: can this load say what it changed? Grain: one row, none where there is no such load. Parameters: $load.
select undone, coalesce(keeps_versions, false) as keeps_versions
from meta.load
where id = $load;
