-- The deals that leads became, before anybody worked on them.
-- Grain: one row per deal seed; generation 0 came from a lead, generation 1 is business with a customer who bought before.
-- Parameters: $seed. Traps: deal_no = four times the lead's number, so that up to three further deals of the customer fit behind it.
create or replace table sample.deal_seed as
select
  l.n * 4 as deal_no, l.n as lead_n, 0 as generation, l.converted_s as created_s, l.company_no, l.account_no, l.channel_no, l.rep_no,
  l.city_no, l.industry_no, l.size_roll, p.product_no
from sample.lead l
join sample.product_slot p on p.slot = sample.roll($seed, l.n, 'product', 100)
where l.converted_s is not null;

create or replace table sample.deal as
select
  d.*, ''::varchar as type, false as is_won, 0 as lost_stage, 0::bigint as e1, 0::bigint as e2, 0::bigint as e3, 0::bigint as e4, 0::bigint as e3_again, 0::bigint as e4_again,
  0::bigint as e5, 0::bigint as first_lost_s, 0::bigint as reopened_s, 0::bigint as closed_s, 0::bigint as quoted_s, 0 as versions, 0::bigint as planned_s
from sample.deal_seed d where false;
