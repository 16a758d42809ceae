-- How did each deal end? Grain: one row per deal that is looked at. A step for others.
-- Reads: population (id, g0, o0, status, created_day, closed_day, closed_month, expected_close_day, amount, amount_reporting, currency, reasons, competitor).
-- Parameters: $is_created, $from, $to, $as_of, $is_overdue_lost, $apart, $stage (null = any).
-- Traps: a deal that closed after the day of the study was open on it; without a creation day a cycle is unknown.
select
  id, g0, o0, amount_reporting as amount, closed_month, closed_day - created_day as cycle_days, competitor,
  case when outcome = 'won' then won_reason when outcome in ('lost', 'apart') then lost_reason end as reason, outcome
from (
  select
    *,
    case
      when status = 'won' and closed_day <= $as_of::integer then 'won'
      when status = 'lost' and closed_day <= $as_of::integer then case when lost_reason in (select unnest($apart::varchar[])) then 'apart' else 'lost' end
      when $is_overdue_lost::boolean and expected_close_day < $as_of::integer then 'lost'
      else 'open'
    end as outcome
  from population
  where case when $is_created::boolean then created_day else closed_day end between $from::integer and least($to::integer, $as_of::integer)
    and ($stage::varchar is null or id in (
      select v.opportunity_id from mart.stage_visit v where v.stage_ref in (select ref from mart.stage where name = $stage::varchar)))
)
