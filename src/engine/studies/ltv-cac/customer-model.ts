import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { ArrowTable } from '../../database/arrow-table.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { readingStatement } from '../../report/stack.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import { holdOutError, judged, type HoldOut } from '../statistics/customer-base/customer-base.ts'
import type { Refused } from '../statistics/customer-base/fit.ts'
import { fittingGammaGamma, type FittedSpend, type Spending } from '../statistics/customer-base/gamma-gamma.ts'
import type { Histories } from '../statistics/customer-base/histories.ts'
import { fitBuying, inTurns, noModel, type BuyingModel, type ModelName, type NoModel } from './buying-model.ts'

/** Beyond this the times between purchases are as even as those of a contract: chance has 1. */
export const evennessLimit = 4
/** Below this many customers with three purchases nobody can tell how even they are. */
const fewestForEvenness = 30

/** All customers up to the day of the study, column by column; times in weeks. */
export interface Customers {
  readonly count: number
  readonly ids: Float64Array
  readonly groups: readonly (string | null)[]
  readonly startDays: Float64Array
  readonly isPaid: Float64Array
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Mean money of the repeat purchases; NaN without one. */
  readonly spend: Float64Array
  /** On the basis that was asked for, so far. */
  readonly worth: Float64Array
  /** Money of purchases, returns left out. */
  readonly bought: Float64Array
}

/** A model and all that speaks for it and against it. What could not be tried is null. */
export interface ModelFacts {
  readonly name: ModelName
  readonly customers: Customers
  readonly repeaters: number
  readonly evenness: { readonly n: number; readonly shape: number | null }
  readonly fit: BuyingModel | NoModel
  readonly holdOut: { readonly split: number; readonly found: HoldOut | null; readonly refused: Refused | NoModel | null } | null
  readonly spend: FittedSpend | Refused | null
  /** What a unit of money spent is worth, returns taken off. */
  readonly worthRate: number
  /** Why purchases are not predicted, as the reason of a refusal; null where they are. */
  readonly refusal: NoModel | null
}

const week = 7
/** So many customers, evenly spread over all, say how well a model foretells. */
const mostTried = 20_000

/** Fits the model to all customers who pass the filters, and tries it out. */
export async function readModel(
  scope: StudyScope,
  { model, holdOut: share }: SettledLtvCacParams,
  { members, purchases }: { readonly members: Statement; readonly purchases: Statement },
): Promise<ModelFacts | null> {
  if (model === 'none') return null
  const steps = { members, purchases }
  const summaries = summariesOf(steps, scope.asOf)
  const customers = customersOf(await scope.table('ltv-cac/customers.sql', {}, { summaries }))
  const repeaters = customers.frequency.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0)
  const evenness = await readEvenness(scope, steps)
  const fit = await fitBuying(scope, model, historiesOf(await scope.table('ltv-cac/histories.sql', {}, { summaries })))
  const holdOut = 'alive' in fit ? await tryOut(scope, model, share, steps) : null
  const spend = 'alive' in fit ? await inTurns(scope, fittingGammaGamma(spendingOf(customers))) : null
  const bought = customers.bought.reduce((sum, at) => sum + at, 0)
  const worth = customers.worth.reduce((sum, at) => sum + at, 0)
  const facts = { name: model, customers, repeaters, evenness, fit, holdOut, spend, worthRate: bought > 0 ? worth / bought : 0 }
  return { ...facts, refusal: refusalOf(facts) }
}

/** A refusal of the model comes before what it would predict. */
function refusalOf({ evenness, fit, holdOut }: Omit<ModelFacts, 'refusal'>): NoModel | null {
  const { n, shape } = evenness
  if (shape !== null && shape > evennessLimit) return noModel('buys-by-contract', { n, shape, limit: evennessLimit })
  if (!('alive' in fit)) return fit
  return holdOut?.refused ?? null
}

function summariesOf({ members, purchases }: { members: Statement; purchases: Statement }, day: number): Statement {
  const own = stepOf('ltv-cac/summaries.sql', { as_of: day })
  return readingStatement(readingStatement(own, 'members', members), 'purchases', purchases)
}

function customersOf(table: ArrowTable): Customers {
  const column = (name: string): Float64Array => table.column(name).numbers()
  const weeks = (name: string): Float64Array => column(name).map((days) => days / week)
  return {
    count: table.rowCount,
    ids: column('id'),
    groups: table
      .column('g0')
      .values()
      .map((value) => (typeof value === 'string' ? value : null)),
    startDays: column('start_day'),
    isPaid: column('is_paid'),
    frequency: column('frequency'),
    recency: weeks('recency'),
    age: weeks('age'),
    spend: column('spend'),
    worth: column('worth'),
    bought: column('bought'),
  }
}

interface HistoryColumns extends Histories {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
}

function historiesOf(table: ArrowTable): HistoryColumns {
  const column = (name: string): Float64Array => table.column(name).numbers()
  const weeks = (name: string): Float64Array => column(name).map((days) => days / week)
  return { frequency: column('frequency'), recency: weeks('recency'), age: weeks('age'), customers: column('customers') }
}

/** By the moments of t1/(t1 + t2), Erlang's shape: 1 where purchases come by chance. Source: see evenness.sql. */
async function readEvenness(scope: StudyScope, steps: { members: Statement; purchases: Statement }): Promise<ModelFacts['evenness']> {
  const [row] = await scope.rows<{ n: number; spread: number | null }>('ltv-cac/evenness.sql', {}, steps)
  const { n, spread } = row ?? { n: 0, spread: null }
  if (n < fewestForEvenness || spread === null) return { n, shape: null }
  return { n, shape: Math.min(100, spread <= 0 ? 100 : (1 - 4 * spread) / (8 * spread)) }
}

/** Fits the first part of the history, and predicts the rest; of a large base on a part of the customers. */
async function tryOut(
  scope: StudyScope,
  name: ModelName,
  share: number,
  steps: { members: Statement; purchases: Statement },
): Promise<ModelFacts['holdOut']> {
  const [bounds] = await scope.rows<{ first: number | null; last: number | null }>('ltv-cac/bounds.sql', {}, { members: steps.members })
  const first = bounds?.first ?? scope.asOf
  const split = first + Math.floor((scope.asOf - first) * (1 - share))
  const summaries = summariesOf(steps, split)
  const table = await scope.table('ltv-cac/holdout.sql', { split, most: mostTried }, { summaries, purchases: steps.purchases })
  const { frequency, recency, age } = historiesOf(table)
  const fit = await fitBuying(scope, name, { frequency, recency, age })
  if (!('alive' in fit)) return { split, found: null, refused: fit }
  const time = (scope.asOf - split) / week
  const known = new Map<number, number>()
  const expected = frequency.map((x, i) => {
    const key = historyKey(x, recency[i]!, age[i]!)
    const kept = known.get(key) ?? fit.expected(time, x, recency[i]!, age[i]!)
    known.set(key, kept)
    return kept
  })
  const found = holdOutError(frequency, expected, table.column('later').numbers())
  return { split, found, refused: judged(found) }
}

/** One number for equal histories, whose times are whole days. */
export function historyKey(frequency: number, recency: number, age: number): number {
  return (frequency * 65_536 + Math.round(recency * week)) * 65_536 + Math.round(age * week)
}

/** Whoever spent nothing on all repeats says nothing of what a purchase brings. */
function spendingOf({ frequency, spend }: Customers): Spending {
  return { frequency: frequency.map((x, i) => (x > 0 && spend[i]! > 0 ? x : 0)), spend: spend.map((at) => (at > 0 ? at : 0)) }
}
