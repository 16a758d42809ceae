-- Question: what are some totals, counted plainly? Grain: one row per metric id.
-- Parameters: $clock, the day up to which open deals are open, as days since 1970-01-01.
-- Traps: written without the report compiler, so that the two can be compared; counts come from the model itself, money from the
-- marts, where amounts are in the reporting currency; what has no amount adds nothing.
select 'lead_count' as metric, (select count(*) from model.lead where not is_deleted)::varchar as total
union all select 'opportunity_count', (select count(*) from model.opportunity where not is_deleted and not is_stub)::varchar
union all select 'ticket_count', (select count(*) from model.ticket where not is_deleted)::varchar
union all select 'won_count', (select count(*) from mart.opportunity where status = 'won')::varchar
union all select 'lost_count', (select count(*) from mart.opportunity where status = 'lost')::varchar
union all select 'won_value', (select coalesce(sum(amount_reporting), 0) from mart.opportunity where status = 'won')::varchar
union all select 'lost_value', (select coalesce(sum(amount_reporting), 0) from mart.opportunity where status = 'lost')::varchar
union all select 'order_count', (select count(*) from mart."order" where is_confirmed)::varchar
union all select 'order_value', (select coalesce(sum(amount_reporting), 0) from mart."order" where is_confirmed)::varchar
union all select 'received_amount', (select coalesce(sum(amount_reporting), 0) from mart.payment where is_valid)::varchar
union all select 'spend', (select coalesce(sum(amount_reporting), 0) from mart.spend)::varchar
union all select 'open_opportunity_count', (
  select count(distinct opportunity_id) from mart.opportunity_state where coalesce(from_day, $clock) <= $clock and coalesce(to_day, $clock + 1) > $clock)::varchar
union all select 'pipeline_value', (
  select coalesce(sum(amount_reporting), 0) from mart.opportunity_state where coalesce(from_day, $clock) <= $clock and coalesce(to_day, $clock + 1) > $clock)::varchar
