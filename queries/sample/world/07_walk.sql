-- Every deal's way through the stages to the end, whether it has got there by now or not.
-- Grain: one row per deal; e1 … e5 = when it entered a stage (null = skipped or lost before), closed_s = when it was won or lost.
-- Parameters: $seed, $generation to walk, $slow_percent = stay in 方案提供 for deals that enter it in the slow quarter, $price_loss_percent =
-- losses of the product that loses on price, $repeat_loss_percent = losses of repeat business. Traps: a lost deal may come back once
-- (reopened_s, to stage 4) and then half are won; a few go back from negotiation to the proposal; a few skip the second stage.
insert into sample.deal
with paced as (
  select
    d.*, s.skill,
    86400 * 70 * sample.stretch(sample.roll($seed, d.deal_no, 'stay 1', 1000)) // 1000 as d1,
    86400 * 120 * sample.stretch(sample.roll($seed, d.deal_no, 'stay 2', 1000)) // 1000 as d2,
    86400 * 200 * sample.stretch(sample.roll($seed, d.deal_no, 'stay 3', 1000)) // 1000 as d3,
    86400 * 140 * sample.stretch(sample.roll($seed, d.deal_no, 'stay 4', 1000)) // 1000 as d4,
    86400 * 70 * sample.stretch(sample.roll($seed, d.deal_no, 'stay 5', 1000)) // 1000 as d5,
    sample.roll($seed, d.deal_no, 'skip', 100) < 6 as skips,
    sample.roll($seed, d.deal_no, 'regress', 100) < 4 as regresses,
    sample.roll($seed, d.deal_no, 'reopen', 100) < 3 as reopens,
    (200 - s.skill) * case when d.generation = 1 then $repeat_loss_percent else 100 end as ease,
    case when d.product_no = 6 then $price_loss_percent else 100 end as price
  from sample.deal_seed d join sample.person s on s.person_no = d.rep_no
  where d.generation = $generation
),
decided as (
  select
    *,
    case
      when sample.roll($seed, deal_no, 'loss 1', 10000) < 22 * ease // 100 then 1
      when not skips and sample.roll($seed, deal_no, 'loss 2', 10000) < 22 * ease // 100 then 2
      when sample.roll($seed, deal_no, 'loss 3', 10000) < least(9500, 26 * ease * price // 10000) then 3
      when sample.roll($seed, deal_no, 'loss 4', 10000) < least(9500, 24 * ease * price // 10000) then 4
      when sample.roll($seed, deal_no, 'loss 5', 10000) < 6 * ease // 100 then 5
      else 0
    end as lost_stage
  from paced
),
slowed as (
  select
    d.*, case when lost_stage = 1 then d1 * case when sample.roll($seed, deal_no, 'asleep', 100) < 8 then 9 else 1 end else d1 end as stay1,
    s.slow_from, s.slow_to
  from decided d, sample.span s
),
entered3 as (
  select
    *,
    case when lost_stage = 1 or skips then null else created_s + stay1 end as e2,
    case when lost_stage between 1 and 2 then null else created_s + stay1 + case when skips then 0 else d2 end end as e3
  from slowed
),
entered4 as (
  select *, case when e3 between slow_from and slow_to - 1 then d3 * $slow_percent // 100 else d3 end as stay3
  from entered3
),
entered5 as (
  select
    *,
    case when lost_stage between 1 and 3 then null else e3 + stay3 end as e4,
    regresses and lost_stage not between 1 and 3 as goes_back
  from entered4
),
ended as (
  select
    *,
    case when goes_back then e4 + d4 // 2 end as e3_again,
    case when goes_back then e4 + d4 // 2 + d3 // 2 end as e4_again,
    case when lost_stage between 1 and 4 then null else e4 + d4 + case when goes_back then d3 // 2 + d4 // 2 else 0 end end as e5
  from entered5
),
closed as (
  select
    *,
    case lost_stage
      when 1 then created_s + stay1 when 2 then e2 + d2 when 3 then e3 + stay3
      when 4 then coalesce(e4_again + d4, e4 + d4) else e5 + d5 end as first_closed_s
  from ended
),
quoted as (
  select *, e3 + 86400 * (2 + sample.roll($seed, deal_no, 'quoted', 5)) as first_quote_s, lost_stage > 0 and reopens as comes_back
  from closed
)
select
  deal_no, lead_n, generation, created_s, company_no, account_no, channel_no, rep_no, city_no, industry_no, size_roll, product_no,
  case when generation = 0 then '新购' when product_no <= 4 and sample.roll($seed, deal_no, 'renewal', 2) = 0 then '续约' else '增购' end,
  lost_stage = 0 or (comes_back and sample.roll($seed, deal_no, 'second chance', 2) = 0),
  lost_stage, created_s, sample.at_work(e2), sample.at_work(e3), sample.at_work(e4), sample.at_work(e3_again), sample.at_work(e4_again), sample.at_work(e5),
  case when comes_back then sample.at_work(first_closed_s) end,
  case when comes_back then sample.at_work(first_closed_s) + 86400 * (30 + sample.roll($seed, deal_no, 'rest', 31)) end,
  sample.at_work(first_closed_s + case when comes_back then 86400 * (30 + sample.roll($seed, deal_no, 'rest', 31)) + d4 else 0 end),
  case when sample.at_work(first_quote_s) < sample.at_work(first_closed_s) then sample.at_work(first_quote_s) end,
  1 + (sample.roll($seed, deal_no, 'versions', 100) < 45)::integer + (sample.roll($seed, deal_no, 'versions', 100) < 12)::integer,
  created_s + 86400 * (45 + sample.roll($seed, deal_no, 'plan', 60))
from quoted;
