-- Which amounts does no rate convert? Grain: one row per currency. Reads: ends, mart.opportunity_state, mart.opportunity.
with named as (
  select coalesce(s.currency, '') as currency, coalesce(m.closed_day, s.created_day, s.expected_close_day) as day
  from ends e
  join mart.opportunity_state s on s.id = e.last_id
  left join mart.opportunity m on m.id = e.opportunity_id
  where e.is_unrated
)
select currency, min(day) as first, max(day) as last, count(*) as count from named group by currency order by currency
