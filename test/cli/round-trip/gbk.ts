import { alive, byName, channel, days, dealAlive, minutes, same } from './carried.ts'
import type { CarriedSet } from './carried.ts'

export const gbk: CarriedSet = {
  account: {
    where: alive,
    carries: {
      ...same('name industry employee_count province city phone tax_id'),
      ...minutes('created_at'),
      ...byName({ owner: 'person' }),
    },
    loses: ['size_band', 'country', 'region', 'email', 'updated_at'],
  },
  person: {
    carries: { ...same('name region active_from active_to'), ...byName({ team: 'team', manager: 'person' }) },
    loses: ['email'],
  },
  product: { carries: same('name line list_price cost'), loses: ['currency', 'valid_from'] },
  lead: {
    where: alive,
    carries: {
      ...same('name company phone status is_valid region opportunity'),
      ...minutes('mql_at sql_at first_response_at converted_at created_at'),
      ...byName({ owner: 'person' }),
      ...channel,
    },
    loses: [
      'account',
      'contact',
      'campaign',
      'assigned_at',
      'score',
      'product_interest',
      'disqualified_reason',
      'industry',
      'email',
      'updated_at',
    ],
  },
  opportunity: {
    where: alive,
    carries: {
      ...same('name lead stage amount currency probability expected_close_on lost_reason competitor'),
      ...minutes('created_at'),
      ...days('closed_at'),
      ...byName({ owner: 'person', account: 'account', product: 'product' }),
    },
    loses: ['contact', 'pipeline', 'status', 'won_reason', 'forecast_category', 'type', 'channel', 'campaign', 'updated_at'],
  },
  stage_visit: {
    is: null,
    where: dealAlive,
    carries: { ...same('opportunity stage from_stage'), ...minutes('entered_at'), ...byName({ changed_by: 'person' }) },
    loses: ['pipeline', 'left_at', 'created_at'],
  },
  activity: {
    carries: { ...same('kind lead opportunity subject'), ...minutes('happened_at'), ...byName({ owner: 'person' }) },
    loses: ['direction', 'is_automatic', 'duration_minutes', 'account', 'status'],
  },
  order: {
    carries: {
      ...same('opportunity amount cost currency status'),
      ...days('ordered_at'),
      ...byName({ owner: 'person', account: 'account' }),
    },
    loses: ['contract', 'product', 'approved_at', 'created_at'],
  },
  payment: {
    carries: { ...same('order amount currency'), ...days('received_at'), ...byName({ account: 'account' }) },
    loses: ['contract', 'status', 'created_at'],
  },
  spend: { is: null, carries: { ...same('spent_on kind amount'), ...byName({ campaign: 'campaign' }), ...channel }, loses: ['currency'] },
  target: {
    is: null,
    where: 't.owner is not null',
    carries: { ...same('period_start period_end metric amount'), ...byName({ owner: 'person' }) },
    loses: ['team', 'currency'],
  },
  exchange_rate: { is: null, carries: same('from_currency to_currency valid_on rate') },
}
