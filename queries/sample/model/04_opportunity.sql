-- Writes deals, their lines and their people as they stand on the day the company is looked at. Grain: one row per deal, per line, per role.
-- Parameters: $seed, $price_reason_percent = losses of the product that loses on price for which price is named, $price_rival_percent = those
-- among its losses in which the one rival is named. Traps: who sells it decides price only late, so early losses name other reasons.
insert into model.opportunity by name
with told as (
  select
    d.*, a.amount, g.name as stage, g.probability, g.forecast_category, p.name as product_name,
    sample.roll($seed, d.deal_no, 'reason', 100) as reason_roll,
    d.product_no = 6 and d.lost_stage between 3 and 4 as lost_late
  from sample.deal_now d
  join sample.deal_amount a on a.deal_no = d.deal_no
  join sample.stage g on g.stage_no = d.stage_no
  join sample.product p on p.product_no = d.product_no
)
select
  sample.row_id(12, d.place) as id, 'sample' as source, sample.key('O', d.deal_no) as source_id, 1 as load_id, 12 as file_id, d.place as row_number, hash(d.deal_no) as row_hash,
  d.is_deleted, sample.moment(d.created_s) as created_at,
  sample.moment(greatest(d.created_s, sample.known(d.e2, d.cut), sample.known(d.e3, d.cut), sample.known(d.e4, d.cut), sample.known(d.e5, d.cut), sample.known(d.quoted_s, d.cut),
    sample.known(d.first_lost_s, d.cut), sample.known(d.reopened_s, d.cut), d.ended_s)) as updated_at,
  case when d.has_no_owner then null else sample.key('U', d.rep_no) end as owner,
  concat(d.product_name, ' ', d.type, '项目') as name, sample.key('A', d.account_no) as account, sample.key('C', d.account_no * 2) as contact, sample.key('L', d.lead_n) as lead,
  '标准销售流程' as pipeline, d.stage, d.status, d.amount, case when d.is_overseas then 'USD' else 'CNY' end as currency, d.probability / 100 as probability,
  case when d.ended_s is not null then sample.day_of(d.ended_s)
    else sample.plan(d.planned_s, sample.pushes(d.planned_s, d.cut), d.mistyped)::date end as expected_close_on,
  sample.moment(d.ended_s) as closed_at,
  case when d.status = 'won' then sample.pick(['产品匹配', '交付能力', '老客户信任', '性价比', '服务响应'], d.reason_roll) end as won_reason,
  case when d.status = 'lost' then case
    when d.lost_late and d.reason_roll < $price_reason_percent then '价格过高'
    when d.reason_roll < 25 then '价格过高' when d.reason_roll < 45 then '功能不符' when d.reason_roll < 62 then '项目取消' when d.reason_roll < 78 then '预算不足'
    when d.reason_roll < 90 then '选择竞品' else '无人跟进' end end as lost_reason,
  case when d.status = 'lost' and d.lost_stage >= 2 then case
    when d.lost_late and sample.roll($seed, d.deal_no, 'rival', 100) < $price_rival_percent then '海拓智能'
    when sample.roll($seed, d.deal_no, 'rival', 100) < 60 then sample.pick(['云辰科技', '博域自动化', '海拓智能', '正远软件'], d.deal_no // 3) end end as competitor,
  d.forecast_category, d.type, sample.key('H', d.channel_no) as channel, sample.key('G', c.campaign_no) as campaign, sample.key('P', d.product_no) as product
from told d
left join sample.campaign_day c on c.channel_no = d.channel_no and c.day_no = d.created_s // 86400;

insert into model.opportunity_line by name
select
  sample.row_id(14, place * 4 + line_no) as id, 'sample' as source, sample.key('I', deal_no * 4 + line_no) as source_id, 1 as load_id, 14 as file_id, place * 4 + line_no as row_number, hash(deal_no * 4 + line_no) as row_hash,
  sample.moment(created_s) as created_at, sample.key('O', deal_no) as opportunity, sample.key('P', product_no) as product, quantity, net_price, quantity * net_price as amount,
  case when is_overseas then 'USD' else 'CNY' end as currency
from sample.line;

insert into model.opportunity_contact by name
select
  sample.row_id(15, d.place * 2 + k.k) as id, 'sample' as source, sample.key('R', d.deal_no * 2 + k.k) as source_id, 1 as load_id, 15 as file_id, d.place * 2 + k.k as row_number, hash(d.deal_no * 2 + k.k) as row_hash,
  sample.moment(d.created_s) as created_at, sample.key('O', d.deal_no) as opportunity, sample.key('C', d.account_no * 2 + k.k) as contact, case k.k when 0 then '决策人' else '技术评估' end as role
from sample.deal_now d, (select unnest([0, 1]) as k) k
where k.k = 0 or sample.roll($seed, d.account_no, 'second contact', 100) < 40;
