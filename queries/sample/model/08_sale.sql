-- Writes what follows a won deal: contract, orders with lines, deliveries. Grain: one row per contract, order, line, delivery known by the cut.
-- Parameters: $seed, $late_equipment_percent and $late_software_percent of first deliveries that come late. Traps: one deal in twelve with several
-- products is ordered in two parts; an order's amount is the sum of its lines; a partial delivery is completed by a second one.
create or replace table sample."order" as
with won as (
  select
    d.deal_no, d.place, d.account_no, d.rep_no, d.closed_s, d.is_overseas, d.product_no, d.cut, count(*) over (partition by d.deal_no) as line_count,
    l.line_no, l.quantity, l.net_price, l.cost, l.product_no as line_product_no
  from sample.deal_now d join sample.line l on l.deal_no = d.deal_no
  where d.status = 'won'
)
select
  * , case when line_no > 1 and line_count > 1 and sample.roll($seed, deal_no, 'split', 100) < 8 then 2 else 1 end as part,
  closed_s + 86400 * (1 + sample.roll($seed, deal_no, 'order', 6)) + case when line_no > 1 and line_count > 1 and sample.roll($seed, deal_no, 'split', 100) < 8 then 1814400 else 0 end as ordered_s
from won;

insert into model.contract by name
select
  sample.row_id(20, place) as id, 'sample' as source, sample.key('K', d.deal_no) as source_id, 1 as load_id, 20 as file_id, place as row_number, hash(d.deal_no) as row_hash,
  sample.moment(closed_s) as created_at, sample.key('U', rep_no) as owner, sample.key('O', d.deal_no) as opportunity, sample.key('A', account_no) as account, sample.moment(closed_s) as signed_at,
  a.amount, case when is_overseas then 'USD' else 'CNY' end as currency, sample.day_of(closed_s) as starts_on, sample.day_of(closed_s) + 364 as ends_on,
  sample.roll($seed, d.deal_no, 'document', 100) < 92 as document_present,
  case when sample.roll($seed, d.deal_no, 'voided', 200) < 1 and closed_s + 1728000 < cut then '已作废' when closed_s + 31536000 < cut then '已完成' else '执行中' end as status
from sample.deal_now d join sample.deal_amount a on a.deal_no = d.deal_no
where d.status = 'won';

insert into model."order" by name
with orders as (
  select
    deal_no, part, any_value(place) as place, any_value(account_no) as account_no, any_value(rep_no) as rep_no, any_value(is_overseas) as is_overseas, any_value(cut) as cut,
    min(ordered_s) as ordered_s, sum(quantity * net_price)::bigint as amount, sum(quantity * cost)::bigint as cost, arg_min(line_product_no, line_no) as product_no
  from sample."order" where ordered_s < cut
  group by deal_no, part
)
select
  sample.row_id(21, place * 2 + part) as id, 'sample' as source, sample.key('B', deal_no * 2 + part) as source_id, 1 as load_id, 21 as file_id, place * 2 + part as row_number, hash(deal_no * 2 + part) as row_hash,
  sample.moment(ordered_s) as created_at, sample.key('U', rep_no) as owner, sample.key('K', deal_no) as contract, sample.key('O', deal_no) as opportunity, sample.key('A', account_no) as account,
  sample.moment(ordered_s) as ordered_at, case when sample.roll($seed, deal_no * 2 + part, 'status', 100) >= 3 then sample.moment(sample.known(ordered_s + 14400 + sample.roll($seed, deal_no, 'approve', 172800), cut)) end as approved_at,
  amount, cost, case when is_overseas then 'USD' else 'CNY' end as currency,
  case when sample.roll($seed, deal_no * 2 + part, 'status', 100) < 1 then '草稿' when sample.roll($seed, deal_no * 2 + part, 'status', 100) < 3 then '已取消' else '已确认' end as status,
  sample.key('P', product_no) as product
from orders;

insert into model.order_line by name
select
  sample.row_id(22, place * 4 + line_no) as id, 'sample' as source, sample.key('E', deal_no * 4 + line_no) as source_id, 1 as load_id, 22 as file_id, place * 4 + line_no as row_number, hash(deal_no * 4 + line_no) as row_hash,
  sample.key('B', deal_no * 2 + part) as "order", sample.key('P', line_product_no) as product, quantity, net_price, quantity * cost as cost, quantity * net_price as amount,
  case when is_overseas then 'USD' else 'CNY' end as currency
from sample."order" where ordered_s < cut;

insert into model.delivery by name
with due as (
  select
    deal_no, part, place, ordered_s, cut, product_no > 4 as is_equipment,
    ordered_s + 86400 * case when product_no > 4 then 35 + sample.roll($seed, deal_no, 'lead time', 20) else 14 + sample.roll($seed, deal_no, 'lead time', 10) end as promised_s,
    sample.roll($seed, deal_no * 2 + part, 'late', 100) < case when product_no > 4 then $late_equipment_percent else $late_software_percent end as is_late,
    sample.roll($seed, deal_no * 2 + part, 'partial', 100) < 18 as is_partial
  from sample."order"
  where line_no = (case part when 1 then 1 else line_no end) and ordered_s < cut and sample.roll($seed, deal_no * 2 + part, 'status', 100) >= 3
  qualify row_number() over (partition by deal_no, part order by line_no) = 1
),
shipped as (
  select
    d.*, k.k,
    promised_s + 86400 * case when is_late then 1 + sample.roll($seed, deal_no * 2 + part, 'days late', 25) else -sample.roll($seed, deal_no * 2 + part, 'days early', 7) end + case when k.k = 1 then 1728000 else 0 end as shipped_s
  from due d, (select unnest([0, 1]) as k) k
  where k.k = 0 or is_partial
),
accepted as (
  select *, shipped_s + 86400 * (2 + sample.roll($seed, deal_no * 4 + k, 'acceptance', 9)) as accepted_s from shipped
)
select
  sample.row_id(23, place * 4 + part * 2 - 2 + k) as id, 'sample' as source, sample.key('F', deal_no * 4 + part * 2 - 2 + k) as source_id, 1 as load_id, 23 as file_id, place * 4 + part * 2 - 2 + k as row_number,
  hash(deal_no * 4 + part * 2 - 2 + k) as row_hash,
  sample.key('B', deal_no * 2 + part) as "order", sample.day_of(promised_s) as promised_on, sample.moment(sample.known(shipped_s, cut)) as shipped_at, sample.moment(sample.known(accepted_s, cut)) as accepted_at,
  not is_partial or k = 1 as in_full
from accepted
where k = 0 or shipped_s < cut;
