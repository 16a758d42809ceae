import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'

export interface Figure {
  readonly asks: string
  readonly spec: ReportSpecInput
  /** The sets whose files carry it; all of them where nothing is said. */
  readonly of?: readonly string[]
  /** How the company's own report groups where its exports write both in one text, joined by a hyphen. */
  readonly companyRows?: readonly [{ readonly field: string }, { readonly field: string }]
  /** By how much an export that drops the seconds may be off, in the unit of the figure. */
  readonly within?: number
}

const values = (...metrics: string[]): ReportSpecInput['values'] => metrics.map((metric) => ({ metric }))
const month = { field: 'date', grain: 'month' } as const
const withOrders = ['salesforce', 'fxiaoke', 'gbk']
const withLines = ['salesforce', 'hubspot', 'fxiaoke']
const withPayments = ['fxiaoke', 'gbk']

export const figures: readonly Figure[] = [
  { asks: 'leads, MQLs and SQLs by month', spec: { rows: [month], values: values('lead_count', 'mql_count', 'sql_count') } },
  {
    asks: 'leads by channel',
    spec: { rows: [{ field: 'channel.name' }], values: values('lead_count') },
    companyRows: [{ field: 'channel.source' }, { field: 'channel.medium' }],
  },
  { asks: 'leads by status and owner', spec: { rows: [{ field: 'lead.status' }, { field: 'owner.name' }], values: values('lead_count') } },
  { asks: 'valid leads', spec: { rows: [month], values: values('valid_lead_count') }, of: ['salesforce', 'fxiaoke', 'gbk'] },
  { asks: 'what becomes of leads', spec: { values: values('mql_to_sql_rate', 'lead_to_opportunity_rate', 'lead_to_won_rate') } },
  {
    asks: 'how fast leads are answered',
    spec: { values: [{ metric: 'lead_response_minutes', stat: 'median' }] },
    within: 1,
  },
  {
    asks: 'new, won and lost deals by month',
    spec: { rows: [month], values: values('opportunity_count', 'won_count', 'lost_count', 'won_value', 'lost_value') },
  },
  {
    asks: 'win rates by owner',
    spec: { rows: [{ field: 'owner.name' }], values: values('won_count', 'win_rate', 'win_rate_by_value', 'won_value') },
  },
  {
    asks: 'deals by industry and city of the customer',
    spec: { rows: [{ field: 'account.industry' }, { field: 'account.city' }], values: values('opportunity_count', 'won_value') },
  },
  { asks: 'wins by product', spec: { rows: [{ field: 'product.name' }], values: values('won_value', 'won_count') }, of: withLines },
  { asks: 'wins by product line', spec: { rows: [{ field: 'product.line' }], values: values('won_value') }, of: ['salesforce', 'fxiaoke'] },
  { asks: 'the pipeline', spec: { values: values('open_opportunity_count', 'pipeline_value', 'weighted_pipeline_value') } },
  { asks: 'the pipeline by stage', spec: { rows: [{ field: 'stage.name' }], values: values('open_opportunity_count', 'pipeline_value') } },
  { asks: 'the sales cycle', spec: { values: [{ metric: 'sales_cycle_days', stat: 'average' }] }, within: 0.001 },
  { asks: 'lost deals by reason', spec: { rows: [{ field: 'opportunity.lost_reason' }], values: values('lost_count', 'lost_value') } },
  // Only 纷享销客 says which activities are automatic, and those don't count.
  {
    asks: 'activities by kind and month',
    spec: { rows: [{ field: 'activity.kind' }, month], values: values('activity_count') },
    of: ['fxiaoke'],
  },
  { asks: 'customers', spec: { values: values('customer_count', 'new_customer_count') } },
  {
    asks: 'customers who are active or buy again',
    spec: { values: values('active_customer_rate', 'repeat_purchase_rate') },
    of: withOrders,
  },
  { asks: 'orders by month', spec: { rows: [month], values: values('order_count', 'order_value') }, of: withOrders },
  { asks: 'margins', spec: { values: values('gross_margin', 'gross_margin_rate') }, of: withPayments },
  { asks: 'money received by month', spec: { rows: [month], values: values('received_amount') }, of: withPayments },
  {
    asks: 'targets of people by quarter',
    spec: { rows: [{ field: 'owner.name' }, { field: 'date', grain: 'quarter' }], values: values('target_value') },
    of: withPayments,
  },
  { asks: 'how far targets are met', spec: { rows: [{ field: 'owner.name' }], values: values('attainment_rate') }, of: ['gbk'] },
  { asks: 'spend by month', spec: { rows: [month], values: values('spend', 'cost_per_lead') }, of: ['gbk'] },
]
