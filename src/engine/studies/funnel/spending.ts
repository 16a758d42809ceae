import type { FunnelParams } from '../../../contract/study-funnel.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { Statement } from '../../report/cells-sql.ts'
import type { StudyCell } from '../../../contract/study-result.ts'
import { exactNumber } from '../exact-number.ts'
import type { StudyScope } from '../scope.ts'

/** What was spent in the period under the same filters; `unreached` where a filter says nothing about spend. */
export type Spending = { readonly amount: string; readonly n: number; readonly unrated: number } | 'unreached' | null

/** What was spent, as far as money can say it in the reporting currency: exact; null where it can't. */
export function spentAmount(spending: Spending): StudyCell {
  return spending === null || spending === 'unreached' || spending.unrated > 0 ? null : exactNumber(spending.amount)
}

/** Null where nothing was spent, or where the funnel does not begin with marketing. */
export async function readSpending(scope: StudyScope, { unit, filters }: FunnelParams): Promise<Spending> {
  if (unit === 'opportunity' || !scope.data.filled.has('spend')) return null
  try {
    const spending = spendOf(scope, filters)
    const [row] = await scope.rows<{ amount: string | null; n: number; unrated: number }>('funnel/spend.sql', {}, { spending })
    return row === undefined || row.amount === null ? null : { amount: row.amount, n: row.n, unrated: row.unrated }
  } catch (error) {
    if (error instanceof HelmdeckError && error.code === 'unreachable-dimension') return 'unreached'
    throw error
  }
}

/** The rows of spend of the period, the largest first. */
export async function spendThings(scope: StudyScope, { filters }: FunnelParams): Promise<number[]> {
  const rows = await scope.rows<{ id: number }>('funnel/spend_things.sql', {}, { spending: spendOf(scope, filters) })
  return rows.map(({ id }) => id)
}

function spendOf(scope: StudyScope, filters: FunnelParams['filters']): Statement {
  return scope.population({
    fact: 'spend',
    filters,
    by: [],
    columns: ['amount', 'amount_reporting'],
    on: { date: 'spent', range: scope.range },
  })
}
