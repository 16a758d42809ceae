-- Who bought what and when, who is a customer, and on which days somebody was in touch with whom.
-- Grain: mart.purchase one row per purchase, mart.customer one per account that ever bought, mart.customer_touch one per account and day.
-- Traps: a purchase is a confirmed order, or a won deal where the workspace has no orders; `sequence` 1 is the customer's first;
-- customers are golden accounts (`account_id`), never refs; purchases without an account or a date belong to nobody and are not here;
-- `unrated_amount` is there where a purchase of the customer has no rate.
-- No rows without rows of: model.account.
create or replace table mart.purchase as
with bought as (
  select
    'order' as entity, d.id, d.source, d.source_id, d.load_id, d.file_id, d.row_number, d.ordered_at as purchased_at,
    d.ordered_day as purchased_day, d.ordered_month as purchased_month, d.account_ref, d.owner_ref, d.channel_ref, d.campaign_ref, d.amount, d.currency, d.amount_reporting
  from mart."order" d
  where d.is_confirmed
  union all
  select
    'opportunity', o.id, o.source, o.source_id, o.load_id, o.file_id, o.row_number, o.closed_at,
    o.closed_day, o.closed_month, o.account_ref, o.owner_ref, o.channel_ref, o.campaign_ref, o.amount, o.currency, o.amount_reporting
  from mart.opportunity o
  where o.status = 'won' and not exists (select 1 from mart."order" d where d.is_confirmed)
)
select b.*, a.id as account_id, (row_number() over (partition by a.id order by b.purchased_at, b.id))::integer as sequence
from bought b join mart.account a on a.ref = b.account_ref
where b.purchased_day is not null
order by purchased_day;

create or replace table mart.customer as
select p.account_id as id, arg_min(p.account_ref, p.sequence) as account_ref, min(p.purchased_day) as first_purchased_day, min(p.purchased_month) as first_purchased_month,
  max(p.currency) filter (where p.amount is not null and p.amount_reporting is null) as unrated_currency,
  max(p.amount) filter (where p.amount is not null and p.amount_reporting is null) as unrated_amount, null::decimal(18, 4) as rated_amount,
  any_value(a.source) as source, any_value(a.load_id) as load_id, any_value(a.file_id) as file_id, any_value(a.row_number) as row_number
from mart.purchase p join model.account a on a.id = p.account_id
group by p.account_id;

create or replace table mart.customer_touch as
select distinct a.id as account_id, v.happened_day as touched_day
from mart.activity v join mart.account a on a.ref = v.account_ref
where v.happened_day is not null and not v.is_automatic
union
select account_id, purchased_day from mart.purchase;
