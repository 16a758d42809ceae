-- How did every deal stand while it was open? Grain: one row per deal and span of days in which nothing of it changed, in order of deal and day.
-- Reads: states (a population of mart.opportunity_state: opportunity_id, from_day, to_day, created_day, expected_close_day, stage_ref, amount_reporting,
-- probability, forecast_category, ended_as), mart.stage. Traps: -1 = no stage; `ended` = how it ended on to_day: 1 won, 2 lost, 0 neither; the amount stands in two exact parts, whole units and ten-thousandths;
-- the category is the deal's own as it is now, sources keep no earlier one.
with placed as (
  select s.*, g.id as stage_id, g.kind
  from states s left join mart.stage g on g.ref = s.stage_ref
),
categories as (
  select forecast_category, row_number() over (order by forecast_category) - 1 as code
  from (select distinct forecast_category from states where forecast_category is not null)
)
select
  p.id::double as id, p.opportunity_id::double as deal, p.from_day, p.to_day, p.created_day, p.expected_close_day as expected_day,
  case when p.kind = 'open' then p.stage_id else -1 end::double as stage,
  trunc(p.amount_reporting)::double as amount, ((p.amount_reporting - trunc(p.amount_reporting)) * 10000)::double as rest,
  p.probability::double as probability, coalesce(c.code, -1)::integer as category, case p.ended_as when 'won' then 1 when 'lost' then 2 else 0 end::integer as ended
from placed p left join categories c on c.forecast_category = p.forecast_category
order by p.opportunity_id, p.from_day nulls first, p.id
