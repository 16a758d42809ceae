-- Writes the payment plan, invoices and credit notes, payments and refunds, and what each payment paid. Grain: one row per thing known by the cut.
-- Parameters: none. Traps: a plan shows its new date only from five days before the old one; an invoice goes out ten days before it is due;
-- a refund is a negative payment with a credit note of its own; tax is 13 percent in the gross amount.
insert into model.instalment by name
select
  sample.row_id(24, row_number() over (order by instalment_no)) as id, 'sample' as source, sample.key('N', instalment_no) as source_id, 1 as load_id, 24 as file_id, row_number() over (order by instalment_no) as row_number, hash(instalment_no) as row_hash,
  sample.moment(closed_s) as created_at, sample.key('K', deal_no) as contract, sample.key('B', deal_no * 2 + 1) as "order",
  date '1970-01-01' + case when due_day <> original_due_day and (original_due_day - 5) * 86400 >= cut then original_due_day else due_day end::integer as due_on, date '1970-01-01' + original_due_day::integer as original_due_on,
  amount, case when is_overseas then 'USD' else 'CNY' end as currency,
  case when product_no <= 4 then ['签约后', '上线验收后'][k] else ['预付款', '发货款', '质保金'][k] end as condition
from sample.instalment;

create or replace table sample.invoice as
select instalment_no * 2 as invoice_no, instalment_no, deal_no, account_no, is_overseas, 'invoice' as kind, (due_day - 10) * 86400 as issued_s, due_day, amount, cut, paid_s < cut as is_paid
from sample.instalment where (due_day - 10) * 86400 < cut
union all
select i.instalment_no * 2 + 1, i.instalment_no, i.deal_no, i.account_no, i.is_overseas, 'credit_note', p.paid_s - 86400, (p.paid_s // 86400), p.amount, i.cut, true
from sample.instalment i join sample.payment p on p.instalment_no = i.instalment_no and p.part = 3;

insert into model.invoice by name
select
  sample.row_id(25, row_number() over (order by invoice_no)) as id, 'sample' as source, sample.key('M', invoice_no) as source_id, 1 as load_id, 25 as file_id, row_number() over (order by invoice_no) as row_number, hash(invoice_no) as row_hash,
  sample.moment(issued_s) as created_at, sample.key('B', deal_no * 2 + 1) as "order", sample.key('K', deal_no) as contract, sample.key('A', account_no) as account, kind,
  sample.day_of(issued_s) as issued_on, date '1970-01-01' + due_day::integer as due_on,
  (amount * 10000 // 113)::decimal(18, 4) / 100 as net, (amount * 100 - amount * 10000 // 113)::decimal(18, 4) / 100 as tax, amount as gross,
  case when is_overseas then 'USD' else 'CNY' end as currency, case when kind = 'credit_note' then '红字' when is_paid then '已核销' else '已开票' end as status
from sample.invoice;

insert into model.payment by name
select
  sample.row_id(26, row_number() over (order by payment_no)) as id, 'sample' as source, sample.key('PA', payment_no) as source_id, 1 as load_id, 26 as file_id, row_number() over (order by payment_no) as row_number, hash(payment_no) as row_hash,
  sample.moment(paid_s) as created_at, sample.key('A', account_no) as account, sample.key('B', deal_no * 2 + 1) as "order", sample.key('K', deal_no) as contract, sample.moment(paid_s) as received_at,
  amount, case when is_overseas then 'USD' else 'CNY' end as currency, case when amount < 0 then '退款' else '已到账' end as status
from sample.payment;

insert into model.payment_allocation by name
select
  sample.row_id(27, row_number() over (order by payment_no)) as id, 'sample' as source, sample.key('PB', payment_no) as source_id, 1 as load_id, 27 as file_id, row_number() over (order by payment_no) as row_number, hash(payment_no) as row_hash,
  sample.moment(paid_s) as created_at, sample.key('PA', payment_no) as payment, sample.key('M', instalment_no * 2 + case when part = 3 then 1 else 0 end) as invoice, sample.key('N', instalment_no) as instalment, amount
from sample.payment;
