import type { FileKind } from '../../../../contract/imports.ts'
import type { LocalText } from '../../../../contract/text.ts'
import type { ObjectColumn, PullObject } from '../../connector.ts'

/** What of another object a record is linked with; the primary link counts. */
export interface Link {
  readonly place: string
  readonly to: string
}

/** An object of HubSpot's CRM as an object of a pull. */
export interface HubSpotObject {
  readonly object: PullObject
  /** How the paths name it. */
  readonly type: string
  readonly properties: readonly string[]
  readonly stamp: string
  readonly links: readonly Link[]
  readonly hasPipelines: boolean
}

interface Declared {
  readonly type: string
  readonly label: LocalText
  readonly kind: FileKind
  readonly columns: readonly ObjectColumn[]
  /** Properties that no column shows. */
  readonly also?: readonly string[]
  readonly stamp?: string
  readonly links?: readonly Link[]
  readonly hasPipelines?: boolean
}

const property = (header: string, name: string, target: string | null): ObjectColumn => ({ header, from: [[name]], target })

const common = (kind: FileKind, stamp: string): ObjectColumn[] => {
  const target = (column: string): string | null => (kind === 'custom' ? null : `${kind}.${column}`)
  return [
    property('Owner', 'hubspot_owner_id', target('owner')),
    { header: 'Create date', from: [['createdate'], ['hs_createdate']], target: target('created_at') },
    property('Last modified', stamp, target('updated_at')),
    // A record that was merged into another lives on in that one.
    { header: '$gone', from: [['archived'], ['$mergedInto']], as: 'flag', target: target('is_deleted') },
  ]
}

