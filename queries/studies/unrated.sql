-- Which amounts does no rate convert? Grain: one row per currency. Reads: money (amount, amount_reporting, currency, day).
with unrated as (select currency, day from money where amount is not null and amount_reporting is null)
select coalesce(currency, '') as currency, min(day) as first, max(day) as last, count(*) as count from unrated group by currency order by currency
