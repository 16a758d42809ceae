import { HelmdeckError } from '../../../contract/errors.ts'
import type { DimensionUse } from '../../../contract/report-spec.ts'
import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { LocalText } from '../../../contract/text.ts'
import { staffKinds } from '../../catalog/metrics-acquisition.ts'
import { addMonths } from '../../report/calendar-days.ts'
import { readingStatement } from '../../report/stack.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import { local } from '../words.ts'
import type { Days } from './ltv-steps.ts'

/** As queries/studies/ltv-cac/spend.sql tells it: exact money by value of the breakdown. */
export interface SpendRow {
  readonly value: string | null
  readonly n: number
  readonly loaded: string
  readonly programme: string
  readonly paid: string
}

/** By how much spend is moved: measured days, or whole months that were asked for. */
export interface Lag {
  readonly days: number | null
  readonly months: number | null
  /** Deals that the measured days come from. */
  readonly n: number
}

export interface Acquisition {
  readonly lag: Lag
  /** The days whose spend won the customers. */
  readonly spent: Days
  readonly total: SpendRow | null
  readonly groups: readonly SpendRow[]
  /** Why there is no spend to tell of, or none by group. */
  readonly reason: LocalText | null
  readonly groupsReason: LocalText | null
}

/** What was spent to win the customers of these days, by the rules of the metrics cac_paid, cac_blended and cac_loaded. */
export async function readAcquisition(
  scope: StudyScope,
  params: Pick<SettledLtvCacParams, 'filters' | 'by' | 'lagMonths'>,
  days: Days,
): Promise<Acquisition> {
  const lag = await readLag(scope, params)
  const moved = (day: number): number => (lag.months === null ? day - (lag.days ?? 0) : addMonths(day, -lag.months))
  const spent = { from: moved(days.from), to: moved(days.to) }
  const none = { lag, spent, total: null, groups: [], groupsReason: null }
  if (!scope.data.filled.has('spend.amount')) return { ...none, reason: local('工作区没有投入数据', 'The workspace has no spend') }
  const total = await readSpend(scope, params, null, spent)
  if (total === null) return { ...none, reason: local('所选的筛选条件不适用于投入', 'A filter says nothing about spend') }
  const groups = params.by === null ? [] : await readSpend(scope, params, params.by, spent)
  const [sum] = total
  return {
    ...none,
    total: sum ?? null,
    groups: groups ?? [],
    reason: sum === undefined ? local('这些日子没有投入', 'Nothing was spent in these days') : null,
    groupsReason: groups === null ? local('投入不能按所选分组拆开', 'Spend cannot be told by this breakdown') : null,
  }
}

async function readLag(scope: StudyScope, { lagMonths }: Pick<SettledLtvCacParams, 'lagMonths'>): Promise<Lag> {
  if (lagMonths !== null) return { days: null, months: lagMonths, n: 0 }
  const [row] = await scope.rows<{ n: number; days: number }>('ltv-cac/lag.sql')
  return { days: row?.days ?? 0, months: null, n: row?.n ?? 0 }
}

/** Null where a filter or the breakdown says nothing about spend. Fails with `missing-exchange-rate`. */
async function readSpend(
  scope: StudyScope,
  { filters }: Pick<SettledLtvCacParams, 'filters'>,
  by: DimensionUse | null,
  range: Days,
): Promise<SpendRow[] | null> {
  try {
    const population = scope.population({
      fact: 'spend',
      filters,
      by: [by ?? { field: 'source.system' }],
      columns: ['kind', 'channel_ref', 'amount', 'amount_reporting', 'currency', 'spent_day'],
      on: { date: 'spent', range },
    })
    if (scope.data.unconverted.has('spend'))
      await scope.refuseUnrated(readingStatement(stepOf('ltv-cac/spend_money.sql'), 'population', population))
    return await scope.rows<SpendRow>('ltv-cac/spend.sql', { staff: staffKinds, is_grouped: by !== null }, { population })
  } catch (error) {
    if (error instanceof HelmdeckError && error.code === 'unreachable-dimension') return null
    throw error
  }
}
