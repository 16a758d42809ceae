-- What a deal sells, product by product, with the deal's own dates and parents beside it.
-- Grain: one row per line of a deal that is not deleted. Traps: money by product comes from here; deals by product are distinct
-- opportunity ids and are never summed; a deal without lines is not here, so totals by product name the rest `no product`;
-- a line that states no amount is worth its quantity times its net price.
-- No rows without rows of: model.opportunity_line.
-- Keyed: status, won_reason, lost_reason, competitor, forecast_category, type.
create or replace table mart.opportunity_line as
select
  l.id, l.load_id, l.file_id, l.row_number, o.id as opportunity_id, pr.ref as product_ref,
  o.created_at, o.created_day, o.created_month, o.closed_at, o.closed_day, o.closed_month, o.expected_close_day, o.expected_close_month,
  o.status, o.stage_ref, o.pipeline_ref, o.account_ref, o.owner_ref, o.channel_ref, o.campaign_ref, o.lead_id, o.probability,
  o.cycle_seconds, o.lost_reason, o.won_reason, o.competitor, o.forecast_category, o.type, o.source,
  l.quantity, l.worth as amount, coalesce(l.currency, o.currency) as currency,
  case when coalesce(l.currency, o.currency) is null or coalesce(l.currency, o.currency) = reporting.value then l.worth
       else (l.worth::double * x.rate)::decimal(18, 4) end as amount_reporting
from (select *, coalesce(amount, (quantity * net_price)::decimal(18, 4)) as worth from model.opportunity_line) l
join model.opportunity m on m.source_id = l.opportunity and m.source = l.source and not m.is_deleted
join mart.opportunity o on o.id = m.id
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join meta.reference pr on pr.entity = 'product' and pr.raw = l.product
left join mart.rate_day x on x.currency = coalesce(l.currency, o.currency) and x.on_day = mart.rated_day(coalesce(o.closed_at, o.created_at, m.expected_close_on), (select max(on_day) from mart.rate_day))
where not l.is_deleted
order by o.created_day;
