-- To which group does each thing belong? Grain: one row per thing, in order; `code` counts the groups as groups.sql lists them.
-- Reads: population (id, g0, o0).
with grouped as (
  select g0, (row_number() over (order by min(o0) nulls last, g0 nulls last) - 1)::integer as code from population group by g0
)
select p.id::double as unit, g.code
from population p join grouped g on g.g0 is not distinct from p.g0
order by unit
