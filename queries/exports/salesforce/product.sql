-- Salesforce data export, Product2. Grain: one row per product.
-- Parameters: none.
-- Traps: prices live in the price book, here a custom field.
select '01t5g0' || right(p.source_id, 9) || 'AAA' as "Id", p.name as "Name", 'P' || right(p.source_id, 4) as "ProductCode", p.line as "Family", true as "IsActive", p.list_price::decimal(18, 2) as "List_Price__c", p.cost::decimal(18, 2) as "Unit_Cost__c"
from model.product p order by p.id
