-- Salesforce data export, Lead, with a few custom fields (__c). Grain: one row per lead, deleted ones too.
-- Parameters: none.
-- Traps: ConvertedDate is a day without a time; LeadSource is a picklist of channel and medium in one text.
select
  '00Q5g0' || right(l.source_id, 9) || 'EAA' as "Id", l.is_deleted as "IsDeleted", left(l.name, 1) as "LastName", substr(l.name, 2) as "FirstName", l.company as "Company", l.region as "State", l.phone as "Phone", l.email as "Email",
  concat(h.source_name, '-', h.medium) as "LeadSource", l.status as "Status", l.industry as "Industry", l.is_valid as "Is_Valid__c", l.score as "Lead_Score__c", l.product_interest as "Product_Interest__c", l.disqualified_reason as "Disqualified_Reason__c",
  strftime(l.mql_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "MQL_Date__c", strftime(l.sql_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "SQL_Date__c",
  strftime(l.first_response_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "First_Response__c",
  '0055g0' || right(l.owner, 9) || 'AAA' as "OwnerId", l.opportunity is not null as "IsConverted", strftime(l.converted_at, '%Y-%m-%d') as "ConvertedDate",
  '0015g0' || right(l.account, 9) || 'AAA' as "ConvertedAccountId", '0035g0' || right(l.contact, 9) || 'AAA' as "ConvertedContactId", '0065g0' || right(l.opportunity, 9) || 'AAA' as "ConvertedOpportunityId",
  strftime(l.created_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "CreatedDate", strftime(l.updated_at - interval 8 hour, '%Y-%m-%dT%H:%M:%S.000Z') as "SystemModstamp"
from model.lead l left join model.channel h on h.source_id = l.channel
order by l.id
