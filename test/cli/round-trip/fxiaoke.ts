import { alive, byName, channel, dealAlive, same } from './carried.ts'
import type { CarriedSet } from './carried.ts'

export const fxiaoke: CarriedSet = {
  account: {
    where: alive,
    carries: {
      ...same('name industry size_band employee_count country region province city phone email tax_id created_at updated_at'),
      ...byName({ owner: 'person' }),
    },
  },
  contact: {
    where: alive,
    carries: { ...same('name account title phone email created_at'), ...byName({ owner: 'person' }) },
    loses: ['updated_at'],
  },
  person: {
    carries: { ...same('name email region active_from active_to'), ...byName({ team: 'team', manager: 'person' }) },
  },
  product: { carries: same('name line list_price cost currency valid_from') },
  lead: {
    where: alive,
    carries: {
      ...same('name company phone email status is_valid score product_interest industry region disqualified_reason opportunity account'),
      ...same('mql_at sql_at assigned_at first_response_at converted_at created_at updated_at'),
      ...byName({ owner: 'person', campaign: 'campaign' }),
      ...channel,
    },
    loses: ['contact'],
  },
  opportunity: {
    where: alive,
    carries: {
      ...same('name lead pipeline stage status amount currency probability expected_close_on closed_at won_reason lost_reason'),
      ...same('competitor forecast_category type created_at updated_at'),
      ...byName({ owner: 'person', account: 'account', campaign: 'campaign', product: 'product' }),
      ...channel,
    },
    loses: ['contact'],
  },
  opportunity_line: {
    where: dealAlive,
    carries: { ...same('opportunity quantity net_price amount currency'), ...byName({ product: 'product' }) },
    loses: ['created_at'],
  },
  stage_visit: {
    is: null,
    where: dealAlive,
    carries: { ...same('opportunity pipeline stage from_stage entered_at'), ...byName({ changed_by: 'person' }) },
    loses: ['left_at', 'created_at'],
  },
  activity: {
    carries: {
      ...same('happened_at kind direction is_automatic duration_minutes lead opportunity account subject'),
      ...byName({ owner: 'person' }),
    },
    loses: ['status'],
  },
  quote: {
    carries: {
      ...same('opportunity account version status sent_at valid_until approved_at approval_level amount currency'),
      ...byName({ owner: 'person' }),
    },
    loses: ['created_at'],
  },
  quote_line: { carries: { ...same('quote quantity list_price net_price'), ...byName({ product: 'product' }) } },
  contract: {
    carries: {
      ...same('opportunity account signed_at amount currency starts_on ends_on document_present status'),
      ...byName({ owner: 'person' }),
    },
    loses: ['created_at'],
  },
  order: {
    carries: {
      ...same('contract opportunity account ordered_at approved_at amount cost currency status'),
      ...byName({ owner: 'person' }),
    },
    loses: ['product', 'created_at'],
  },
  order_line: { carries: { ...same('order quantity net_price cost amount currency'), ...byName({ product: 'product' }) } },
  delivery: { carries: same('order promised_on shipped_at accepted_at in_full') },
  instalment: { carries: same('contract order due_on original_due_on amount currency condition'), loses: ['created_at'] },
  invoice: {
    carries: same('order contract account kind issued_on due_on net tax gross currency status'),
    loses: ['created_at'],
  },
  payment: { carries: same('account order contract received_at amount currency status'), loses: ['created_at'] },
  payment_allocation: { is: null, carries: same('payment invoice instalment amount'), loses: ['created_at'] },
  ticket: {
    carries: {
      ...same('account kind priority opened_at first_reply_at solved_at sla_due_at reopened_count csat'),
      ...byName({ owner: 'person' }),
    },
    loses: ['created_at'],
  },
  target: {
    carries: { ...same('period_start period_end metric amount currency'), ...byName({ owner: 'person', team: 'team' }) },
  },
}
