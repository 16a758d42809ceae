-- What money does the window hold? Grain: one row per purchase in it. A step for others. Reads: purchases. Parameters: $from, $to.
select amount, amount_reporting, currency, purchased_day as day from purchases where purchased_day between $from::integer and $to::integer
