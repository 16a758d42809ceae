-- Writes how plans and amounts of deals moved: a plan ten days past is pushed by thirty, each version of a quote brings the amount nearer to
-- the final one, and when a deal ends its plan becomes that day. Grain: one row per change that had happened by the day the company is looked at.
-- Parameters: none. Traps: what is pushed while a deal rests between its losing and its coming back is pushed in one step when it comes back; the last
-- value is what model.opportunity says, the slip of a hundred years in typing included.
insert into model.field_change by name
with pushed as (
  select deal_no, case when p.changed_s between p.first_lost_s and p.reopened_s - 1 then p.reopened_s else p.changed_s end as changed_s, max(k) as k
  from (
    select d.deal_no, d.first_lost_s, d.reopened_s, k, d.planned_s + 864000 + 2592000 * (k - 1) as changed_s
    from sample.deal_now d, unnest(range(1, 1 + sample.pushes(d.planned_s, coalesce(d.ended_s, d.cut)))) u(k)
  ) p
  group by all
),
plans as (
  select d.place, d.deal_no, p.changed_s, p.k, sample.plan(d.planned_s, 0, d.mistyped) as first_said, sample.plan(d.planned_s, p.k, d.mistyped) as said
  from pushed p join sample.deal_now d on d.deal_no = p.deal_no
  union all
  select d.place, d.deal_no, d.ended_s, 999, sample.plan(d.planned_s, 0, d.mistyped), sample.day_of(d.ended_s)::varchar
  from sample.deal_now d where d.ended_s is not null
),
planned as (
  select place, deal_no, 'expected_close_on' as field, changed_s, k, coalesce(lag(said) over (partition by deal_no order by changed_s, k), first_said) as was, said
  from plans
),
versions as (
  select d.place, d.deal_no, unnest(range(0, d.sent_versions + 1)) as version, d.sent_versions, d.quoted_s from sample.deal_now d where d.sent_versions > 0
),
priced as (
  select v.place, v.deal_no, v.version, v.quoted_s + (v.version - 1) * 432000 as changed_s, sum(l.quantity * (l.list_price * (1000 - l.discount_permille * v.version // l.versions) // 1000))::bigint as amount
  from versions v join sample.line l on l.deal_no = v.deal_no
  group by all
),
repriced as (
  select place, deal_no, 'amount' as field, changed_s, version + 1000 as k, lag(amount) over (partition by deal_no order by version)::varchar as was, amount::varchar as said, version
  from priced
),
changed as (
  select * from planned where was <> said
  union all
  select * exclude (version) from repriced where version > 0 and was <> said
)
select
  sample.row_id(31, c.place * 2000 + c.k) as id, 'sample' as source, sample.key('F', c.deal_no * 2000 + c.k) as source_id, 1 as load_id, 31 as file_id,
  row_number() over (order by c.place, c.k) as row_number, hash(c.deal_no * 2000 + c.k) as row_hash, sample.moment(c.changed_s) as created_at,
  'opportunity' as entity, sample.key('O', c.deal_no) as record, c.field, c.field as source_field, c.was as old_value, c.said as new_value,
  sample.moment(c.changed_s) as changed_at, sample.key('U', d.rep_no) as changed_by
from changed c join sample.deal_now d on d.deal_no = c.deal_no;
