-- What became of the leads of the period? Grain: one row per deal that came from one of them. A step for others. Reads: cohort, mart.opportunity, model.opportunity, mart.account.
-- Parameters: $from, $to, $as_of, $is_campaign. Columns: `is_counted` an opportunity of the chain, `is_won`, `is_walked` its path counts, `is_converted` its
-- path led to `worth`; `chain_ref` where the chain counts it, `own_ref` the channel it or its lead names: never one
-- that its account met, which may have been after the closing. Traps: a deal of several leads belongs to the first of them alone;
-- what closed after the day of the study was open on it.
select
  o.id, c.g0, c.o0, o.created_at, c.created_at as lead_at, case when e.is_ended then o.closed_at end as end_at,
  a.id as account_id, c.ref as chain_ref, coalesce(case when $is_campaign::boolean then case when m.campaign is not null then o.campaign_ref end when m.channel is not null then o.channel_ref end, c.ref) as own_ref,
  true as is_counted, e.is_won, true as is_walked, e.is_won as is_converted, case when e.is_won then o.amount_reporting end as worth,
  o.amount_reporting as won_amount, o.amount, o.amount_reporting, o.currency, o.closed_day as money_day
from cohort c
join mart.opportunity o on o.lead_id = c.id
join (select id, channel, campaign from model.opportunity) m on m.id = o.id
left join (select ref, id from mart.account) a on a.ref = o.account_ref,
lateral (select
  coalesce(o.status <> 'open' and o.closed_day <= $as_of::integer, false) as is_ended,
  coalesce(o.status = 'won' and o.closed_day <= $as_of::integer, false) as is_won) e
where c.created_day between $from::integer and least($to::integer, $as_of::integer) and coalesce(o.created_day, $as_of::integer) <= $as_of::integer
