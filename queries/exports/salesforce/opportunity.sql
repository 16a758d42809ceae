-- Salesforce data export, Opportunity. Grain: one row per deal, deleted ones too.
-- Parameters: none.
-- Traps: CloseDate is the plan while the deal is open and the real day afterwards; Probability is in percent; no column says the closing time.
select
  '0065g0' || right(o.source_id, 9) || 'AAA' as "Id", o.is_deleted as "IsDeleted", '0015g0' || right(o.account, 9) || 'AAA' as "AccountId", o.name as "Name", o.stage as "StageName", o.amount::decimal(18, 2) as "Amount",
  (o.probability * 100)::integer as "Probability", (o.amount * o.probability)::decimal(18, 2) as "ExpectedRevenue", strftime(o.expected_close_on, '%Y-%m-%d') as "CloseDate", o.type as "Type",
  concat(h.source_name, '-', h.medium) as "LeadSource", o.status <> 'open' as "IsClosed", o.status = 'won' as "IsWon", o.forecast_category as "ForecastCategoryName", '7015g0' || right(o.campaign, 9) || 'AAA' as "CampaignId",
  o.currency as "CurrencyIsoCode", o.lost_reason as "Loss_Reason__c", o.competitor as "Main_Competitor__c", '0055g0' || right(o.owner, 9) || 'AAA' as "OwnerId",
  strftime(o.created_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CreatedDate", strftime(o.updated_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "SystemModstamp"
from model.opportunity o left join model.channel h on h.source_id = o.channel
order by o.id
