-- How did each deal stand at the end of two days? Grain: one row per deal that is in the pipeline at one of them, or at both.
-- Reads: opening_states and closing_states (states that pass the filters), credited_states (states that pass the filters on owners),
-- mart.opportunity_state, mart.opportunity. Parameters: $from, $to (day numbers), $close_from, $close_to (null = no bound).
-- Traps: `outcome` is what became of a deal of the opening: open (in or out of the scope), won, lost or gone; by the deal itself where it has closed
-- for good by then, so that its amount is that of the win, else by the state it was open in last. A deal with an earlier state that is open at
-- neither end does not show, nor does one that came and went in between; a re-opening that ended the same day is none.
with opened as (
  select * from opening_states where (from_day is null or from_day <= $from) and (to_day is null or to_day > $from)
),
kept as (
  select * from closing_states where (from_day is null or from_day <= $to) and (to_day is null or to_day > $to)
),
opening as (
  select * from opened
  where ($close_from::integer is null or expected_close_day >= $close_from) and ($close_to::integer is null or expected_close_day <= $close_to)
),
closing as (
  select * from kept
  where ($close_from::integer is null or expected_close_day >= $close_from) and ($close_to::integer is null or expected_close_day <= $close_to)
),
deals as (
  select opportunity_id from opening union select opportunity_id from closing
),
past as (
  select
    s.opportunity_id,
    arg_max(s.id, (coalesce(s.from_day, -1000000), s.id)) filter (where (s.from_day is null or s.from_day <= $from) and (s.to_day is null or s.to_day > $from)) as start_id,
    arg_max(s.id, (coalesce(s.from_day, -1000000), s.id)) filter (where s.from_day is null or s.from_day <= $to) as last_id,
    bool_or((s.from_day is null or s.from_day <= $to) and (s.to_day is null or s.to_day > $to)) as is_open,
    bool_or(s.from_day > $to) as comes_back
  from mart.opportunity_state s
  where s.opportunity_id in (select opportunity_id from deals)
  group by s.opportunity_id
),
told as (
  select
    p.opportunity_id, p.start_id, p.last_id, p.is_open, l.created_day,
    not p.is_open and not p.comes_back and m.status <> 'open' and coalesce(m.closed_day, l.to_day) <= $to as is_final,
    m.status as final_status, m.amount_reporting as final_amount, m.amount is not null and m.amount_reporting is null as is_final_unrated,
    l.ended_as, l.amount_reporting as last_amount, l.stage_ref as last_stage_ref, l.expected_close_day as last_expected_close_day,
    f.expected_close_day as start_expected_close_day
  from past p
  join mart.opportunity_state l on l.id = p.last_id
  left join mart.opportunity_state f on f.id = p.start_id
  left join mart.opportunity m on m.id = p.opportunity_id
)
select
  t.opportunity_id, t.start_id, t.last_id, t.created_day, o.id is not null as is_opening, c.id is not null as is_closing,
  o2.id is not null as passes_at_start, k.id is not null as passes_at_end, w.id is not null as is_credited,
  case when t.is_open then 'open' when t.is_final then t.final_status else coalesce(t.ended_as, 'gone') end as outcome,
  coalesce(o.amount_reporting, 0)::decimal(18, 4) as opening_amount,
  coalesce(case when t.is_open then k.amount_reporting when t.is_final then t.final_amount else t.last_amount end, 0)::decimal(18, 4) as closing_amount,
  (o.amount is not null and o.amount_reporting is null) or (k.amount is not null and k.amount_reporting is null)
    or (o.id is not null and t.is_final and t.is_final_unrated) as is_unrated,
  t.start_expected_close_day, t.last_expected_close_day, o.stage_ref as opening_stage_ref, t.last_stage_ref,
  o.g0 as opening_group, case when k.id is not null then k.g0 when w.id is not null then w.g0 else o.g0 end as closing_group
from told t
left join opening o on o.opportunity_id = t.opportunity_id
left join closing c on c.opportunity_id = t.opportunity_id
left join opened o2 on o2.opportunity_id = t.opportunity_id
left join kept k on k.opportunity_id = t.opportunity_id
left join credited_states w on w.id = case when not t.is_open then t.last_id end
