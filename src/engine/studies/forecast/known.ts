import { rowsOf, type Closings, type DealHistory, type Spans, type StageInfo } from './deal-history.ts'

/** What was known at the end of a day: nothing in here tells of a later one, so that no method can look ahead. */
export interface Known {
  readonly day: number
  readonly spans: Spans
  readonly closings: Closings
  readonly stages: readonly StageInfo[]
  readonly categories: readonly string[]
  /** The closing of a deal that has ended by then: a row of `closings`. */
  readonly closingOf: ReadonlyMap<number, number>
  /** Rows of the spans that were open. */
  readonly open: readonly number[]
  /** The first day anything is known of; null where nothing is. */
  readonly firstDay: number | null
  /**
   * From when on the stages (the planned closes) of then are known rather than those that came later: the first day on which a deal changed it.
   * Null where none ever did.
   */
  readonly stagesFrom: number | null
  readonly plansFrom: number | null
}

/** The history cut at the end of a day. What began later is not there, and what ended later is still open. */
export function knownAt({ spans, closings, stages, categories }: DealHistory, day: number): Known {
  const begun: number[] = []
  for (let row = 0; row < spans.deal.length; row += 1) if (!((spans.from[row] ?? 0) > day)) begun.push(row)
  const held = rowsOf(spans, begun)
  held.to.forEach((to, row) => {
    if (to > day) held.to[row] = Number.NaN
  })
  const ended: number[] = []
  for (let row = 0; row < closings.deal.length; row += 1) if ((closings.closed[row] ?? 0) <= day) ended.push(row)
  const closed = withEnded(rowsOf(closings, ended), held)
  const closingOf = new Map<number, number>()
  closed.deal.forEach((deal, row) => closingOf.set(deal, row))
  const open: number[] = []
  held.to.forEach((to, row) => {
    if (Number.isNaN(to)) open.push(row)
  })
  return {
    day,
    spans: held,
    closings: closed,
    stages,
    categories,
    closingOf,
    open,
    firstDay: earliest([held.from, held.created, closed.created, closed.closed]),
    stagesFrom: firstChange(held, held.stage),
    plansFrom: firstChange(held, held.expected),
  }
}

/** A deal that was lost (or won) by then and came back later had ended all the same, at what it was worth. */
function withEnded(closed: Closings, spans: Spans): Closings {
  const known = new Set(closed.deal)
  const rows: number[] = []
  for (let row = 0; row < spans.deal.length; row += 1) {
    const isLast = spans.deal[row] !== spans.deal[row + 1]
    if (isLast && !Number.isNaN(spans.to[row]) && (spans.ended[row] ?? 0) > 0 && !known.has(spans.deal[row] ?? 0)) rows.push(row)
  }
  if (rows.length === 0) return closed
  const joined = (own: Float64Array, of: (row: number) => number | undefined): Float64Array =>
    Float64Array.from([...own, ...rows.map((row) => of(row) ?? Number.NaN)])
  return {
    deal: joined(closed.deal, (row) => spans.deal[row]),
    isWon: joined(closed.isWon, (row) => (spans.ended[row] === 1 ? 1 : 0)),
    created: joined(closed.created, (row) => spans.created[row]),
    closed: joined(closed.closed, (row) => spans.to[row]),
    amount: joined(closed.amount, (row) => spans.amount[row]),
    rest: joined(closed.rest, (row) => spans.rest[row]),
  }
}

function earliest(columns: readonly Float64Array[]): number | null {
  let first = Infinity
  for (const column of columns) for (const day of column) if (day < first) first = day
  return first === Infinity ? null : first
}

function firstChange({ deal, from }: Spans, values: Float64Array): number | null {
  let first = Infinity
  for (let row = 1; row < deal.length; row += 1) {
    if (deal[row] !== deal[row - 1] || Object.is(values[row], values[row - 1])) continue
    const at = from[row] ?? Infinity
    if (at < first) first = at
  }
  return first === Infinity ? null : first
}
