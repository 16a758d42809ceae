-- Who walked this path? Grain: one row per deal, or per lead that is no deal, by id. Reads: walked. Parameters: $path, its codes joined by commas with -1 for a middle
-- that is left out; $longest touches that are shown; $of_deals.
with listed as (
  select id, list(code order by place) as codes from walked where is_deal = $of_deals::boolean group by id
),
shown as (
  select id, case when len(codes) > $longest::integer then list_concat(codes[1:$longest::integer - 1], [-1], codes[len(codes):len(codes)]) else codes end as codes
  from listed
)
select id from shown where array_to_string(codes, ',') = $path::varchar order by id
