-- What was open of every claim from one day to the next, and when instalments were paid in full.
-- Grain: mart.receivable one row per claim and span of days with one balance other than 0; open at the end of day D: from_day <= D and
-- (to_day is null or to_day > D). mart.instalment one row per instalment. Traps: what was paid before a claim stood counts from its first day;
-- `settled_day` is the first day on which all was paid; an overpaid claim has a negative balance, one that does not say how
-- much it is has none, whatever was paid of it; what was received on no known day was received by none.
-- No rows without rows of: model.instalment, model.invoice.
-- Keyed: entity.
create or replace table mart.receivable as
with moves as (
  select entity, id, start_day as day, amount from mart.claim where start_day is not null and amount is not null
  union all
  select c.entity, c.id, greatest(r.received_day, c.start_day), -r.amount
  from mart.receipt r join mart.claim c on c.entity = r.entity and c.id = r.claim_id
  where r.is_default and c.start_day is not null and c.amount is not null and r.received_day is not null
),
balances as (
  select entity, id, day, sum(sum(amount)) over in_order as balance, lead(day) over in_order as next_day
  from moves group by entity, id, day
  window in_order as (partition by entity, id order by day)
)
select
  c.id, c.source, c.source_id, c.load_id, c.file_id, c.row_number, c.entity, c.is_receivable, c.contract_id, c.order_id, c.opportunity_id,
  c.account_ref, c.owner_ref, c.channel_ref, c.campaign_ref, b.day as from_day, b.next_day as to_day, c.start_on, c.start_day, c.start_month, c.due_on, c.due_day, c.due_month, c.amount, c.currency,
  b.balance::decimal(18, 4) as balance,
  case when c.rate = 1 then b.balance::decimal(18, 4) else (b.balance::double * c.rate)::decimal(18, 4) end as balance_reporting
from balances b join mart.claim c on c.entity = b.entity and c.id = b.id
where b.balance <> 0
order by from_day;

create or replace table mart.instalment as
with settled as (
  select
    r.claim_id, min(r.received_day) filter (where r.is_default) as settled_day, min(r.received_day) filter (where r.matching = 'recorded') as recorded_settled_day,
    min(r.received_day) filter (where r.matching = 'fifo') as fifo_settled_day
  from mart.receipt r join mart.claim c on c.entity = r.entity and c.id = r.claim_id
  where r.entity = 'instalment' and r.so_far >= c.amount
  group by r.claim_id
)
select c.* exclude (entity, is_receivable), s.settled_day, s.recorded_settled_day, s.fifo_settled_day
from mart.claim c left join settled s on s.claim_id = c.id
where c.entity = 'instalment'
order by due_day;
