import type { ForecastMethod, ForecastParams } from '../../../contract/study-forecast.ts'
import type { StudyScope } from '../scope.ts'
import { local } from '../words.ts'
import type { DealHistory } from './deal-history.ts'
import { refused, type Estimate, type Rules } from './estimate.ts'
import { knownAt, type Known } from './known.ts'
import { foretell, type Foretold } from './methods.ts'
import { joinedHistory, reconcile, splitHistory, type Group, type Part } from './parts.ts'
import { replays, withIntervals, type Choice } from './replay.ts'

interface Whole {
  readonly history: DealHistory
  readonly known: Known
  readonly rules: Rules
  readonly foretold: Foretold
  readonly estimates: readonly Estimate[]
  readonly choice: Choice | null
}

/** More values than these are not told apart: those with the fewest deals are pooled. */
const mostParts = 40
const partDraws = 1000
const partReplays = 8

/** Every value of the breakdown by the method of the whole. Values that it refuses are pooled, and refused together where it can't tell of all of them either. */
export async function readParts(scope: StudyScope, params: ForecastParams, whole: Whole): Promise<readonly Part[] | null> {
  const { by } = params
  const { choice, known, history, estimates } = whole
  const value = estimates.find(({ method }) => method === choice?.method)?.value ?? null
  if (by === null || choice === null || value === null) return null
  const population = scope.population({ fact: 'opportunity', filters: [], by: [by], columns: [] })
  const values = (await scope.rows<{ value: string | null }>('funnel/groups.sql', {}, { population })).map((row) => row.value)
  const codes = await scope.table('funnel/members.sql', {}, { population })
  const codeOf = codeReader(codes.column('unit').numbers(), codes.column('code').numbers())
  const rules = { ...whole.rules, draws: Math.min(whole.rules.draws, partDraws) }
  const count = Math.min(params.replays, partReplays)
  const sizes = sizesOf(history, known, whole.rules, codeOf, values.length)
  const here = [...values.keys()].filter((code) => (sizes[code] ?? 0) > 0)
  const large = new Set(here.toSorted((one, other) => (sizes[other] ?? 0) - (sizes[one] ?? 0)).slice(0, mostParts))
  const apart = splitHistory(history, codeOf, values.length)
  const small = new Set(here.filter((code) => !large.has(code)))
  const parts: Omit<Part, 'reconciled' | 'factor'>[] = []
  for (const code of here) {
    const own = apart[code]
    if (own === undefined || small.has(code)) continue
    const part = foretold({ kind: 'value', value: values[code] ?? null, history: own, values: 1 }, known.day, rules, choice.method, count)
    if (part.alone.value === null) small.add(code)
    else parts.push(part)
    await scope.breathe()
  }
  if (small.size > 0) {
    const group: Group = { kind: 'pooled', value: null, history: joinedHistory(history, codeOf, small), values: small.size }
    parts.push(foretold(group, known.day, rules, choice.method, count))
  }
  const found = reconcile(
    { booked: whole.foretold.pace.booked.amount, value },
    parts.map(({ alone, open }) => ({ ...alone, open })),
  )
  return parts.map((part, place) => ({ ...part, reconciled: 0, factor: null, ...found[place] }))
}

function foretold(
  { history, ...group }: Group,
  day: number,
  rules: Rules,
  method: ForecastMethod,
  count: number,
): Omit<Part, 'reconciled' | 'factor'> {
  const known = knownAt(history, day)
  const { estimates, pace } = foretell(known, rules.period.days, rules, false)
  const said = estimates.find((one) => one.method === method) ?? refused(method, local('无法预测', 'It can’t be told'))
  const [alone = said] = said.value === null ? [] : withIntervals([said], replays(history, known, rules, count), day)
  return { ...group, method, open: known.open.length, alone: { ...alone, booked: pace.booked.amount } }
}

/** Open deals and those that ended within the days that count, by code. */
function sizesOf(
  { closings }: DealHistory,
  { spans, open, day }: Known,
  { historyDays }: Rules,
  codeOf: (deal: number) => number,
  count: number,
) {
  const sizes = new Float64Array(count)
  for (const row of open) sizes[codeOf(spans.deal[row] ?? Number.NaN)]! += 1
  closings.deal.forEach((deal, row) => {
    const closed = closings.closed[row] ?? Number.NaN
    if (closed <= day && closed > day - historyDays) sizes[codeOf(deal)]! += 1
  })
  return sizes
}

function codeReader(deals: Float64Array, codes: Float64Array): (deal: number) => number {
  const known = new Map<number, number>()
  deals.forEach((deal, place) => known.set(deal, codes[place] ?? -1))
  return (deal) => known.get(deal) ?? -1
}
