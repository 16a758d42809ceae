-- Question: which rates did files bring, and which of them does the sheet replace? Grain: one row per rate that no sheet stated; the first of them,
-- those that are replaced before the others; total and replaced count all.
with sheet as (select distinct from_currency, to_currency, valid_on from model.exchange_rate where source = 'sheet' and not is_deleted),
brought as (
  select e.*, exists (
    select 1 from sheet s where s.valid_on = e.valid_on
      and ((s.from_currency = e.from_currency and s.to_currency = e.to_currency) or (s.from_currency = e.to_currency and s.to_currency = e.from_currency))) as is_replaced
  from model.exchange_rate e
  where e.source <> 'sheet' and not e.is_deleted
)
select
  [coalesce(e.from_currency, ''), coalesce(e.to_currency, ''), coalesce(e.valid_on::varchar, ''), coalesce(e.rate::varchar, '')] as cells,
  coalesce(f.name, '') as file, e.row_number as row, e.is_replaced as "isReplaced",
  count(*) over () as total, count(*) filter (where e.is_replaced) over () as replaced
from brought e
left join meta.file f on f.id = e.file_id
order by "isReplaced" desc, e.valid_on desc, e.id
limit 200
