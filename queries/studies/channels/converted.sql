-- What did each deal that counts bring? Grain: one row per deal, by id; money in ten-thousandths, `margin` empty where it is unknown. Reads: deals, margins.
-- Parameters: $is_cash: the margin is the part of the money received that the deal's orders leave over; $margin_rate of deals without a known margin (null = none).
with brought as (
  select
    d.id, d.g0, coalesce(d.worth, 0)::decimal(18, 4) as worth,
    case
      when m.margin is null or ($is_cash::boolean and coalesce(m.costed, 0) = 0) then round(d.worth::double * $margin_rate::double, 2)
      when $is_cash::boolean then round(d.worth::double * (m.margin::double / m.costed::double), 2)
      else m.margin::double
    end as margin
  from deals d left join margins m on m.opportunity_id = d.id
  where d.is_converted
)
select id::double as id, (worth * 10000)::double as worth, round(margin * 10000)::double as margin, g0 from brought order by id
