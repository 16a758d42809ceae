-- What does a model credit to channels? Grain: one row per deal and touch that got some, one per deal that nobody led to. A step for others.
-- Parameters: $model; $opportunities, and beside each $channels (a place in $names, -1 = none), $touch_days since 1970-01-01 (NaN = none), $amounts and
-- $margins in ten-thousandths of the reporting currency (NaN = not known).
select
  row_number() over () as id, $model::varchar as model, c.opportunity_id, r.ref as channel_ref,
  case when not isnan(c.touch_day) then date '1970-01-01' + c.touch_day::integer end as touched_on,
  case when o.amount is null or o.amount_reporting is not null then (c.amount::bigint::decimal(22, 0) * 0.0001)::decimal(18, 4) end as amount,
  case when not isnan(c.margin) then (c.margin::bigint::decimal(22, 0) * 0.0001)::decimal(18, 4) end as margin,
  case when o.amount is not null and o.amount_reporting is null then o.amount end as unrated_amount, o.currency, o.closed_day, o.closed_month, o.source, o.source_id, o.load_id, o.file_id, o.row_number
from (
  select
    unnest($opportunities::bigint[]) as opportunity_id, unnest($channels::integer[]) as code, unnest($touch_days::double[]) as touch_day,
    unnest($amounts::double[]) as amount, unnest($margins::double[]) as margin
) c
join mart.opportunity o on o.id = c.opportunity_id
left join (select unnest($names::varchar[]) as name, unnest(range(len($names::varchar[]))) as code) n on n.code = c.code
left join (select name, min(ref) as ref from mart.channel group by name) r on r.name = n.name
