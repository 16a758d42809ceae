import { HelmdeckError } from '../../../contract/errors.ts'
import type { DimensionUse } from '../../../contract/report-spec.ts'
import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { stepOf, type Steps, type StudyScope } from '../scope.ts'

// Every row is one value of it, so that everything is one group.
const everything: DimensionUse = { field: 'source.system' }

const leadColumns = [
  'created_at',
  'created_day',
  'mql_day',
  'sql_day',
  'is_valid',
  'opportunity_id',
  'opportunity_day',
  'channel_ref',
  'campaign_ref',
]
const dealColumns = [
  'created_at',
  'created_day',
  'closed_at',
  'closed_day',
  'status',
  'lead_id',
  'channel_ref',
  'campaign_ref',
  'account_ref',
  'amount',
  'amount_reporting',
  'currency',
]
const spendColumns = ['amount', 'amount_reporting', 'currency', 'spent_day', 'channel_ref', 'campaign_ref']

/** The days a study of channels looks at, since 1970-01-01, both included. */
export interface ChannelDays {
  readonly from: number
  readonly to: number
  readonly as_of: number
}

/** What the queries of this study read; each later step reads the ones before it. */
export interface ChannelSteps {
  readonly days: ChannelDays
  readonly isCampaign: boolean
  readonly names: Steps
  readonly cohort: Steps
  /** names, cohort, receipts, deals and margins. */
  readonly deals: Steps
  /** Deals, and leads that are none, with their paths. */
  readonly walked: Steps
  /** The deals that count with theirs. */
  readonly credited: Steps
  /** Null where a filter says nothing about spend. */
  readonly spending: Steps | null
  /** The breakdown reaches spend. */
  readonly isSpendGrouped: boolean
}

export function channelSteps(scope: StudyScope, params: ChannelsParams): ChannelSteps {
  const { basis, filters, by, level } = params
  const days = { from: scope.range.from ?? -1_000_000, to: scope.range.to ?? 1_000_000, as_of: scope.asOf }
  const isCampaign = level === 'campaign'
  const isCohort = basis === 'lead-created'
  const own = { ...days, is_campaign: isCampaign }
  const names = { names: stepOf('channels/names.sql', { level }) }
  const cohort = {
    ...names,
    leads: scope.population({ fact: 'lead', filters, by: [by ?? everything], columns: leadColumns }),
    cohort: stepOf('channels/cohort.sql', { is_campaign: isCampaign, only_valid: params.leads === 'valid' }),
  }
  const deals: Steps = {
    ...cohort,
    receipts: stepOf('channels/receipts.sql', cashDays(params, days)),
    ...(isCohort
      ? { deals: stepOf('channels/deals_of_cohort.sql', own) }
      : {
          deals_asked: scope.population({ fact: 'opportunity', filters, by: [by ?? everything], columns: dealColumns }),
          deals: stepOf('channels/deals_of_period.sql', { ...own, is_cash: basis === 'cash' }),
        }),
    margins: stepOf('channels/margins.sql', { as_of: days.as_of }),
  }
  const rules = {
    as_of: days.as_of,
    is_campaign: isCampaign,
    look_back: params.lookBackDays,
    collapse: params.collapse,
    by_own: params.withoutTouches === 'own-channel',
  }
  const walkedBy = (onlyConverted: boolean): Steps => ({
    ...deals,
    journeys: stepOf('channels/journeys.sql', { ...days, only_converted: onlyConverted }),
    walked: stepOf('channels/walked.sql', rules),
  })
  const grouped = by === null ? null : spendingOf(scope, params, by)
  const spending = grouped ?? spendingOf(scope, params, everything)
  return {
    days,
    isCampaign,
    names,
    cohort,
    deals,
    walked: walkedBy(false),
    credited: walkedBy(true),
    spending: spending === null ? null : { ...names, spending },
    isSpendGrouped: grouped !== null,
  }
}

/** The days in which money received counts: those of the period, or for a cohort all up to the day of the study. */
export function cashDays({ basis }: ChannelsParams, { from, to, as_of }: ChannelDays): { cash_from: number; cash_to: number } {
  return basis === 'lead-created' ? { cash_from: -1_000_000, cash_to: as_of } : { cash_from: from, cash_to: Math.min(to, as_of) }
}

function spendingOf(scope: StudyScope, { filters }: ChannelsParams, by: DimensionUse): Statement | null {
  const { from, to } = scope.range
  const range = { from, to: to === null ? scope.asOf : Math.min(to, scope.asOf) }
  try {
    return scope.population({ fact: 'spend', filters, by: [by], columns: spendColumns, on: { date: 'spent', range } })
  } catch (error) {
    if (error instanceof HelmdeckError && error.code === 'unreachable-dimension') return null
    throw error
  }
}

/** Refuses money that no rate converts, wherever the study adds some up: `missing-exchange-rate` {pairs, dates, rows}. */
export async function refuseUnratedMoney(scope: StudyScope, params: ChannelsParams, steps: ChannelSteps): Promise<void> {
  const { unconverted } = scope.data
  if (unconverted.has('opportunity')) await scope.refuseUnrated(stepOf('channels/money.sql'), steps.deals)
  if (unconverted.has('payment')) await scope.refuseUnrated(stepOf('channels/cash_money.sql', cashDays(params, steps.days)))
  if (unconverted.has('spend') && steps.spending !== null) await scope.refuseUnrated(stepOf('channels/spend_money.sql'), steps.spending)
}