const declared: readonly Declared[] = [
  {
    type: 'companies',
    label: { zh: '公司', en: 'Companies' },
    kind: 'account',
    columns: [
      property('Company name', 'name', 'account.name'),
      property('Industry', 'industry', 'account.industry'),
      property('Number of employees', 'numberofemployees', 'account.employee_count'),
      property('Annual revenue', 'annualrevenue', 'account.annual_revenue'),
      property('Country', 'country', 'account.country'),
      property('State', 'state', 'account.province'),
      property('City', 'city', 'account.city'),
      property('Phone', 'phone', 'account.phone'),
      property('Parent company', 'hs_parent_company_id', 'account.parent'),
    ],
  },
  {
    // As in HubSpot's exports its contacts are the leads.
    type: 'contacts',
    label: { zh: '联系人（线索）', en: 'Contacts (leads)' },
    kind: 'lead',
    stamp: 'lastmodifieddate',
    also: ['firstname', 'lastname', 'associatedcompanyid'],
    links: [{ place: '$deal', to: 'deals' }],
    columns: [
      { header: 'Name', from: [['$name']], target: 'lead.name' },
      property('Company', 'company', 'lead.company'),
      property('Associated company', 'associatedcompanyid', 'lead.account'),
      { header: 'Associated deal', from: [['$deal']], target: 'lead.opportunity' },
      property('Email', 'email', 'lead.email'),
      { header: 'Phone', from: [['phone'], ['mobilephone']], target: 'lead.phone' },
      property('State', 'state', 'lead.region'),
      property('Industry', 'industry', 'lead.industry'),
      property('Lifecycle stage', 'lifecyclestage', null),
      property('Lead status', 'hs_lead_status', 'lead.status'),
      property('Original source', 'hs_analytics_source', 'lead.channel'),
      property('MQL date', 'hs_lifecyclestage_marketingqualifiedlead_date', 'lead.mql_at'),
      property('SQL date', 'hs_lifecyclestage_salesqualifiedlead_date', 'lead.sql_at'),
      property('First contacted', 'hs_first_outreach_date', 'lead.first_response_at'),
      property('Score', 'hubspotscore', 'lead.score'),
    ],
  },
  {
    // What sellers work at with such contacts; the same people, so it counts none of them twice.
    type: 'leads',
    label: { zh: '潜在客户对象', en: 'Leads object' },
    kind: 'custom',
    hasPipelines: true,
    columns: [
      property('Lead name', 'hs_lead_name', null),
      property('Type', 'hs_lead_type', null),
      property('Label', 'hs_lead_label', null),
      { header: 'Pipeline', from: [['$pipeline']], target: null },
      { header: 'Stage', from: [['$stage']], target: null },
    ],
  },
  {
    type: 'products',
    label: { zh: '产品', en: 'Products' },
    kind: 'product',
    columns: [
      property('Name', 'name', 'product.name'),
      property('SKU', 'hs_sku', null),
      property('Unit price', 'price', 'product.list_price'),
      property('Unit cost', 'hs_cost_of_goods_sold', 'product.cost'),
      property('Product type', 'hs_product_type', null),
    ],
  },
  {
    type: 'deals',
    label: { zh: '交易', en: 'Deals' },
    kind: 'opportunity',
    also: ['dealstage', 'pipeline', 'hs_is_closed_won', 'hs_is_closed'],
    hasPipelines: true,
    links: [
      { place: '$company', to: 'companies' },
      { place: '$contact', to: 'contacts' },
    ],
    columns: [
      property('Deal name', 'dealname', 'opportunity.name'),
      { header: 'Pipeline', from: [['$pipeline']], target: 'opportunity.pipeline' },
      { header: 'Deal stage', from: [['$stage']], target: 'opportunity.stage' },
      { header: 'Status', from: [['$status']], target: 'opportunity.status' },
      property('Amount', 'amount', 'opportunity.amount'),
      property('Currency', 'deal_currency_code', 'opportunity.currency'),
      property('Deal probability', 'hs_deal_stage_probability', 'opportunity.probability'),
      property('Close date', 'closedate', 'opportunity.expected_close_on'),
      // Planned until the deal is closed, then the real one.
      { header: 'Closed', from: [['$closed']], target: 'opportunity.closed_at' },
      property('Deal type', 'dealtype', 'opportunity.type'),
      property('Closed lost reason', 'closed_lost_reason', 'opportunity.lost_reason'),
      property('Closed won reason', 'closed_won_reason', 'opportunity.won_reason'),
      property('Forecast category', 'hs_manual_forecast_category', 'opportunity.forecast_category'),
      property('Original source', 'hs_analytics_source', 'opportunity.channel'),
      { header: 'Associated company', from: [['$company']], target: 'opportunity.account' },
      { header: 'Associated contact', from: [['$contact']], target: 'opportunity.lead' },
    ],
  },
  {
    type: 'line_items',
    label: { zh: '交易产品', en: 'Line items' },
    kind: 'opportunity_line',
    links: [{ place: '$deal', to: 'deals' }],
    columns: [
      { header: 'Deal', from: [['$deal']], target: 'opportunity_line.opportunity' },
      { header: 'Product', from: [['hs_product_id'], ['name']], target: 'opportunity_line.product' },
      property('Quantity', 'quantity', 'opportunity_line.quantity'),
      property('Unit price', 'price', 'opportunity_line.net_price'),
      property('Net price', 'amount', 'opportunity_line.amount'),
      property('Currency', 'hs_line_item_currency_code', 'opportunity_line.currency'),
    ],
  },
  {
    type: 'quotes',
    label: { zh: '报价单', en: 'Quotes' },
    kind: 'quote',
    links: [
      { place: '$deal', to: 'deals' },
      { place: '$company', to: 'companies' },
    ],
    columns: [
      property('Title', 'hs_title', null),
      { header: 'Deal', from: [['$deal']], target: 'quote.opportunity' },
      { header: 'Company', from: [['$company']], target: 'quote.account' },
      property('Status', 'hs_status', 'quote.status'),
      property('Expiration date', 'hs_expiration_date', 'quote.valid_until'),
      property('Amount', 'hs_quote_amount', 'quote.amount'),
      property('Currency', 'hs_currency', 'quote.currency'),
    ],
  },
  {
    type: 'tickets',
    label: { zh: '工单', en: 'Tickets' },
    kind: 'ticket',
    also: ['hs_pipeline_stage', 'hs_pipeline'],
    hasPipelines: true,
    links: [{ place: '$company', to: 'companies' }],
    columns: [
      property('Ticket name', 'subject', null),
      { header: 'Ticket status', from: [['$stage']], target: null },
      { header: 'Company', from: [['$company']], target: 'ticket.account' },
      property('Category', 'hs_ticket_category', 'ticket.kind'),
      property('Priority', 'hs_ticket_priority', 'ticket.priority'),
      { header: 'Opened', from: [['createdate'], ['hs_createdate']], target: 'ticket.opened_at' },
      property('First reply', 'first_agent_reply_date', 'ticket.first_reply_at'),
      property('Closed', 'closed_date', 'ticket.solved_at'),
    ],
  },
]

