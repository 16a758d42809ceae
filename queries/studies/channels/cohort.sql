-- Which leads are looked at? Grain: one row per lead, of any day. A step for others. Reads: leads (a population with g0, o0).
-- Parameters: $is_campaign: leads belong to campaigns, not to channels; $only_valid: those marked invalid are left out.
select
  id, g0, o0, created_at, created_day, mql_day, sql_day, opportunity_id, opportunity_day,
  case when $is_campaign::boolean then campaign_ref else channel_ref end as ref
from leads
where not $only_valid::boolean or is_valid
