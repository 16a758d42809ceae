-- Question: none; puts the rows of a sheet into the model. Grain: adds one row per entry of the lists, which are equally long.
-- Traps: '' in a list stands for nothing; no load and no file stands behind such a row, only the document of the sheet; `$rows` are its lines, counted from 1.
insert into model.product_cost (id, source, source_id, load_id, file_id, row_number, row_hash, product, cost, currency, valid_from)
select nextval('meta.entity_ids'), 'sheet', key, 0, 0, row, hash(key), nullif(product, ''), nullif(cost, '')::decimal(18, 4), nullif(currency, ''), nullif(first, '')::date
from (select unnest($keys::varchar[]) as key, unnest($rows::bigint[]) as row, unnest($products::varchar[]) as product, unnest($costs::varchar[]) as cost,
  unnest($currencies::varchar[]) as currency, unnest($firsts::varchar[]) as first)
