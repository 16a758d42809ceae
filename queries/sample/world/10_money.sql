-- From the won deal to the money: the payment plan, what was paid when, and what was paid back.
-- Grain: sample.instalment one row per line of a plan; sample.payment one row per payment or refund. Amounts in whole units of the currency.
-- Parameters: $seed, $late_days = how much later the construction trade pays. Traps: equipment is paid 30/60/10, software 50/50; the last
-- instalment takes the rest; everything is laid down for all time here and cut where it is written; one in fifty is never paid.
create or replace table sample.instalment as
with sold as (
  select d.deal_no, d.account_no, d.closed_s, d.product_no, d.industry_no, d.is_overseas, d.cut, a.amount
  from sample.deal_now d join sample.deal_amount a on a.deal_no = d.deal_no
  where d.status = 'won'
),
planned as (
  select
    s.*, k.k, s.deal_no * 4 + k.k as instalment_no,
    case when s.product_no <= 4 then [50, 50][k.k] else [30, 60, 10][k.k] end as share,
    s.closed_s // 86400 + case when s.product_no <= 4 then [10, 75][k.k] else [7, 60, 180][k.k] end as original_due_day
  from sold s, (select unnest([1, 2, 3]) as k) k
  where k.k <= 2 or s.product_no > 4
),
moved as (
  select *, original_due_day + case when k > 1 and sample.roll($seed, instalment_no, 'moved', 100) < 9 then 30 else 0 end as due_day
  from planned
)
select
  * exclude (amount, share),
  case when k = case when product_no <= 4 then 2 else 3 end
    then amount - sum(case when k < case when product_no <= 4 then 2 else 3 end then amount * share // 100 else 0 end) over (partition by deal_no)
    else amount * share // 100 end::bigint as amount,
  case when sample.roll($seed, instalment_no, 'never', 100) >= 2 then due_day * 86400 + 32400 + sample.roll($seed, instalment_no, 'clock', 28800)
    + 86400 * (case when industry_no = 8 then $late_days else 0 end + case
      when sample.roll($seed, account_no, 'payer', 100) < 70 then sample.roll($seed, instalment_no, 'delay', 10) - 6
      when sample.roll($seed, account_no, 'payer', 100) < 92 then 8 + sample.roll($seed, instalment_no, 'delay', 40)
      else 45 + sample.roll($seed, instalment_no, 'delay', 90) end) end as paid_s,
  sample.roll($seed, instalment_no, 'part', 100) < 12 as in_parts,
  sample.roll($seed, instalment_no, 'refund', 100) < 1 as has_refund
from moved;

create or replace table sample.payment as
with parts as (
  select
    i.instalment_no, i.deal_no, i.account_no, i.is_overseas, i.cut, i.k, p.part,
    case p.part when 1 then i.paid_s when 2 then i.paid_s + 25 * 86400 else i.paid_s + 40 * 86400 end as paid_s,
    case p.part
      when 1 then case when i.in_parts then i.amount * 60 // 100 else i.amount end
      when 2 then i.amount - i.amount * 60 // 100
      else -(i.amount * 10 // 100) end as amount
  from sample.instalment i, (select unnest([1, 2, 3]) as part) p
  where i.paid_s is not null and (p.part = 1 or (p.part = 2 and i.in_parts) or (p.part = 3 and i.has_refund))
)
select *, instalment_no * 4 + part as payment_no from parts where paid_s < cut;
