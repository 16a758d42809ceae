-- Why were deals won and lost? Grain: one row per outcome and reason, most deals first. Reads: deals.
with reasoned as (
  select outcome, reason, count(*) as deals, coalesce(sum(amount), 0) as amount from deals where outcome in ('won', 'lost', 'apart') group by all
)
select outcome, reason, deals, amount::varchar as amount from reasoned order by outcome, deals desc, reason nulls last
