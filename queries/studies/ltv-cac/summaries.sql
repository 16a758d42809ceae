-- What do models of repeat buying know of each customer? Grain: one row per member. A step for others. Reads: members, purchases. Parameters: $as_of.
-- `frequency` = days with a purchase after the first such day, `recency` = days from the first to the last, `age` = days since the first,
-- `spend` = mean of the money of those days, the first left out (null without one). Source: Fader, Hardie, Lee 2005.
-- Traps: purchases of one day are one; returns count in `worth` alone.
select
  m.id, any_value(m.g0) as g0, any_value(m.start_day) as start_day, any_value(coalesce(m.is_paid, false)) as is_paid,
  (count(distinct case when p.is_purchase then p.day end) - 1)::integer as frequency,
  (max(case when p.is_purchase then p.day end) - any_value(m.start_day))::integer as recency, ($as_of::integer - any_value(m.start_day))::integer as age,
  (sum(case when p.is_purchase and p.day > m.start_day then p.amount_reporting end)
    / nullif(count(distinct case when p.is_purchase then p.day end) - 1, 0))::double as spend,
  coalesce(sum(p.value), 0)::double as worth, coalesce(sum(case when p.is_purchase then p.amount_reporting end), 0)::double as bought
from members m join purchases p on p.account_id = m.id and p.day <= $as_of::integer
where m.start_day <= $as_of::integer
group by m.id
