-- What was created and closed between the two days, so that no end sees it? Grain: one row per outcome. Reads: closed_deals (created_day, closed_day,
-- status, amount_reporting). Parameters: $from, $to. And is anything of the past known but what is now? See `has_past`.
with passing as (
  select status, amount_reporting from closed_deals where created_day > $from and closed_day <= $to and status <> 'open'
)
select status, count(*) as deals, coalesce(sum(amount_reporting), 0)::varchar as amount from passing group by status order by status
