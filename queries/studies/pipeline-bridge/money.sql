-- What money of the ends does no rate convert? Grain: one row per deal with such money. A step for others. Reads: ends, mart.opportunity_state, mart.opportunity.
select s.amount, null::decimal(18, 4) as amount_reporting, s.currency, coalesce(m.closed_day, s.created_day, s.expected_close_day) as day
from ends e
join mart.opportunity_state s on s.id = e.last_id
left join mart.opportunity m on m.id = e.opportunity_id
where e.is_unrated
