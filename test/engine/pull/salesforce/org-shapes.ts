/** 15 characters and the three that say which of them are capitals, as Salesforce documents it. */
export function longId(prefix: string, number: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let tail = ''
  for (let rest = number * 7919 + 61; tail.length < 9; rest = Math.floor(rest / 62)) tail = digits[rest % 62]! + tail
  const id = `${prefix}5g0${tail}`
  const check = [0, 5, 10].map((from) => {
    let value = 0
    for (let place = 0; place < 5; place++) if (/[A-Z]/.test(id[from + place]!)) value += 2 ** place
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[value]!
  })
  return id + check.join('')
}

export const textFields = 'Id Name Email Department ManagerId OwnerId AccountId Type'.split(' ')
export const shapes: Readonly<Record<string, string>> = {
  Organization: 'Id Name',
  User: 'Id Name Email Department ManagerId IsActive CreatedDate SystemModstamp',
  Account:
    'Id IsDeleted MasterRecordId Name Industry NumberOfEmployees AnnualRevenue Phone BillingCountry BillingState BillingCity ParentId Type OwnerId CreatedDate SystemModstamp Segment__c',
  Contact: 'Id IsDeleted MasterRecordId AccountId Name Title Phone MobilePhone Email OwnerId CreatedDate SystemModstamp',
  Campaign: 'Id IsDeleted Name Type Status StartDate EndDate OwnerId CreatedDate SystemModstamp',
  Lead: 'Id IsDeleted MasterRecordId Name Company LeadSource Status Industry State Phone MobilePhone Email IsConverted ConvertedDate ConvertedAccountId ConvertedContactId ConvertedOpportunityId OwnerId CreatedDate SystemModstamp MQL_Date__c',
  CampaignMember: 'Id IsDeleted CampaignId LeadId ContactId Status CreatedDate SystemModstamp',
  Product2: 'Id IsDeleted Name ProductCode Family IsActive CurrencyIsoCode CreatedDate SystemModstamp',
  Opportunity:
    'Id IsDeleted AccountId Name StageName Amount CurrencyIsoCode Probability CloseDate Type LeadSource CampaignId ForecastCategoryName IsClosed IsWon OwnerId CreatedDate SystemModstamp Discount__c Region__c',
  OpportunityLineItem: 'Id IsDeleted OpportunityId Product2Id Quantity UnitPrice TotalPrice CurrencyIsoCode CreatedDate SystemModstamp',
  Quote: 'Id IsDeleted Name OpportunityId AccountId Status ExpirationDate TotalPrice CurrencyIsoCode OwnerId CreatedDate SystemModstamp',
  Contract:
    'Id IsDeleted ContractNumber AccountId Status CustomerSignedDate ActivatedDate StartDate EndDate OwnerId CreatedDate SystemModstamp',
  Order:
    'Id IsDeleted OrderNumber AccountId ContractId OpportunityId EffectiveDate ActivatedDate TotalAmount CurrencyIsoCode Status OwnerId CreatedDate SystemModstamp',
  OrderItem: 'Id IsDeleted OrderId Product2Id Quantity UnitPrice TotalPrice CurrencyIsoCode CreatedDate SystemModstamp',
  Case: 'Id IsDeleted MasterRecordId CaseNumber AccountId Type Priority Status ClosedDate OwnerId CreatedDate SystemModstamp',
  OpportunityStage:
    'Id ApiName MasterLabel SortOrder DefaultProbability ForecastCategoryName IsClosed IsWon IsActive CreatedDate SystemModstamp',
  OpportunityHistory:
    'Id IsDeleted OpportunityId CreatedById CreatedDate StageName Amount ExpectedRevenue CloseDate Probability ForecastCategory PrevAmount PrevCloseDate SystemModstamp',
  OpportunityFieldHistory: 'Id IsDeleted OpportunityId CreatedById CreatedDate Field OldValue NewValue',
}

export const stagesOfOrg = [
  ['Prospecting', 10, false, false],
  ['Proposal/Price Quote', 50, false, false],
  ['Negotiation', 80, false, false],
  ['Closed Won', 100, true, true],
  ['Closed Lost', 0, true, false],
] as const

export const prefixes: Readonly<Record<string, string>> = {
  Organization: '00D',
  User: '005',
  Account: '001',
  Contact: '003',
  Campaign: '701',
  Lead: '00Q',
  CampaignMember: '00v',
  Product2: '01t',
  Opportunity: '006',
  OpportunityLineItem: '00k',
  Quote: '0Q0',
  Contract: '800',
  Order: '801',
  OrderItem: '802',
  Case: '500',
  OpportunityStage: '01J',
  OpportunityHistory: '008',
  OpportunityFieldHistory: '017',
}
