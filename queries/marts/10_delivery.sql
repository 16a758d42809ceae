-- Shipments, and the orders they fulfil.
-- Grain: mart.delivery one row per delivery that is not deleted; mart.fulfilment one per confirmed order with a delivery, keyed by the order's id.
-- Traps: an order is delivered when all its deliveries were accepted, on the day of the last one; where no delivery of the workspace says that
-- it was accepted, shipping stands for it; the last promise counts; partial deliveries are in full when one of them completes the order.
-- No rows without rows of: model.delivery.
create or replace table mart.delivery as
select
  d.id, d.source, d.load_id, d.file_id, d.row_number, o.id as order_id, o.account_ref, d.promised_on, d.shipped_at, d.accepted_at, d.in_full,
  mart.day_number(d.accepted_at) as accepted_day, mart.month_number(d.accepted_at) as accepted_month
from model.delivery d
left join mart."order" o on o.source_id = d."order" and o.source = d.source
where not d.is_deleted;

create or replace table mart.fulfilment as
with parts as (
  select
    order_id, bool_and(done_at is not null) as is_delivered, max(done_at) as done_at, max(promised_on) as promised_on,
    bool_or(coalesce(in_full, false)) as is_in_full, arg_max(struct_pack(load_id, file_id, row_number), (coalesce(done_at, timestamp '9999-01-01'), id)) as origin
  from (select *, case when exists (select 1 from mart.delivery where accepted_at is not null) then accepted_at else shipped_at end as done_at from mart.delivery)
  where order_id is not null
  group by order_id
),
ended as (
  select *, case when is_delivered then done_at end as accepted_at, mart.day_number(promised_on) as promised_day from parts
)
select
  o.id, o.source, o.source_id, p.origin.load_id as load_id, p.origin.file_id as file_id, p.origin.row_number as row_number,
  o.opportunity_id, o.account_ref, o.owner_ref, o.channel_ref, o.campaign_ref,
  o.ordered_at, o.ordered_day, mart.day_number(o.approved_at) as approved_day, c.signed_day, p.promised_on, p.promised_day,
  p.accepted_at, mart.day_number(p.accepted_at) as accepted_day, mart.month_number(p.accepted_at) as accepted_month,
  coalesce(mart.day_number(p.accepted_at), p.promised_day) as judged_day, p.is_in_full
from ended p
join mart."order" o on o.id = p.order_id
join model."order" m on m.id = o.id
left join mart.contract c on c.source_id = m.contract and c.source = m.source
where o.is_confirmed
order by accepted_day;
