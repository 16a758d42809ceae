-- Writes the stage history of every deal. Grain: one row per entry into a stage that had happened by the day the company is looked at.
-- Parameters: none. Traps: where list_zip has to fill up a shorter list of structs it invents values (DuckDB 1.5.6), so the three are equally long;
-- the list is in the order of time by construction; a closing stage is never left unless the deal was re-opened.
insert into model.stage_visit by name
with walked as (
  select
    place, deal_no, rep_no, cut,
    list_filter([
      {'stage': 1, 'at': e1}, {'stage': 2, 'at': e2}, {'stage': 3, 'at': e3}, {'stage': 4, 'at': e4}, {'stage': 3, 'at': e3_again}, {'stage': 4, 'at': e4_again},
      {'stage': 5, 'at': e5}, {'stage': 7, 'at': first_lost_s}, {'stage': 4, 'at': reopened_s}, {'stage': case when is_won then 6 else 7 end, 'at': closed_s}
    ], lambda v: v['at'] < cut) as visits
  from sample.deal_now
),
linked as (
  select place, deal_no, rep_no, cut, unnest(list_zip(range(1, len(visits) + 1), visits, list_concat([null], visits[:-2]), list_concat(visits[2:], [null]))) as v
  from walked
),
entries as (
  select place, deal_no, rep_no, v[1] as k, v[2] as entry, v[3] as earlier, v[4] as later from linked
)
select
  sample.row_id(13, place * 10 + k) as id, 'sample' as source, sample.key('V', deal_no * 10 + k) as source_id, 1 as load_id, 13 as file_id, place * 10 + k as row_number, hash(deal_no * 10 + k) as row_hash,
  sample.moment(entry['at']) as created_at, sample.key('O', deal_no) as opportunity, '标准销售流程' as pipeline, s.name as stage, f.name as from_stage,
  sample.moment(entry['at']) as entered_at, sample.moment(later['at']) as left_at, sample.key('U', rep_no) as changed_by
from entries
join sample.stage s on s.stage_no = entry['stage']
left join sample.stage f on f.stage_no = earlier['stage'];
