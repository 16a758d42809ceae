-- What was paid of every claim, and when: as the source allocates payments (`matching` recorded), and oldest due first (`fifo`).
-- Grain: mart.receipt one row per payment and claim it paid something of. `is_default`: recorded where the source allocates payments to that
-- kind of claim, else fifo. Traps: `amount` is in the claim's currency, `counted` is the part of it that the claim still took, so that an
-- overpaid claim is paid once, and nothing of one whose amount is not known; `recorded` sorts after `fifo`; fifo pays the claims of the payment's contract, else order, else of the account where one of the account's
-- payments names neither; a refund gives back what was paid last; void payments pay nothing; what is allocated without an amount
-- is not recorded at all.
-- No rows without rows of: model.payment.
-- Keyed: matching, entity.
create or replace table mart.receipt as
with allocated as (
  select id, source, payment, 'invoice' as entity, invoice as claim, amount from model.payment_allocation where not is_deleted and amount is not null and invoice is not null
  union all
  select id, source, payment, 'instalment', instalment, amount from model.payment_allocation where not is_deleted and amount is not null and instalment is not null
),
recorded as (
  select 'recorded' as matching, c.entity, c.id as claim_id, p.id as payment_id, p.received_day, a.id as nth, a.amount
  from allocated a
  join model.payment m on m.source_id = a.payment and m.source = a.source
  join mart.payment p on p.id = m.id and p.is_valid
  join mart.claim c on c.entity = a.entity and c.source_id = a.claim and c.source = a.source
),
paying as (
  select
    p.id, p.received_day, p.amount, coalesce(p.currency, '') as currency, r.id as account_id, p.order_id, coalesce(mc.id, oc.id) as contract_id,
    bool_and(p.order_id is not null or mc.id is not null) over (partition by r.id) as is_named
  from mart.payment p
  join model.payment m on m.id = p.id
  left join mart.contract mc on mc.source_id = m.contract and mc.source = m.source
  left join model."order" om on om.id = p.order_id
  left join mart.contract oc on oc.source_id = om.contract and oc.source = om.source
  left join meta.reference r on r.entity = 'account' and r.ref = coalesce(p.account_ref, mc.account_ref)
  where p.is_valid and p.amount is not null and p.received_day is not null
),
payments as (
  select
    id, received_day, amount, purse, currency,
    sum(amount) over in_order as paid, sum(amount) over in_order - amount as paid_before
  from (select *, case when is_named and contract_id is not null then 'c' || contract_id when is_named then 'o' || order_id else 'a' || account_id end as purse from paying)
  window in_order as (partition by purse, currency order by received_day, id)
),
owed as (
  select
    entity, id, amount, purse, currency, sum(amount) over in_order - amount as owed_before
  from (
    select c.entity, c.id, c.amount, c.original_due_day, coalesce(c.currency, '') as currency, case when n.is_named and c.contract_id is not null then 'c' || c.contract_id when n.is_named then 'o' || c.order_id else 'a' || c.account_id end as purse
    from (select * from mart.claim where amount > 0) c
    join (select distinct account_id, is_named from paying) n on n.account_id = c.account_id
  )
  window in_order as (partition by entity, purse, currency order by original_due_day, id)
),
oldest_first as (
  select
    'fifo' as matching, o.entity, o.id as claim_id, p.id as payment_id, p.received_day, p.id as nth,
    greatest(least(p.paid - o.owed_before, o.amount), 0) - greatest(least(p.paid_before - o.owed_before, o.amount), 0) as amount
  from payments p join owed o on o.purse = p.purse and o.currency = p.currency
  where o.owed_before < greatest(p.paid, p.paid_before) and o.owed_before + o.amount > least(p.paid, p.paid_before)
),
summed as (
  select *, sum(amount) over (partition by matching, entity, claim_id order by received_day, nth)::decimal(38, 4) as so_far
  from (select * from recorded union all select * from oldest_first where amount <> 0)
)
select
  c.id, c.source, c.source_id, c.load_id, c.file_id, c.row_number, s.matching, s.entity, s.claim_id, s.payment_id, s.received_day,
  s.matching = max(s.matching) over (partition by s.entity) as is_default,
  c.contract_id, c.order_id, c.opportunity_id, c.account_ref, c.owner_ref, c.channel_ref, c.campaign_ref,
  c.due_day, c.due_month, c.original_due_day, c.original_due_month, s.amount::decimal(18, 4) as amount, s.so_far::decimal(18, 4) as so_far, c.currency,
  counted::decimal(18, 4) as counted, (counted::double * c.rate)::decimal(18, 4) as counted_reporting, (counted::double * c.current_rate)::decimal(18, 4) as current_counted_reporting
from (
  select *, case when owing is not null then greatest(least(so_far, owing), least(owing, 0)) - greatest(least(so_far - amount, owing), least(owing, 0)) end as counted
  from (select s.*, c.amount as owing from summed s join mart.claim c on c.entity = s.entity and c.id = s.claim_id)
) s
join mart.claim c on c.entity = s.entity and c.id = s.claim_id
order by received_day;
