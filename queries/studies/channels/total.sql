-- What is there to divide? Grain: one row. Reads: deals.
with led as (select worth from deals where is_converted)
select coalesce(sum(worth), 0)::varchar as worth, count(*) as deals, count(*) - count(worth) as unpriced from led
