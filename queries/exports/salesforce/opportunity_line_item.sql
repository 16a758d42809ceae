-- Salesforce data export, OpportunityLineItem. Grain: one row per product of a deal.
-- Parameters: none.
-- Traps: TotalPrice is quantity times UnitPrice, the price agreed, not the list price.
select
  '00k5g0' || right(l.source_id, 9) || 'AAA' as "Id", l.is_deleted as "IsDeleted", '0065g0' || right(l.opportunity, 9) || 'AAA' as "OpportunityId", '01t5g0' || right(l.product, 9) || 'AAA' as "Product2Id",
  l.quantity::decimal(18, 2) as "Quantity", l.net_price::decimal(18, 2) as "UnitPrice", l.amount::decimal(18, 2) as "TotalPrice"
from model.opportunity_line l order by l.id
