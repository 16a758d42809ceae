import type { RfmParams } from '../../../contract/study-rfm.ts'
import { addMonths } from '../../report/calendar-days.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { readingStatement } from '../../report/stack.ts'
import { stepOf, type Steps, type StudyScope } from '../scope.ts'

/** Thresholds of one scale: a value above the nth scores n + 1. */
export interface Cuts {
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

/** The window of purchases that count, days since 1970-01-01, both included. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** The steps that queries of this study read, for one day. */
export interface RfmSteps {
  readonly window: Window
  readonly n: number
  readonly cuts: Cuts
  readonly purchases: Statement
  readonly customers: Statement
  /** Reads no other step. */
  readonly scored: Statement
}

/** Everything as of one day: the window ends there and is as long as ever. Customers are cut anew for each day. */
export async function rfmSteps(scope: StudyScope, params: RfmParams, day: number): Promise<RfmSteps> {
  const purchases = scope.population({
    fact: 'purchase',
    filters: params.filters,
    by: [],
    columns: ['account_id', 'purchased_day', 'amount', 'amount_reporting', 'currency'],
  })
  const window = windowOf(scope, params, day)
  const own = stepOf('rfm/customers.sql', { ...window, average: params.monetary === 'average' })
  const customers = readingStatement(own, 'purchases', purchases)
  const { n, cuts } = await cutsOf(scope, params, day, { customers })
  const scored = stepOf('rfm/scored.sql', { ...numbered('r', cuts.r), ...numbered('f', cuts.f), ...numbered('m', cuts.m) })
  return { window, n, cuts, purchases, customers, scored: readingStatement(scored, 'customers', customers) }
}

function windowOf(scope: StudyScope, { months }: RfmParams, day: number): Window {
  const { from, to } = scope.range
  if (scope.isUsualPeriod || from === null || to === null) return { from: addMonths(day, -months) + 1, to: day }
  return { from: from + day - scope.asOf, to: Math.min(to + day - scope.asOf, day) }
}

interface CutRow {
  readonly n: number
  readonly r: readonly number[] | null
  readonly f: readonly number[] | null
  readonly m: readonly number[] | null
  readonly r_mean: number | null
  readonly f_mean: number | null
  readonly m_mean: number | null
}

async function cutsOf(scope: StudyScope, params: RfmParams, day: number, steps: Steps): Promise<{ n: number; cuts: Cuts }> {
  const [row] = await scope.rows<CutRow>('rfm/cuts.sql', {}, steps)
  const n = row?.n ?? 0
  if (row === undefined || n === 0) return { n, cuts: { r: [0, 0, 0, 0], f: [0, 0, 0, 0], m: [0, 0, 0, 0] } }
  if (params.method === 'mean') return { n, cuts: { r: four(row.r_mean), f: four(row.f_mean), m: four(row.m_mean) } }
  if (params.method === 'fixed') {
    // So many days ago or fewer: later than the day before that.
    const r = params.recencyCuts.map((cut) => day - cut - 1).toReversed()
    return { n, cuts: { r, f: params.frequencyCuts, m: params.monetaryCuts } }
  }
  return { n, cuts: { r: row.r ?? [], f: row.f ?? [], m: row.m ?? [] } }
}

function four(cut: number | null): number[] {
  return [cut ?? 0, cut ?? 0, cut ?? 0, cut ?? 0]
}

function numbered(name: string, cuts: readonly number[]): Record<string, number> {
  return Object.fromEntries(cuts.map((cut, place) => [`${name}${place + 1}`, cut]))
}
