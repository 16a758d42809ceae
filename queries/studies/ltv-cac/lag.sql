-- How long does it take from a lead to its win? Grain: one row, days. Traps: the same median that the acquisition costs of reports move spend by.
select
  count(*) as n, coalesce(round(quantile_cont(o.closed_day - mart.day_number(o.closed_at - to_seconds(o.lead_to_won_seconds)), 0.5)), 0)::integer as days
from mart.opportunity o
where o.status = 'won' and o.lead_to_won_seconds is not null
