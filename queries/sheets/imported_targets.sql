-- Question: which targets did files bring, and which of them does the sheet replace? Grain: one row per target that no sheet stated; the first of
-- them, those that are replaced before the others; total and replaced count all.
select
  [coalesce(t.owner, ''), coalesce(t.team, ''), t.period_start || ' – ' || coalesce(t.period_end, last_day(t.period_start)), coalesce(t.metric, 'won_value'), coalesce(t.amount::varchar, ''), coalesce(t.currency, '')] as cells,
  coalesce(f.name, '') as file, t.row_number as row, m.id is null as "isReplaced",
  count(*) over () as total, count(*) filter (where m.id is null) over () as replaced
from model.target t
left join mart.target m on m.id = t.id
left join meta.file f on f.id = t.file_id
where t.source <> 'sheet' and not t.is_deleted
order by "isReplaced" desc, t.period_start desc, t.id
limit 200
