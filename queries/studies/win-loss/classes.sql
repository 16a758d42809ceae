-- How did each deal end, and what are losses about? Grain: one row per deal that is looked at. A step for others. Reads: deals.
-- Parameters: $reasons, and beside each the theme it belongs to ($names) and that one's place ($places); '' = none stated.
select
  d.id, case d.outcome when 'lost' then c.name else d.outcome end as value,
  case d.outcome when 'won' then 0 when 'lost' then c.place + 1 when 'apart' then 1000 else 1001 end::integer as place
from deals d
left join (select unnest($reasons::varchar[]) as reason, unnest($names::varchar[]) as name, unnest($places::integer[]) as place) c
  on d.outcome = 'lost' and c.reason = coalesce(d.reason, '')
