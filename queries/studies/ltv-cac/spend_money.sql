-- What money was spent? Grain: one row per booked amount. A step for others. Reads: population.
select amount, amount_reporting, currency, spent_day as day from population
