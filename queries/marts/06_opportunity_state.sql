-- What was known of every deal while it was open: its stage, owner, amount and expected close from one day to the next.
-- Grain: one row per deal and span of days in which none of them changed; open at the end of day D: from_day <= D and (to_day is null or
-- to_day > D). Columns are those of mart.opportunity, with the values of that time; what is open is not closed yet. Traps: a deal's first version holds back to its
-- creation, unless a history of its source tells earlier stages or values (model.stage_visit,
-- model.field_change: what was before its first change counts from the beginning); a later version holds from the row's own time of change where that lies
-- between the two loads, else from the load; a deal that vanished was open until then, or until it had closed; a closing that a later entry
-- takes back or makes another one closed it from its own time, the last closing is the deal's closed day, else the version that told of it;
-- while a deal is open it has no closed day; a deal that was open while only its closing stage is known has no stage; `probability` is the deal's own, null where it is its stage's;
-- where a row stands in the stage of the last visit that was entered or loaded by then it was true from then on, else after that visit.
-- Several entries without a time all stand for the beginning, and only the last of them holds: the others have no end either;
-- `ended_as` is what took the deal out of the pipeline on `to_day` (won, lost, gone), null where it stayed open or came back the same day.
-- No rows without rows of: model.opportunity.
-- Keyed: status, won_reason, lost_reason, competitor, forecast_category, type, ended_as.
create or replace table mart.opportunity_state as
with loads as (
  select id, coalesce(true_at, (loaded_at at time zone 'UTC') at time zone coalesce((select value from meta.setting where key = 'time_zone'), 'UTC')) as known_at
  from meta.load
),
versions as (
  select
    v.source, v.source_id, v.load_id, v.file_id, v.row_number, v.is_deleted, v.updated_at, coalesce(l.known_at, v.created_at) as known_at,
    v.stage, v.pipeline, v.owner, v.amount, v.currency, v.expected_close_on, v.status, v.closed_at, v.probability,
    row_number() over in_order as nth, lag(coalesce(l.known_at, v.created_at)) over in_order as previous_known_at,
    lag(v.stage) over in_order as previous_stage, lag(v.pipeline) over in_order as previous_pipeline, lag(v.owner) over in_order as previous_owner,
    lag(v.amount) over in_order as previous_amount, lag(v.currency) over in_order as previous_currency,
    lag(v.expected_close_on) over in_order as previous_expected, lag(v.status) over in_order as previous_status,
    lag(v.probability) over in_order as previous_probability, lag(v.is_deleted) over in_order as previous_deleted
  from (
    select * from model.opportunity where not is_stub
    union all by name
    select * exclude (ended_by) from history.opportunity where not is_stub
  ) v
  left join loads l on l.id = v.load_id
  window in_order as (partition by v.source, v.source_id order by v.load_id)
),
visits as (
  select v.source, v.opportunity as source_id, v.entered_at, coalesce(v.pipeline, o.pipeline) as pipeline, v.stage, v.id, v.load_id
  from model.stage_visit v
  join model.opportunity o on o.source = v.source and o.source_id = v.opportunity and not o.is_stub
  where not v.is_deleted and v.entered_at is not null and v.stage is not null
),
stages as (
  select r.raw, s.ref, s.kind, s.position from meta.reference r join mart.stage_place s on s.ref = r.ref where r.entity = 'stage'
),
told as (
  -- `before` = entered or loaded by the first version; the others say nothing of the time before it.
  select
    h.source, h.source_id,
    arg_max(s.ref, (h.entered_at, s.position, h.id)) filter (where h.load_id <= v.load_id or h.entered_at <= v.known_at) as before_ref,
    max(h.entered_at) filter (where h.load_id <= v.load_id or h.entered_at <= v.known_at) as before_at,
    max(h.entered_at) filter (where s.kind <> 'open') as closing_at
  from visits h
  join versions v on v.source = h.source and v.source_id = h.source_id and v.nth = 1
  left join stages s on s.raw = coalesce(h.pipeline, '') || '/' || h.stage
  group by all
),
changes as (
  select
    c.source, c.record as source_id, c.field, c.changed_at, c.new_value, c.id, c.load_id,
    -- What was before the first state that a source saved is not known: it holds back.
    case when contains(c.source_id, '#change ') then coalesce(c.old_value, c.new_value) else c.old_value end as old_value,
    row_number() over (partition by c.source, c.record, c.field order by c.changed_at, c.source_id) as nth
  from model.field_change c
  where c.entity = 'opportunity' and not c.is_deleted and c.changed_at is not null
    and c.field in ('owner', 'amount', 'currency', 'expected_close_on', 'probability', 'is_deleted')
),
changed as (
  select
    source, source_id, bool_or(field = 'owner') as has_owner, bool_or(field = 'amount') as has_amount, bool_or(field = 'currency') as has_currency,
    bool_or(field = 'expected_close_on') as has_expected, bool_or(field = 'probability') as has_probability, bool_or(field = 'is_deleted') as has_deleted
  from changes group by all
),
last_changes as (
  select
    source, source_id, field, last_at,
    case field when 'amount' then try_cast(said as decimal(18, 4))::varchar when 'probability' then try_cast(said as double)::varchar
      when 'expected_close_on' then try_cast(said as date)::varchar else said end as value
  from (
    select source, source_id, field, max(changed_at) as last_at, arg_max(new_value, (changed_at, id)) as said from changes group by source, source_id, field
  )
),
entries as (
  -- A null struct says nothing about the attribute, one of nulls says that it is empty.
  select
    v.source, v.source_id,
    case
      when v.nth = 1 then null
      when v.updated_at > v.previous_known_at and v.updated_at <= v.known_at and not (v.is_deleted and not v.previous_deleted) then v.updated_at
      else v.known_at
    end as since, 2 as rank, v.load_id as tie,
    case when v.nth = 1 and t.before_at is not null then null
      when v.nth > 1 and v.stage is not distinct from v.previous_stage and v.pipeline is not distinct from v.previous_pipeline and v.status is not distinct from v.previous_status then null
      else {ref: s.ref, kind: coalesce(v.status, s.kind, 'open'), is_closed: coalesce(v.status, s.kind, 'open') <> 'open', closed_at: coalesce(
        v.closed_at, case when v.expected_close_on <= v.known_at then v.expected_close_on::timestamp end,
        case when v.updated_at <= v.known_at then v.updated_at end, v.known_at)} end as stage,
    case when (v.nth = 1 and c.has_owner) or (v.nth > 1 and v.owner is not distinct from v.previous_owner) then null else {value: v.owner} end as owner,
    case when (v.nth = 1 and c.has_amount) or (v.nth > 1 and v.amount is not distinct from v.previous_amount) then null else {value: v.amount} end as amount,
    case when (v.nth = 1 and c.has_currency) or (v.nth > 1 and v.currency is not distinct from v.previous_currency) then null else {value: v.currency} end as currency,
    case when (v.nth = 1 and c.has_expected) or (v.nth > 1 and v.expected_close_on is not distinct from v.previous_expected) then null
      else {value: v.expected_close_on} end as expected,
    case when (v.nth = 1 and (t.before_at is not null or c.has_probability)) or (v.nth > 1 and v.probability is not distinct from v.previous_probability) then null
      else {value: v.probability} end as probability,
    case when v.nth = 1 and c.has_deleted then null else {is_gone: v.is_deleted} end as existence,
    {load_id: v.load_id, file_id: v.file_id, row_number: v.row_number} as origin
  from versions v
  left join told t on t.source = v.source and t.source_id = v.source_id
  left join changed c on c.source = v.source and c.source_id = v.source_id
  left join stages s on s.raw = coalesce(v.pipeline, '') || '/' || v.stage
  union all
  -- What the first row says of the stage counts from its own time, after what the source's history tells of before.
  select
    v.source, v.source_id,
    case when s.ref = t.before_ref then t.before_at else greatest(case when v.updated_at <= v.known_at then v.updated_at end, t.before_at) end,
    2, v.load_id,
    case when coalesce(v.stage, v.status) is not null
      then {ref: s.ref, kind: coalesce(v.status, s.kind, 'open'), is_closed: coalesce(v.status, s.kind, 'open') <> 'open', closed_at: v.closed_at} end, null, null, null, null,
    case when c.has_probability is not true then {value: v.probability} end, null, null
  from versions v
  join told t on t.source = v.source and t.source_id = v.source_id
  left join changed c on c.source = v.source and c.source_id = v.source_id
  left join stages s on s.raw = coalesce(v.pipeline, '') || '/' || v.stage
  where v.nth = 1 and t.before_at is not null
  union all
  -- The first visit also holds back to the creation; where it is a closing one the deal was open before it, in no known stage.
  select
    h.source, h.source_id, moment.since, 1, h.id,
    case when moment.since is not null or h.kind = 'open' then {ref: h.ref, kind: h.kind, is_closed: h.kind <> 'open', closed_at: h.entered_at}
      else {ref: null, kind: 'open', is_closed: false, closed_at: null} end, null, null, null, null, null, null, null
  from (
    select *, unnest(case when nth = 1 then [{since: null::timestamp}, {since: entered_at}] else [{since: entered_at}] end) as moment
    from (
      select h.source, h.source_id, h.id, h.entered_at, s.ref, s.kind, row_number() over (partition by h.source, h.source_id order by h.entered_at, s.position, h.id) as nth
      from visits h left join stages s on s.raw = coalesce(h.pipeline, '') || '/' || h.stage
    )
  ) h
  union all
  select
    l.source, l.source_id, case when moment.is_before then null else l.changed_at end, 1, l.id, null,
    case when l.field = 'owner' then {value: moment.value} end,
    case when l.field = 'amount' then {value: try_cast(moment.value as decimal(18, 4))} end,
    case when l.field = 'currency' then {value: moment.value} end,
    case when l.field = 'expected_close_on' then {value: try_cast(moment.value as date)} end,
    case when l.field = 'probability' then {value: try_cast(moment.value as double)} end,
    case when l.field = 'is_deleted' then {is_gone: coalesce(moment.value, 'false') = 'true'} end, null
  from (select *, unnest(case when nth = 1 then [{is_before: true, value: old_value}, {is_before: false, value: new_value}] else [{is_before: false, value: new_value}] end) as moment from changes) l
  union all
  select
    v.source, v.source_id,
    case when l.value is not distinct from case l.field
        when 'owner' then v.owner when 'currency' then v.currency when 'amount' then v.amount::varchar
        when 'expected_close_on' then v.expected_close_on::varchar when 'is_deleted' then v.is_deleted::varchar else v.probability::varchar end then l.last_at
      else greatest(case when v.updated_at <= v.known_at then v.updated_at end, l.last_at) end, 2, v.load_id, null,
    case when l.field = 'owner' then {value: v.owner} end, case when l.field = 'amount' then {value: v.amount} end,
    case when l.field = 'currency' then {value: v.currency} end, case when l.field = 'expected_close_on' then {value: v.expected_close_on} end,
    case when l.field = 'probability' then {value: v.probability} end, case when l.field = 'is_deleted' then {is_gone: v.is_deleted} end, null
  from versions v
  join last_changes l on l.source = v.source and l.source_id = v.source_id
  where v.nth = 1
),
filled as (
  select
    source, source_id, since, rank, tie,
    last_value(stage ignore nulls) over so_far as stage, last_value(owner ignore nulls) over so_far as owner,
    last_value(amount ignore nulls) over so_far as amount, last_value(currency ignore nulls) over so_far as currency, last_value(expected ignore nulls) over so_far as expected,
    last_value(probability ignore nulls) over so_far as probability, last_value(existence ignore nulls) over so_far as existence, last_value(origin ignore nulls) over so_far as origin,
    lead(since) over in_order as until, lead(true) over in_order as has_next,
    lead(stage) over in_order as next_stage, lead(existence) over in_order as next_existence,
    last_value(stage ignore nulls) over all_of_it as last_stage, max(case when stage.is_closed then since end) over all_of_it as last_closing,
    bool_or(not stage.is_closed) over afterwards as is_reopened, min(stage.ref) over afterwards as least_later_ref, max(stage.ref) over afterwards as greatest_later_ref
  from entries
  window
    in_order as (partition by source, source_id order by since nulls first, rank, tie),
    so_far as (partition by source, source_id order by since nulls first, rank, tie rows between unbounded preceding and current row),
    all_of_it as (partition by source, source_id order by since nulls first, rank, tie rows between unbounded preceding and unbounded following),
    afterwards as (partition by source, source_id order by since nulls first, rank, tie rows between 1 following and unbounded following)
),
deals as (
  select
    o.id, o.source, o.source_id, coalesce(m.status, o.status, s.kind, 'open') as status,
    case when m.id is not null then m.closed_at when coalesce(o.status, s.kind, 'open') <> 'open'
      then coalesce(o.closed_at, t.closing_at, o.expected_close_on::timestamp) end as closed_at,
    o.created_at,
    coalesce(m.closed_at, o.closed_at, o.created_at, o.expected_close_on) as rated_at, o.name,
    coalesce(m.account_ref, ar.ref) as account_ref, coalesce(m.channel_ref, cr.ref) as channel_ref, coalesce(m.campaign_ref, gr.ref) as campaign_ref,
    coalesce(m.pipeline_ref, pr.ref) as pipeline_ref, m.lead_id, o.won_reason, o.lost_reason, o.competitor, o.type, m.forecast_category
  from model.opportunity o
  left join mart.opportunity m on m.id = o.id
  -- What a deal of reports says of itself; of one that is gone it is looked up here. A condition beside the equalities would compare all with all.
  left join told t on t.source = case when m.id is null then o.source end and t.source_id = o.source_id
  left join stages s on s.raw = case when m.id is null then coalesce(o.pipeline, '') || '/' || o.stage end
  left join meta.reference ar on ar.entity = 'account' and ar.raw = case when m.id is null then o.account end
  left join meta.reference cr on cr.entity = 'channel' and cr.raw = case when m.id is null then o.channel end
  left join meta.reference gr on gr.entity = 'campaign' and gr.raw = case when m.id is null then o.campaign end
  left join meta.reference pr on pr.entity = 'pipeline' and pr.raw = case when m.id is null then o.pipeline end
  where not o.is_stub
),
spans as (
  select
    d.*, f.stage, f.owner, f.amount, f.currency, f.expected, f.probability, f.origin,
    greatest(coalesce(f.since, d.created_at), d.created_at) as from_at,
    least(
      f.until,
      -- A closing that is not the last one, or that the row knows nothing of, closes the deal where it stands.
      case when f.stage.is_closed and (d.status = 'open' or f.is_undone) then coalesce(f.since, f.stage.closed_at) end,
      case when d.status <> 'open' then coalesce(d.closed_at, f.last_closing) end
    ) as to_at,
    case
      when f.stage.is_closed and (d.status = 'open' or f.is_undone)
        and (d.status = 'open' or coalesce(f.since, f.stage.closed_at) < coalesce(d.closed_at, f.last_closing)) then f.stage.kind
      when d.status <> 'open' and coalesce(d.closed_at, f.last_closing) <= coalesce(f.until, timestamp 'infinity') then d.status
      when f.next_existence.is_gone then 'gone'
      when f.next_stage.is_closed then f.next_stage.kind
    end as ended_as
  from (
    select *, is_reopened or stage.ref is distinct from last_stage.ref or least_later_ref <> stage.ref or greatest_later_ref <> stage.ref as is_undone
    from filled
  ) f
  join deals d on d.source = f.source and d.source_id = f.source_id
  where not f.existence.is_gone
    -- What something else of the beginning follows never held.
    and not (f.has_next is not null and f.until is null)
    and (d.status = 'open' or d.closed_at is not null or f.last_closing is not null)
)
select
  row_number() over (order by s.source, s.source_id, s.from_at nulls first, s.to_at) as id, s.id as opportunity_id, s.source, s.source_id, s.name, s.origin.load_id as load_id, s.origin.file_id as file_id,
  s.origin.row_number as row_number,
  s.created_at, mart.day_number(s.created_at) as created_day, mart.month_number(s.created_at) as created_month,
  null::timestamp as closed_at, null::integer as closed_day, null::integer as closed_month,
  mart.day_number(s.from_at) as from_day, mart.day_number(s.to_at) as to_day,
  mart.day_number(s.expected.value) as expected_close_day, mart.month_number(s.expected.value) as expected_close_month,
  'open' as status, case when not s.stage.is_closed then s.stage.ref end as stage_ref, s.pipeline_ref, s.account_ref, wr.ref as owner_ref,
  s.channel_ref, s.campaign_ref, s.lead_id, s.amount.value as amount, s.currency.value as currency,
  case when s.currency.value is null or s.currency.value = reporting.value then s.amount.value
       else (s.amount.value::double * x.rate)::decimal(18, 4) end as amount_reporting,
  case when not s.stage.is_closed then s.probability.value end as probability,
  s.won_reason, s.lost_reason, s.competitor, s.forecast_category, s.type, s.ended_as
from (
  select * exclude (ended_as), last_value(case when from_at is null or from_at <= to_at then ended_as end ignore nulls) over (
    partition by source, source_id, mart.day_number(to_at) order by to_at, from_at rows between unbounded preceding and unbounded following) as ended_as
  from spans
) s
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = s.currency.value and x.on_day = mart.rated_day(s.rated_at, (select max(on_day) from mart.rate_day))
left join meta.reference wr on wr.entity = 'person' and wr.raw = s.owner.value
where s.to_at is null or s.from_at is null or mart.day_number(s.from_at) < mart.day_number(s.to_at)
order by from_day;

-- Who owned a deal when it was closed. Grain: one row per closed deal that somebody else owns now.
create or replace table mart.closing_owner as
select s.opportunity_id, arg_max(s.owner_ref, (s.to_day, s.id)) as owner_ref
from mart.opportunity_state s
join mart.opportunity o on o.id = s.opportunity_id
where o.status <> 'open' and s.to_day is not null
group by s.opportunity_id
having arg_max(s.owner_ref, (s.to_day, s.id)) is distinct from any_value(o.owner_ref);
