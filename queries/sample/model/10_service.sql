-- Writes service tickets of customers. Grain: one row per ticket opened by the cut. Parameters: $seed, $breach_percent and $breach_price_product_percent
-- of tickets solved after their deadline (the second for the product that loses on price). Traps: a ticket that came back counts how often;
-- only some customers say how content they were.
insert into model.ticket by name
with opened as (
  select
    d.deal_no, d.place, d.account_no, d.rep_no, d.product_no, d.cut, t.t, d.deal_no * 4 + t.t as ticket_no,
    sample.at_work(d.closed_s + 86400 * (40 + t.t * 60 + sample.roll($seed, d.deal_no * 4 + t.t, 'opened', 120)) + sample.roll($seed, d.deal_no * 4 + t.t, 'clock', 36000)) as opened_s
  from sample.deal_now d, (select unnest([0, 1, 2]) as t) t
  where d.status = 'won' and sample.roll($seed, d.deal_no, 'tickets', 100) < [60, 30, 12][t.t + 1]
),
timed as (
  select
    *, sample.roll($seed, ticket_no, 'priority', 10) as priority_roll,
    case when sample.roll($seed, ticket_no, 'priority', 10) < 2 then 28800 when sample.roll($seed, ticket_no, 'priority', 10) < 6 then 86400 else 259200 end as allowed,
    sample.roll($seed, ticket_no, 'breach', 100) < case when product_no = 6 then $breach_price_product_percent else $breach_percent end as is_late
  from opened where opened_s < cut
),
solved as (
  select
    *, opened_s + 600 + sample.roll($seed, ticket_no, 'reply', 14400) as reply_s,
    opened_s + case when is_late then allowed + 3600 + sample.roll($seed, ticket_no, 'overrun', 259200) else allowed * (20 + sample.roll($seed, ticket_no, 'speed', 80)) // 100 end as solved_s
  from timed
)
select
  sample.row_id(28, place * 4 + t) as id, 'sample' as source, sample.key('c', ticket_no) as source_id, 1 as load_id, 28 as file_id, place * 4 + t as row_number, hash(ticket_no) as row_hash,
  sample.moment(opened_s) as created_at, sample.key('U', rep_no) as owner, sample.key('A', account_no) as account, sample.pick(['故障', '咨询', '故障', '安装', '投诉'], ticket_no // 3) as kind,
  case when priority_roll < 2 then '高' when priority_roll < 6 then '中' else '低' end as priority, sample.moment(opened_s) as opened_at,
  sample.moment(sample.known(least(reply_s, solved_s), cut)) as first_reply_at, sample.moment(sample.known(solved_s, cut)) as solved_at,
  case when solved_s < cut and sample.roll($seed, ticket_no, 'again', 100) < 8 then 1 + sample.roll($seed, ticket_no, 'again', 2) else 0 end as reopened_count,
  sample.moment(opened_s + allowed) as sla_due_at,
  case when solved_s < cut and sample.roll($seed, ticket_no, 'answers', 100) < 40 then case when is_late then 1 + sample.roll($seed, ticket_no, 'csat', 3) else 3 + sample.roll($seed, ticket_no, 'csat', 3) end end::double as csat
from solved;
