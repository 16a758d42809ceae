-- What money came in for no deal? Grain: one row. Reads: payments (a population). Parameters: $from, $to.
with came as (
  select amount_reporting from payments where is_valid and opportunity_id is null and received_day between $from::integer and $to::integer
)
select coalesce(sum(amount_reporting), 0)::varchar as amount, count(*) as n from came
