import { byName, channel, days, minutes, same } from './carried.ts'
import type { CarriedSet } from './carried.ts'

// Record ids as they are kept: the kind of object, the instance, the number. In the files the checksum of their capitals makes them 18 characters.
const sfPrefixes = {
  account: '0015g0',
  contact: '0035g0',
  lead: '00Q5g0',
  person: '0055g0',
  opportunity: '0065g0',
  campaign: '7015g0',
  order: '8015g0',
  contract: '8005g0',
  product: '01t5g0',
}
const sf = (kind: keyof typeof sfPrefixes, column = 'source_id'): string => `'${sfPrefixes[kind]}' || right(t."${column}", 9)`
const sfAll = (columns: Readonly<Record<string, keyof typeof sfPrefixes>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([column, kind]) => [column, sf(kind, column)]))

export const salesforce: CarriedSet = {
  account: {
    is: sf('account'),
    carries: {
      ...same('is_deleted name industry employee_count phone country province city created_at updated_at'),
      ...sfAll({ owner: 'person' }),
    },
    loses: ['size_band', 'region', 'email', 'tax_id'],
  },
  contact: {
    is: sf('contact'),
    carries: { ...same('is_deleted name title phone email created_at'), ...sfAll({ owner: 'person', account: 'account' }) },
    loses: ['updated_at'],
  },
  person: {
    is: sf('person'),
    carries: { ...same('name email'), ...sfAll({ manager: 'person' }), ...byName({ team: 'team' }) },
    loses: ['region', 'active_from', 'active_to'],
  },
  product: { is: sf('product'), carries: same('name line list_price cost'), loses: ['currency', 'valid_from'] },
  campaign: { is: sf('campaign'), carries: same('name starts_on ends_on'), loses: ['channel'] },
  lead: {
    is: sf('lead'),
    carries: {
      ...same('is_deleted name company status is_valid score product_interest disqualified_reason industry region phone email'),
      ...same('mql_at sql_at first_response_at created_at updated_at'),
      ...days('converted_at'),
      ...sfAll({ owner: 'person', account: 'account', contact: 'contact', opportunity: 'opportunity' }),
      ...channel,
    },
    loses: ['campaign', 'assigned_at'],
  },
  opportunity: {
    is: sf('opportunity'),
    carries: {
      ...same('is_deleted name stage amount currency probability expected_close_on type forecast_category lost_reason competitor'),
      ...same('created_at updated_at'),
      ...sfAll({ owner: 'person', account: 'account', campaign: 'campaign' }),
      ...channel,
    },
    loses: ['contact', 'lead', 'pipeline', 'status', 'closed_at', 'won_reason', 'product'],
  },
  opportunity_line: {
    is: `'00k5g0' || right(t.source_id, 9)`,
    carries: { ...same('is_deleted quantity net_price amount'), ...sfAll({ opportunity: 'opportunity', product: 'product' }) },
    loses: ['currency', 'created_at'],
  },
  stage_visit: {
    is: null,
    carries: {
      ...same('stage from_stage'),
      ...minutes('entered_at'),
      ...sfAll({ opportunity: 'opportunity' }),
      ...byName({ changed_by: 'person' }),
    },
    loses: ['pipeline', 'left_at', 'created_at'],
  },
  activity: {
    is: `'00T5g' || case when starts_with(t.source_id, 'Y') then '0' else '1' end || right(t.source_id, 9)`,
    carries: {
      ...same('happened_at kind subject status'),
      ...sfAll({ owner: 'person', lead: 'lead', opportunity: 'opportunity', account: 'account' }),
    },
    loses: ['direction', 'is_automatic', 'duration_minutes'],
  },
  order: {
    is: sf('order'),
    carries: {
      ...same('approved_at amount currency status'),
      ...days('ordered_at'),
      ...sfAll({ owner: 'person', account: 'account', opportunity: 'opportunity', contract: 'contract' }),
    },
    loses: ['cost', 'product', 'created_at'],
  },
  order_line: {
    is: `'8025g0' || right(t.source_id, 9)`,
    carries: { ...same('quantity net_price amount'), ...sfAll({ order: 'order', product: 'product' }) },
    loses: ['cost', 'currency'],
  },
  ticket: {
    is: `'5005g0' || right(t.source_id, 9)`,
    carries: {
      ...same('kind priority opened_at first_reply_at solved_at sla_due_at reopened_count csat'),
      ...sfAll({ owner: 'person', account: 'account' }),
    },
    loses: ['created_at'],
  },
}
