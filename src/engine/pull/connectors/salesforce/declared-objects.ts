import type { FileKind } from '../../../../contract/imports.ts'
import type { LocalText } from '../../../../contract/text.ts'
import type { ObjectColumn } from '../../connector.ts'

/** A table of Salesforce and what its fields are. */
export interface Declared {
  readonly name: string
  readonly label: LocalText
  readonly kind: FileKind
  readonly columns: readonly ObjectColumn[]
  /** Fields that no column shows. */
  readonly also?: readonly string[]
  readonly isMergeable?: boolean
}

/** The header is the field's own name, as in Salesforce's data export. */
export const field = (name: string, target: string | null): ObjectColumn => ({ header: name, from: [[name]], target })
export const computed = (header: string, place: string, target: string): ObjectColumn => ({ header, from: [[place]], target })

const owned = (kind: FileKind): ObjectColumn[] => [field('OwnerId', `${kind}.owner`), ...stamps(kind)]
const stamps = (kind: FileKind): ObjectColumn[] => [
  field('CreatedDate', `${kind}.created_at`),
  field('SystemModstamp', `${kind}.updated_at`),
  field('IsDeleted', `${kind}.is_deleted`),
]

export const declaredObjects: readonly Declared[] = [
  {
    name: 'User',
    label: { zh: '用户', en: 'Users' },
    kind: 'person',
    columns: [
      field('Name', 'person.name'),
      field('Email', 'person.email'),
      field('Department', 'person.team'),
      field('ManagerId', 'person.manager'),
      field('IsActive', null),
      field('CreatedDate', 'person.created_at'),
      field('SystemModstamp', 'person.updated_at'),
    ],
  },
  {
    name: 'Account',
    label: { zh: '客户', en: 'Accounts' },
    kind: 'account',
    isMergeable: true,
    columns: [
      field('Name', 'account.name'),
      field('Industry', 'account.industry'),
      field('NumberOfEmployees', 'account.employee_count'),
      field('AnnualRevenue', 'account.annual_revenue'),
      field('Phone', 'account.phone'),
      field('BillingCountry', 'account.country'),
      field('BillingState', 'account.province'),
      field('BillingCity', 'account.city'),
      field('ParentId', 'account.parent'),
      field('Type', null),
      ...owned('account'),
    ],
  },
  {
    name: 'Contact',
    label: { zh: '联系人', en: 'Contacts' },
    kind: 'contact',
    isMergeable: true,
    columns: [
      field('Name', 'contact.name'),
      field('AccountId', 'contact.account'),
      field('Title', 'contact.title'),
      { header: 'Phone', from: [['Phone'], ['MobilePhone']], target: 'contact.phone' },
      field('Email', 'contact.email'),
      ...owned('contact'),
    ],
  },
  {
    name: 'Campaign',
    label: { zh: '市场活动', en: 'Campaigns' },
    kind: 'campaign',
    columns: [
      field('Name', 'campaign.name'),
      field('Type', null),
      field('Status', null),
      field('StartDate', 'campaign.starts_on'),
      field('EndDate', 'campaign.ends_on'),
      ...owned('campaign'),
    ],
  },
  {
    name: 'Lead',
    label: { zh: '线索', en: 'Leads' },
    kind: 'lead',
    isMergeable: true,
    columns: [
      field('Name', 'lead.name'),
      field('Company', 'lead.company'),
      field('LeadSource', 'lead.channel'),
      field('Status', 'lead.status'),
      field('Industry', 'lead.industry'),
      field('State', 'lead.region'),
      { header: 'Phone', from: [['Phone'], ['MobilePhone']], target: 'lead.phone' },
      field('Email', 'lead.email'),
      field('IsConverted', null),
      field('ConvertedDate', 'lead.converted_at'),
      field('ConvertedAccountId', 'lead.account'),
      field('ConvertedContactId', 'lead.contact'),
      field('ConvertedOpportunityId', 'lead.opportunity'),
      ...owned('lead'),
    ],
  },
  {
    name: 'CampaignMember',
    label: { zh: '市场活动成员', en: 'Campaign members' },
    kind: 'touch',
    columns: [
      field('CampaignId', 'touch.campaign'),
      field('LeadId', 'touch.lead'),
      field('ContactId', 'touch.contact'),
      field('Status', 'touch.kind'),
      computed('Happened', 'CreatedDate', 'touch.happened_at'),
      ...stamps('touch'),
    ],
  },
  {
    name: 'Product2',
    label: { zh: '产品', en: 'Products' },
    kind: 'product',
    columns: [
      field('Name', 'product.name'),
      field('ProductCode', null),
      field('Family', 'product.line'),
      field('IsActive', null),
      field('CurrencyIsoCode', 'product.currency'),
      ...stamps('product'),
    ],
  },
  {
    name: 'Opportunity',
    label: { zh: '商机', en: 'Opportunities' },
    kind: 'opportunity',
    also: ['IsClosed', 'IsWon', 'Probability'],
    columns: [
      field('Name', 'opportunity.name'),
      field('AccountId', 'opportunity.account'),
      field('ContactId', 'opportunity.contact'),
      field('StageName', 'opportunity.stage'),
      computed('Status', '$status', 'opportunity.status'),
      field('Amount', 'opportunity.amount'),
      field('CurrencyIsoCode', 'opportunity.currency'),
      computed('Probability', '$share', 'opportunity.probability'),
      field('CloseDate', 'opportunity.expected_close_on'),
      field('Type', 'opportunity.type'),
      field('LeadSource', 'opportunity.channel'),
      field('CampaignId', 'opportunity.campaign'),
      field('ForecastCategoryName', 'opportunity.forecast_category'),
      ...owned('opportunity'),
    ],
  },
  {
    name: 'OpportunityLineItem',
    label: { zh: '商机产品', en: 'Opportunity products' },
    kind: 'opportunity_line',
    columns: [
      field('OpportunityId', 'opportunity_line.opportunity'),
      field('Product2Id', 'opportunity_line.product'),
      field('Quantity', 'opportunity_line.quantity'),
      field('UnitPrice', 'opportunity_line.net_price'),
      field('TotalPrice', 'opportunity_line.amount'),
      field('CurrencyIsoCode', 'opportunity_line.currency'),
      ...stamps('opportunity_line'),
    ],
  },
  {
    name: 'Quote',
    label: { zh: '报价单', en: 'Quotes' },
    kind: 'quote',
    columns: [
      field('Name', null),
      field('OpportunityId', 'quote.opportunity'),
      field('AccountId', 'quote.account'),
      field('Status', 'quote.status'),
      field('ExpirationDate', 'quote.valid_until'),
      field('TotalPrice', 'quote.amount'),
      field('CurrencyIsoCode', 'quote.currency'),
      ...owned('quote'),
    ],
  },
  {
    name: 'Contract',
    label: { zh: '合同', en: 'Contracts' },
    kind: 'contract',
    columns: [
      field('ContractNumber', null),
      field('AccountId', 'contract.account'),
      field('Status', 'contract.status'),
      { header: 'Signed', from: [['CustomerSignedDate'], ['ActivatedDate']], target: 'contract.signed_at' },
      field('StartDate', 'contract.starts_on'),
      field('EndDate', 'contract.ends_on'),
      field('CurrencyIsoCode', 'contract.currency'),
      ...owned('contract'),
    ],
  },
  {
    name: 'Order',
    label: { zh: '订单', en: 'Orders' },
    kind: 'order',
    columns: [
      field('OrderNumber', null),
      field('AccountId', 'order.account'),
      field('ContractId', 'order.contract'),
      field('OpportunityId', 'order.opportunity'),
      field('EffectiveDate', 'order.ordered_at'),
      field('ActivatedDate', 'order.approved_at'),
      field('TotalAmount', 'order.amount'),
      field('CurrencyIsoCode', 'order.currency'),
      field('Status', 'order.status'),
      ...owned('order'),
    ],
  },
  {
    name: 'OrderItem',
    label: { zh: '订单产品', en: 'Order products' },
    kind: 'order_line',
    columns: [
      field('OrderId', 'order_line.order'),
      field('Product2Id', 'order_line.product'),
      field('Quantity', 'order_line.quantity'),
      field('UnitPrice', 'order_line.net_price'),
      field('TotalPrice', 'order_line.amount'),
      field('CurrencyIsoCode', 'order_line.currency'),
      ...stamps('order_line'),
    ],
  },
  {
    name: 'Case',
    label: { zh: '个案', en: 'Cases' },
    kind: 'ticket',
    isMergeable: true,
    columns: [
      field('CaseNumber', null),
      field('AccountId', 'ticket.account'),
      field('Type', 'ticket.kind'),
      field('Priority', 'ticket.priority'),
      field('Status', null),
      computed('Opened', 'CreatedDate', 'ticket.opened_at'),
      field('ClosedDate', 'ticket.solved_at'),
      ...owned('ticket'),
    ],
  },
]
