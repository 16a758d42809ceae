import { alive, byName, channel, closeDay, dealAlive, minutes, same } from './carried.ts'
import type { CarriedSet } from './carried.ts'

const hsPrefixes = { lead: '90', account: '91', opportunity: '92' }
const hs = (kind: keyof typeof hsPrefixes, column = 'source_id'): string => `'${hsPrefixes[kind]}' || right(t.${column}, 9)`

export const hubspot: CarriedSet = {
  account: {
    is: hs('account'),
    where: alive,
    carries: {
      ...same('name industry employee_count country province city phone'),
      ...minutes('created_at updated_at'),
      ...byName({ owner: 'person' }),
    },
    loses: ['size_band', 'region', 'email', 'tax_id'],
  },
  lead: {
    is: hs('lead'),
    where: alive,
    carries: {
      ...same('name company status industry region phone email'),
      ...minutes('mql_at sql_at first_response_at created_at updated_at'),
      ...byName({ owner: 'person' }),
      ...channel,
      opportunity: hs('opportunity', 'opportunity'),
      account: hs('account', 'account'),
    },
    loses: ['campaign', 'contact', 'is_valid', 'assigned_at', 'converted_at', 'score', 'disqualified_reason', 'product_interest'],
  },
  opportunity: {
    is: hs('opportunity'),
    where: alive,
    carries: {
      ...same('name pipeline stage amount currency probability type won_reason lost_reason'),
      expected_close_on: closeDay,
      ...minutes('created_at updated_at'),
      account: hs('account', 'account'),
      ...byName({ owner: 'person' }),
      ...channel,
    },
    loses: ['contact', 'lead', 'status', 'closed_at', 'competitor', 'forecast_category', 'campaign', 'product'],
  },
  opportunity_line: {
    is: `'94' || right(t.source_id, 9)`,
    where: dealAlive,
    carries: {
      ...same('quantity net_price amount currency'),
      opportunity: hs('opportunity', 'opportunity'),
      ...byName({ product: 'product' }),
    },
    loses: ['created_at'],
  },
  // Of a stage that was entered twice only the last entry is told.
  stage_visit: {
    is: null,
    where: `${dealAlive} and t.entered_at = (select max(v.entered_at) from model.stage_visit v where v.opportunity = t.opportunity and v.stage = t.stage)`,
    carries: { ...same('pipeline stage'), ...minutes('entered_at'), opportunity: hs('opportunity', 'opportunity') },
    loses: ['from_stage', 'left_at', 'changed_by', 'created_at'],
  },
  activity: {
    is: `case when starts_with(t.source_id, 'Y') then '95' else '96' end || right(t.source_id, 9)`,
    carries: {
      ...same('kind direction duration_minutes subject'),
      ...minutes('happened_at'),
      ...byName({ owner: 'person' }),
      lead: hs('lead', 'lead'),
      opportunity: hs('opportunity', 'opportunity'),
      account: hs('account', 'account'),
    },
    loses: ['is_automatic', 'status'],
  },
  ticket: {
    is: `'97' || right(t.source_id, 9)`,
    carries: {
      ...same('kind priority csat'),
      ...minutes('opened_at first_reply_at solved_at'),
      ...byName({ owner: 'person' }),
      account: hs('account', 'account'),
    },
    loses: ['sla_due_at', 'reopened_count', 'created_at'],
  },
}
