-- The entities whose importers come next: kept as marts already so that the whole chain has one shape. Grain: one row per thing.
-- No rows without rows of: model.quote, model.quote_line, model.contract, model.delivery, model.instalment, model.invoice, model.payment_allocation, model.ticket.
create or replace table mart.quote as
select q.id, q.source, q.load_id, q.file_id, q.row_number, q.source_id, m.id as opportunity_id, q.version, q.status, q.amount, q.currency,
  q.sent_at, mart.day_number(q.sent_at) as sent_day, mart.month_number(q.sent_at) as sent_month, q.valid_until, q.approved_at
from model.quote q left join model.opportunity m on m.source_id = q.opportunity and m.source = q.source where not q.is_deleted;

create or replace table mart.quote_line as
select l.id, l.source, l.load_id, l.file_id, l.row_number, q.id as quote_id, pr.ref as product_ref, l.quantity, l.list_price, l.net_price
from model.quote_line l left join mart.quote q on q.source_id = l.quote and q.source = l.source
left join meta.reference pr on pr.entity = 'product' and pr.raw = l.product where not l.is_deleted;

create or replace table mart.contract as
select c.id, c.source, c.load_id, c.file_id, c.row_number, c.source_id, m.id as opportunity_id, ar.ref as account_ref, c.amount, c.currency, c.status, mart.is_standing(c.status) as is_valid,
  c.signed_at, mart.day_number(c.signed_at) as signed_day, mart.month_number(c.signed_at) as signed_month, c.starts_on, c.ends_on
from model.contract c left join model.opportunity m on m.source_id = c.opportunity and m.source = c.source
left join meta.reference ar on ar.entity = 'account' and ar.raw = c.account where not c.is_deleted;

create or replace table mart.delivery as
select d.id, d.source, d.load_id, d.file_id, d.row_number, o.id as order_id, o.account_ref, d.promised_on, d.shipped_at, d.accepted_at, d.in_full,
  mart.day_number(d.accepted_at) as accepted_day, mart.month_number(d.accepted_at) as accepted_month
from model.delivery d left join mart."order" o on o.source_id = d."order" and o.source = d.source where not d.is_deleted;

create or replace table mart.instalment as
select i.id, i.source, i.load_id, i.file_id, i.row_number, i.source_id, c.id as contract_id, o.id as order_id, coalesce(c.account_ref, o.account_ref) as account_ref,
  i.due_on, mart.day_number(i.due_on) as due_day, mart.month_number(i.due_on) as due_month, i.original_due_on, i.amount, i.currency
from model.instalment i left join mart.contract c on c.source_id = i.contract and c.source = i.source left join mart."order" o on o.source_id = i."order" and o.source = i.source where not i.is_deleted;

create or replace table mart.invoice as
select i.id, i.source, i.load_id, i.file_id, i.row_number, i.source_id, ar.ref as account_ref, i.kind, i.status, mart.is_standing(i.status) as is_valid, i.net, i.tax, i.gross, i.currency,
  i.issued_on, mart.day_number(i.issued_on) as issued_day, mart.month_number(i.issued_on) as issued_month, i.due_on, mart.day_number(i.due_on) as due_day
from model.invoice i left join meta.reference ar on ar.entity = 'account' and ar.raw = i.account where not i.is_deleted;

create or replace table mart.payment_allocation as
select a.id, a.source, a.load_id, a.file_id, a.row_number, p.id as payment_id, a.invoice, a.instalment, a.amount
from model.payment_allocation a left join model.payment p on p.source_id = a.payment and p.source = a.source where not a.is_deleted and not coalesce(p.is_deleted, false);

create or replace table mart.ticket as
select t.id, t.source, t.load_id, t.file_id, t.row_number, ar.ref as account_ref, t.kind, t.priority, t.opened_at, t.first_reply_at, t.solved_at,
  mart.day_number(t.opened_at) as opened_day, mart.month_number(t.opened_at) as opened_month,
  mart.day_number(t.solved_at) as solved_day, mart.month_number(t.solved_at) as solved_month, t.reopened_count, t.sla_due_at, t.csat
from model.ticket t left join meta.reference ar on ar.entity = 'account' and ar.raw = t.account where not t.is_deleted;