/** Ids are those that HubSpot's exports call Record ID: a file and a pull speak of the same records. */
function hubspotObject({ type, label, kind, columns, also = [], stamp = 'hs_lastmodifieddate', ...more }: Declared): HubSpotObject {
  const shown: readonly ObjectColumn[] = [
    { header: 'Record ID', from: [['id']], target: kind === 'custom' ? null : `${kind}.source_id` },
    ...columns,
    ...common(kind, stamp),
  ]
  const named = shown.flatMap(({ from }) => from.map(([name = '']) => name)).filter((name) => !name.startsWith('$'))
  const pipeline = type === 'deals' ? [] : ['hs_pipeline', 'hs_pipeline_stage']
  const properties = [...new Set([...named, ...also, ...(more.hasPipelines ? pipeline : []), 'hs_merged_object_ids', stamp])]
  return {
    type,
    stamp,
    links: more.links ?? [],
    hasPipelines: more.hasPipelines ?? false,
    properties: properties.filter((name) => name !== 'id' && name !== 'archived'),
    object: {
      name: type,
      label,
      kind,
      key: ['id'],
      stamp: [['$stamp']],
      columns: shown,
      prefix: '',
      mergedInto: ['$mergedInto'],
      deleted: ['archived'],
      comparesWhole: kind !== 'custom',
    },
  }
}

export const hubspotObjects: readonly HubSpotObject[] = declared.map(hubspotObject)

/** Who left keeps their deals. */
export const ownersObject: PullObject = {
  name: 'owners',
  label: { zh: '负责人', en: 'Owners' },
  kind: 'person',
  key: ['id'],
  stamp: [],
  columns: [
    { header: 'Owner ID', from: [['id']], target: 'person.source_id' },
    { header: 'Name', from: [['$name']], target: 'person.name' },
    { header: 'Email', from: [['email']], target: 'person.email' },
    { header: 'Team', from: [['$team']], target: 'person.team' },
    { header: 'Deactivated', from: [['archived']], as: 'flag', target: null },
    { header: 'Created', from: [['createdAt']], target: 'person.created_at' },
  ],
  prefix: '',
  archived: { from: ['archived'], values: ['true'] },
  comparesWhole: true,
}

export const stagesObject: PullObject = {
  name: 'pipelines',
  label: { zh: '销售流程与阶段', en: 'Pipelines and stages' },
  kind: 'stage',
  key: null,
  stamp: [],
  columns: [
    { header: 'Pipeline', from: [['pipeline']], target: 'stage.pipeline' },
    { header: 'Stage', from: [['name']], target: 'stage.name' },
    { header: 'Position', from: [['position']], target: 'stage.position' },
    { header: 'Probability', from: [['probability']], target: 'stage.probability' },
    { header: 'Kind', from: [['kind']], target: 'stage.kind' },
  ],
  prefix: '',
  comparesWhole: false,
}

/** Only new values: HubSpot keeps the last twenty of a property, and what was before follows from the change before. */
export const historyObject: PullObject = {
  name: 'deal_changes',
  label: { zh: '交易的变更历史', en: 'History of deals' },
  kind: 'field_change',
  key: null,
  stamp: [],
  columns: [
    { header: 'Object', from: [], constant: 'deals', target: 'field_change.entity' },
    { header: 'Record', from: [['record']], target: 'field_change.record' },
    { header: 'Field', from: [['field']], target: 'field_change.source_field' },
    { header: 'New value', from: [['value']], target: 'field_change.new_value' },
    { header: 'Changed', from: [['at']], target: 'field_change.changed_at' },
  ],
  prefix: '',
  dependsOn: 'deals',
  comparesWhole: false,
}

export const historyProperties = ['dealstage', 'amount', 'closedate', 'pipeline', 'hubspot_owner_id'] as const
