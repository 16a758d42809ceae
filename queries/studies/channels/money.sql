-- What money is looked at? Grain: one row per deal that was won. A step for others. Reads: deals.
select amount, amount_reporting, currency, money_day as day from deals where is_won
