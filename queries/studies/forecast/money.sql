-- What money of deals does no rate convert? Grain: one row per span or closing with money. A step for others. Reads: states, closed.
select amount, amount_reporting, currency, coalesce(created_day, expected_close_day) as day from states
union all
select amount, amount_reporting, currency, coalesce(closed_day, created_day) from closed
