-- Which customers belong to no cohort, whatever the days? Grain: one row. Reads: everyone (members of all days, unfiltered), events.
with buyers as (select distinct account_id as id, bool_or(is_purchase) over (partition by account_id) as has_bought from events)
select
  count(case when has_bought and not exists (select 1 from everyone m where m.id = b.id) then 1 end) as unfounded, count(case when not has_bought then 1 end) as only_returns
from buyers b
