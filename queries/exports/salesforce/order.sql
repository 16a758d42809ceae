-- Salesforce data export, Order. Grain: one row per order.
-- Parameters: none.
-- Traps: EffectiveDate is the day of the order.
select
  '8015g0' || right(o.source_id, 9) || 'AAA' as "Id", '0015g0' || right(o.account, 9) || 'AAA' as "AccountId", '8005g0' || right(o.contract, 9) || 'AAA' as "ContractId", '0065g0' || right(o.opportunity, 9) || 'AAA' as "OpportunityId",
  strftime(o.ordered_at, '%Y-%m-%d') as "EffectiveDate", strftime(o.approved_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "ActivatedDate", o.status as "Status", o.amount::decimal(18, 2) as "TotalAmount", o.currency as "CurrencyIsoCode",
  '0055g0' || right(o.owner, 9) || 'AAA' as "OwnerId"
from model."order" o order by o.id
