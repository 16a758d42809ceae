-- How did the reasons of lost deals change? Grain: one row per month of closing and reason. Reads: deals.
with monthly as (
  select closed_month, reason, count(*) as deals from deals where outcome = 'lost' and closed_month is not null group by all
)
select strftime(make_date(closed_month // 12, closed_month % 12 + 1, 1), '%Y-%m-%d') as month, reason, deals from monthly order by closed_month, deals desc, reason nulls last
