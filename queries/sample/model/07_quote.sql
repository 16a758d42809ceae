-- Writes every version of every quote with its lines. Grain: one row per version sent by the day the company is looked at, one per product of it.
-- Parameters: $seed. Traps: version v gives v of `versions` parts of the final discount; only the last version answers to how the deal ended;
-- discounts above 8 and 15 percent were approved one and two levels up.
insert into model.quote by name
with sent as (
  select d.*, unnest(range(1, sent_versions + 1)) as version from sample.deal_now d where sent_versions > 0
),
priced as (
  select s.deal_no, s.version, sum(l.quantity * (l.list_price * (1000 - s.discount_permille * s.version // s.versions) // 1000))::bigint as amount
  from sent s join sample.line l on l.deal_no = s.deal_no
  group by s.deal_no, s.version
)
select
  sample.row_id(18, s.place * 4 + s.version) as id, 'sample' as source, sample.key('Q', s.deal_no * 4 + s.version) as source_id, 1 as load_id, 18 as file_id, s.place * 4 + s.version as row_number, hash(s.deal_no * 4 + s.version) as row_hash,
  sample.moment(s.quoted_s + (s.version - 1) * 432000) as created_at, sample.key('U', s.rep_no) as owner, sample.key('O', s.deal_no) as opportunity, sample.key('A', s.account_no) as account, s.version,
  case when s.version < s.sent_versions then '已替代' when s.status = 'won' then '已接受' when s.status = 'lost' then '已拒绝' else '已发送' end as status,
  sample.moment(s.quoted_s + (s.version - 1) * 432000) as sent_at, sample.day_of(s.quoted_s + (s.version - 1) * 432000 + 2592000) as valid_until,
  case when s.discount_permille * s.version // s.versions > 80 then sample.moment(s.quoted_s + (s.version - 1) * 432000 - 7200 - sample.roll($seed, s.deal_no * 4 + s.version, 'approval', 79200)) end as approved_at,
  case when s.discount_permille * s.version // s.versions > 150 then '总监' when s.discount_permille * s.version // s.versions > 80 then '经理' else '免审批' end as approval_level,
  p.amount, case when s.is_overseas then 'USD' else 'CNY' end as currency
from sent s join priced p on p.deal_no = s.deal_no and p.version = s.version;

insert into model.quote_line by name
with sent as (
  select l.*, unnest(range(1, l.sent_versions + 1)) as version from sample.line l where l.sent_versions > 0
)
select
  sample.row_id(19, place * 16 + version * 4 + line_no) as id, 'sample' as source, sample.key('J', deal_no * 16 + version * 4 + line_no) as source_id, 1 as load_id, 19 as file_id,
  place * 16 + version * 4 + line_no as row_number, hash(deal_no * 16 + version * 4 + line_no) as row_hash,
  sample.key('Q', deal_no * 4 + version) as quote, sample.key('P', product_no) as product, quantity, list_price, list_price * (1000 - discount_permille * version // versions) // 1000 as net_price
from sent;
