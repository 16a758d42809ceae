-- What happened to deals in the period? Grain: one row per deal. A step for others. Reads: deals_asked (a population with g0, o0), receipts, model.opportunity,
-- mart.lead, mart.account.
-- Parameters: $from, $to, $as_of, $is_campaign, $is_cash: what counts is the money received, not what was won. Columns as in deals_of_cohort.sql.
select
  d.id, d.g0, d.o0, d.created_at, l.created_at as lead_at, case when d.status <> 'open' and d.closed_day <= $as_of::integer then d.closed_at end as end_at,
  a.id as account_id, e.ref as chain_ref,
  case when $is_campaign::boolean then coalesce(case when m.campaign is not null then d.campaign_ref end, l.campaign_ref)
    else coalesce(case when m.channel is not null then d.channel_ref end, l.channel_ref) end as own_ref,
  coalesce(d.created_day between $from::integer and e.last_day, false) as is_counted, e.is_won,
  case when $is_cash::boolean then r.amount is not null or (e.is_ended and not e.is_won) else e.is_ended end as is_walked,
  case when $is_cash::boolean then r.amount is not null else e.is_won end as is_converted,
  case when $is_cash::boolean then r.amount when e.is_won then d.amount_reporting end as worth,
  d.amount_reporting as won_amount, d.amount, d.amount_reporting, d.currency, d.closed_day as money_day
from deals_asked d
left join receipts r on r.opportunity_id = d.id
join (select id, channel, campaign from model.opportunity) m on m.id = d.id
left join (select id, created_at, channel_ref, campaign_ref from mart.lead) l on l.id = d.lead_id
left join (select ref, id from mart.account) a on a.ref = d.account_ref,
lateral (select
  least($to::integer, $as_of::integer) as last_day,
  coalesce(d.status <> 'open' and d.closed_day between $from::integer and least($to::integer, $as_of::integer), false) as is_ended,
  coalesce(d.status = 'won' and d.closed_day between $from::integer and least($to::integer, $as_of::integer), false) as is_won,
  case when $is_campaign::boolean then d.campaign_ref else d.channel_ref end as ref) e
where e.is_ended or r.amount is not null or d.created_day between $from::integer and e.last_day
