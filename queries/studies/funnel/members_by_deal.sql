-- To which group does the deal of each thing belong? Grain: one row per thing with a deal, in order; `code` as groups.sql lists the groups of `by_deal`.
-- Reads: deals (unit, opportunity_id), by_deal (id, g0, o0).
with grouped as (
  select g0, (row_number() over (order by min(o0) nulls last, g0 nulls last) - 1)::integer as code from by_deal group by g0
)
select d.unit::double as unit, g.code
from deals d join by_deal p on p.id = d.opportunity_id join grouped g on g.g0 is not distinct from p.g0
order by unit
