-- Question: none; puts the rows of a sheet into the model. Grain: adds one row per entry of the lists, which are equally long.
-- Traps: '' in a list stands for nothing; no load and no file stands behind such a row, only the document of the sheet; `$rows` are its lines, counted from 1.
insert into model.spend (id, source, source_id, load_id, file_id, row_number, row_hash, channel, campaign, spent_on, kind, amount, currency)
select nextval('meta.entity_ids'), 'sheet', key, 0, 0, row, hash(key), nullif(channel, ''), nullif(campaign, ''), nullif(first, '')::date, nullif(kind, ''), nullif(amount, '')::decimal(18, 4), nullif(currency, '')
from (select unnest($keys::varchar[]) as key, unnest($rows::bigint[]) as row, unnest($channels::varchar[]) as channel, unnest($campaigns::varchar[]) as campaign,
  unnest($firsts::varchar[]) as first, unnest($kinds::varchar[]) as kind, unnest($amounts::varchar[]) as amount, unnest($currencies::varchar[]) as currency)
