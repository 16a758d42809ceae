import type { Filter, DimensionUse } from '../../../contract/report-spec.ts'
import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { readingStatement } from '../../report/stack.ts'
import { stepOf, type StudyScope } from '../scope.ts'

/** Days since 1970-01-01, both included. */
export interface Days {
  readonly from: number
  readonly to: number
}

export const always: Days = { from: -1_000_000, to: 1_000_000 }

/** The days in which customers are won. */
export function wonDays({ range, asOf }: StudyScope): Days {
  return { from: range.from ?? always.from, to: Math.min(range.to ?? asOf, asOf) }
}

// Every row is one value of it, so that everything is one group.
const everything: DimensionUse = { field: 'source.system' }

/** What is left of purchases after their cost, over all that is bought; null where no cost is known. */
export interface Margin {
  readonly rate: number | null
  /** The share of the money whose cost is known. */
  readonly coverage: number | null
}

export async function readMargin(scope: StudyScope): Promise<Margin> {
  const [row] = await scope.rows<Margin>('ltv-cac/margin.sql', { as_of: scope.asOf })
  return row ?? { rate: null, coverage: null }
}

/** Customers whose first purchase lies in the days, with the value of the breakdown at it. */
export function membersOf(scope: StudyScope, filters: readonly Filter[], by: DimensionUse | null, days: Days): Statement {
  const population = scope.population({ fact: 'purchase', filters, by: [by ?? everything], columns: ['channel_ref'] })
  return readingStatement(stepOf('ltv-cac/members.sql', { ...days, as_of: scope.asOf }), 'population', population)
}

/** Every purchase with what it is worth on the basis that was asked for. */
export function purchasesOf(
  scope: StudyScope,
  { basis, marginRate }: Pick<SettledLtvCacParams, 'basis' | 'marginRate'>,
  margin: Margin,
): Statement {
  return stepOf('ltv-cac/purchases.sql', { as_of: scope.asOf, is_margin: basis === 'margin', rate: marginRate ?? margin.rate })
}
