-- What money came in? Grain: one row per payment. A step for others. Reads: mart.payment. Parameters: $cash_from, $cash_to.
select amount, amount_reporting, currency, received_day as day from mart.payment
where is_valid and received_day between $cash_from::integer and $cash_to::integer
