-- Question: which spend did files bring, and which of it does the sheet replace? Grain: one row per booked amount that no sheet stated; the first
-- of them, those that are replaced before the others; total and replaced count all.
select
  [coalesce(c.name, t.channel, ''), coalesce(g.name, t.campaign, ''), coalesce(t.spent_on::varchar, ''), coalesce(t.kind, ''), coalesce(t.amount::varchar, ''), coalesce(t.currency, '')] as cells,
  coalesce(f.name, '') as file, t.row_number as row, m.id is null as "isReplaced",
  count(*) over () as total, count(*) filter (where m.id is null) over () as replaced
from model.spend t
left join mart.spend m on m.id = t.id
left join mart.channel c on c.ref = m.channel_ref
left join mart.campaign g on g.ref = m.campaign_ref
left join meta.file f on f.id = t.file_id
where t.source <> 'sheet' and not t.is_deleted
order by "isReplaced" desc, t.spent_on desc, t.id
limit 200
