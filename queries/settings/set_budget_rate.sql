-- Question: none; fixes what one unit of a currency is worth in the reporting currency. Grain: adds one row. Parameters: $currency, $rate.
insert into meta.budget_rate (currency, rate) values ($currency, $rate::double)
