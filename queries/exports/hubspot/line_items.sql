-- HubSpot export of line items. Grain: one row per product of a deal that is not deleted.
-- Parameters: none.
-- Traps: the product stands by name; Net price is the line's amount, Unit price the price agreed.
select
  '94' || right(l.source_id, 9) as "Record ID", p.name as "Product Name", l.quantity::integer as "Quantity", l.net_price::decimal(18, 2) as "Unit Price", l.amount::decimal(18, 2) as "Amount", l.currency as "Currency", '92' || right(l.opportunity, 9) as "Deal ID"
from model.opportunity_line l
join model.opportunity o on o.source_id = l.opportunity and not o.is_deleted
join model.product p on p.source_id = l.product
order by l.id
