-- Question: none; puts the rows of a sheet into the model. Grain: adds one row per entry of the lists, which are equally long.
-- Traps: '' in a list stands for nothing; no load and no file stands behind such a row, only the document of the sheet; `$rows` are its lines, counted from 1.
insert into model.exchange_rate (id, source, source_id, load_id, file_id, row_number, row_hash, from_currency, to_currency, valid_on, rate)
select nextval('meta.entity_ids'), 'sheet', key, 0, 0, row, hash(key), nullif(of_currency, ''), nullif(in_currency, ''), nullif(first, '')::date, nullif(rate, '')::decimal(18, 8)
from (select unnest($keys::varchar[]) as key, unnest($rows::bigint[]) as row, unnest($froms::varchar[]) as of_currency, unnest($tos::varchar[]) as in_currency,
  unnest($firsts::varchar[]) as first, unnest($rates::varchar[]) as rate)
