import type { FunnelParams } from '../../../contract/study-funnel.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { StudyScope } from '../scope.ts'

/** What was spent in the period under the same filters; `unreached` where a filter says nothing about spend. */
export type Spending = { readonly amount: string; readonly n: number; readonly unrated: number } | 'unreached' | null

/** Null where nothing was spent, or where the funnel does not begin with marketing. */
export async function readSpending(scope: StudyScope, { unit, filters }: FunnelParams): Promise<Spending> {
  if (unit !== 'lead' || !scope.data.filled.has('spend')) return null
  try {
    const spending = scope.population({
      fact: 'spend',
      filters,
      by: [],
      columns: ['amount', 'amount_reporting'],
      on: { date: 'spent', range: scope.range },
    })
    const [row] = await scope.rows<{ amount: string | null; n: number; unrated: number }>('funnel/spend.sql', {}, { spending })
    return row === undefined || row.amount === null ? null : { amount: row.amount, n: row.n, unrated: row.unrated }
  } catch (error) {
    if (error instanceof HelmdeckError && error.code === 'unreachable-dimension') return 'unreached'
    throw error
  }
}
