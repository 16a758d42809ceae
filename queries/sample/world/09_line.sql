-- What each deal sells, at list and at final price, and what of the world is known on the day it is looked at.
-- Grain: sample.line one row per product of a deal; sample.deal_now one row per deal that exists by then, with its state then.
-- Parameters: $seed. Traps: prices are whole units of the deal's currency; until the first quote a deal stands at list price, with
-- each quote version the discount comes nearer to the final one, so amounts change from week to week.
create or replace table sample.deal_now as
with dated as (
  select d.*, s.cut, s.until_cut, s.cut - 1 as now_s
  from sample.deal d, sample.span s
  where d.created_s < s.cut
)
select
  row_number() over (order by created_s, deal_no) as place, *,
  case when closed_s < cut then case when is_won then 'won' else 'lost' end when first_lost_s < cut and reopened_s >= cut then 'lost' else 'open' end as status,
  case
    when closed_s < cut then case when is_won then 6 else 7 end
    when reopened_s < cut then 4
    when first_lost_s < cut then 7
    when e5 < cut then 5 when e4_again < cut then 4 when e3_again < cut then 3 when e4 < cut then 4 when e3 < cut then 3 when e2 < cut then 2 else 1
  end as stage_no,
  case when closed_s < cut then closed_s when first_lost_s < cut and reopened_s >= cut then first_lost_s end as ended_s,
  case when quoted_s is null then 0
    else (quoted_s < cut)::integer + (versions > 1 and quoted_s + 432000 < least(closed_s, cut))::integer + (versions > 2 and quoted_s + 864000 < least(closed_s, cut))::integer
  end as sent_versions,
  city_no > 26 as is_overseas,
  lost_stage = 1 and reopened_s is null and (sample.roll($seed, deal_no, 'deleted', 1000) < 8 and closed_s + 1296000 < cut
    or cut > until_cut and closed_s < until_cut - 15552000 and sample.roll($seed, deal_no, 'sweep', 100) < 3) as is_deleted,
  sample.roll($seed, deal_no, 'owner', 1000) < 4 as has_no_owner, sample.roll($seed, deal_no, 'typing', 1000) < 1 as mistyped,
  20 + sample.roll($seed, deal_no, 'discount', 161) + case when size_roll < 150 then 40 else 0 end as discount_permille
from dated;

create or replace table sample.line as
with lines as (
  select
    d.deal_no, d.place, d.created_s, d.is_overseas, d.discount_permille, d.versions, d.sent_versions, d.size_roll, n.line_no,
    case n.line_no when 1 then d.product_no when 2 then case when d.product_no <= 4 then 11 else 10 end else 12 end as product_no
  from sample.deal_now d, (select unnest([1, 2, 3]) as line_no) n
  where n.line_no = 1
    or (n.line_no = 2 and sample.roll($seed, d.deal_no, 'second line', 100) < 50)
    or (n.line_no = 3 and sample.roll($seed, d.deal_no, 'third line', 100) < 15)
)
select
  l.* exclude (size_roll),
  1 + sample.roll($seed, l.deal_no * 4 + l.line_no, 'quantity', 60) * p.most // 60 + case when l.size_roll < 150 and l.line_no = 1 then p.most else 0 end as quantity,
  case when l.is_overseas then p.list_price // 7 else p.list_price end as list_price,
  case when l.is_overseas then p.cost // 7 else p.cost end as cost,
  case when l.is_overseas then p.list_price // 7 else p.list_price end * (1000 - l.discount_permille * l.sent_versions // l.versions) // 1000 as net_price
from lines l join sample.product p on p.product_no = l.product_no;

create or replace table sample.deal_amount as
select deal_no, sum(quantity * net_price)::bigint as amount, sum(quantity * cost)::bigint as cost from sample.line group by deal_no;
