-- Who walked this path? Grain: one row per deal, or per lead that is no deal, by id. Reads: walked. Parameters: $path, its codes joined by commas with -1 for a middle
-- that is left out; $longest touches that are shown; $of_deals.
with listed as (
  select abs(way) as id, [t.code for t in list_sort(list(struct_pack(happened_at, touch_id, code)))] as codes from walked where (way > 0) = $of_deals::boolean group by way
),
shown as (
  select id, case when len(codes) > $longest::integer then list_concat(codes[1:$longest::integer - 1], [-1], codes[len(codes):len(codes)]) else codes end as codes
  from listed
)
select id from shown where array_to_string(codes, ',') = $path::varchar order by id
