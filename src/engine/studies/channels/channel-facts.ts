import { attributionModels, type ChannelsParams } from '../../../contract/study-channels.ts'
import { toUnits } from '../../sheets/exact.ts'
import type { StudyScope } from '../scope.ts'
import { cashDays, channelSteps, refuseUnratedMoney } from './channels-steps.ts'
import { modelCredits, type ModelCredits } from './credit-sums.ts'
import { readJourneys, type Journeys } from './journeys.ts'
import { readPaths, type WalkedPath } from './paths.ts'

/** How far leads came, as queries/studies/channels/chain.sql counts them; money in ten-thousandths. */
export interface ChainRow {
  readonly kind: 'channel' | 'total' | 'group'
  readonly group: string | null
  readonly name: string | null
  readonly leads: number
  readonly mql: number
  readonly sql: number
  readonly deals: number
  readonly won: number
  readonly amount: bigint
  readonly margin: bigint
  readonly priced: number
  readonly cash: bigint
}

export interface SpendRow {
  readonly kind: 'channel' | 'total' | 'group'
  readonly group: string | null
  readonly name: string | null
  readonly amount: bigint
  readonly n: number
}

/** All that the database says of one question. */
export interface ChannelFacts {
  readonly chain: readonly ChainRow[]
  /** Null where a filter says nothing about spend. */
  readonly spend: readonly SpendRow[] | null
  readonly isSpendGrouped: boolean
  readonly journeys: Journeys
  readonly paths: readonly WalkedPath[]
  readonly credits: readonly ModelCredits[]
  /** What all deals that count brought, those without an amount among them. */
  readonly total: { readonly worth: bigint; readonly deals: number; readonly unpriced: number }
  /** Money received for no deal; only where cash counts. */
  readonly stray: { readonly amount: bigint; readonly n: number }
  readonly maturity: { readonly typical: number | null; readonly leads: number; readonly young: number }
  readonly others: { readonly touches: number; readonly unnamed: number; readonly leadless: number }
}

type Text<Row> = { readonly [Key in keyof Row]: Row[Key] extends bigint ? string : Row[Key] }

export async function readChannelFacts(scope: StudyScope, params: ChannelsParams): Promise<ChannelFacts> {
  const steps = channelSteps(scope, params)
  await refuseUnratedMoney(scope, params, steps)
  const { days, isCampaign } = steps
  const chain = await scope.rows<Text<ChainRow>>('channels/chain.sql', { ...days, is_cohort: params.basis === 'lead-created' }, steps.deals)
  const journeys = await readJourneys(scope, params, steps)
  const paths = await readPaths(scope, steps)
  const [total] = await scope.rows<{ worth: string; deals: number; unpriced: number }>('channels/total.sql', {}, steps.deals)
  const [maturity] = await scope.rows<ChannelFacts['maturity']>('channels/maturity.sql', { ...days }, steps.cohort)
  const [others] = await scope.rows<ChannelFacts['others']>('channels/others.sql', { ...days, is_campaign: isCampaign }, steps.names)
  return {
    chain: chain.map((row) => ({ ...row, amount: toUnits(row.amount), margin: toUnits(row.margin), cash: toUnits(row.cash) })),
    spend:
      steps.spending === null
        ? null
        : (await scope.rows<Text<SpendRow>>('channels/spend.sql', { is_campaign: isCampaign }, steps.spending)).map((row) => ({
            ...row,
            amount: toUnits(row.amount),
          })),
    isSpendGrouped: steps.isSpendGrouped,
    journeys,
    paths,
    credits: attributionModels.flatMap((model) => modelCredits(journeys, paths, model, params) ?? []),
    total: { worth: toUnits(total?.worth ?? '0'), deals: total?.deals ?? 0, unpriced: total?.unpriced ?? 0 },
    stray: await readStray(scope, params),
    maturity: maturity ?? { typical: null, leads: 0, young: 0 },
    others: others ?? { touches: 0, unnamed: 0, leadless: 0 },
  }
}

async function readStray(scope: StudyScope, params: ChannelsParams): Promise<ChannelFacts['stray']> {
  if (params.basis !== 'cash') return { amount: 0n, n: 0 }
  const payments = scope.population({
    fact: 'payment',
    filters: params.filters,
    by: [],
    columns: ['is_valid', 'opportunity_id', 'received_day', 'amount_reporting'],
  })
  const { cash_from, cash_to } = cashDays(params, channelSteps(scope, params).days)
  const [row] = await scope.rows<{ amount: string; n: number }>('channels/stray.sql', { from: cash_from, to: cash_to }, { payments })
  return { amount: toUnits(row?.amount ?? '0'), n: row?.n ?? 0 }
}
