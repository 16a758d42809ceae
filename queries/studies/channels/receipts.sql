-- What money came in for each deal? Grain: one row per deal that was paid for. A step for others. Reads: mart.payment. Parameters: $cash_from, $cash_to.
select opportunity_id, sum(amount_reporting) as amount
from mart.payment
where is_valid and opportunity_id is not null and received_day between $cash_from::integer and $cash_to::integer
group by opportunity_id
