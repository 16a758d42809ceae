-- Salesforce report on opportunity history: labels instead of API names, the user's own zone and writing of dates, footer lines below.
-- Grain: one row per change of stage, newest first. Parameters: none.
-- Traps: the first entry of a deal has no stage to come from; what a row says never changes later, so amount and close date are those
-- planned when the deal was new (list prices, ten weeks), not those the deal has today.
with listed as (
  select l.opportunity, sum(l.quantity * p.list_price)::decimal(18, 2) as amount
  from model.opportunity_line l join model.product p on p.source_id = l.product
  group by l.opportunity
)
select
  '0065g0' || right(v.opportunity, 9) || 'AAA' as "Opportunity ID", o.name as "Opportunity Name", v.from_stage as "From Stage", v.stage as "To Stage", l.amount as "Amount", (s.probability * 100)::integer as "Probability (%)",
  strftime(case when s.kind = 'open' then o.created_at + interval 70 day else v.entered_at end, '%-m/%-d/%Y') as "Close Date", strftime(v.entered_at, '%-m/%-d/%Y %-I:%M %p') as "Last Modified", p.name as "Last Modified By"
from model.stage_visit v
join model.opportunity o on o.source_id = v.opportunity
left join listed l on l.opportunity = v.opportunity
left join model.stage s on s.name = v.stage
left join model.person p on p.source_id = v.changed_by
order by v.entered_at desc, v.id desc
