import type { Closings, DealHistory, Spans, StageInfo } from '../../../../src/engine/studies/forecast/deal-history.ts'

/** A deal as it went: where it stood from which day on, and how it ended. */
export interface Life {
  readonly created: number
  readonly spans: readonly { readonly from: number; readonly stage: number; readonly amount: number; readonly expected: number }[]
  readonly end: { readonly day: number; readonly isWon: boolean; readonly amount: number } | null
}

export const madeStages: readonly StageInfo[] = [
  { id: 1, name: 'Qualify', pipeline: null, position: 1, probability: 0.2, category: 'Pipeline' },
  { id: 2, name: 'Propose', pipeline: null, position: 2, probability: 0.5, category: 'Best Case' },
  { id: 3, name: 'Sign', pipeline: null, position: 3, probability: 0.9, category: 'Commit' },
]

/** The columns that the queries would read of such deals. */
export function historyOf(lives: readonly Life[]): DealHistory {
  const spans = lives.flatMap((life, deal) =>
    life.spans.flatMap((span, place) => {
      const to = life.spans[place + 1]?.from ?? life.end?.day ?? Number.NaN
      const isEnd = life.spans[place + 1] === undefined && life.end !== null
      return to <= span.from ? [] : [{ ...span, deal, to, created: life.created, ended: !isEnd ? 0 : life.end?.isWon === true ? 1 : 2 }]
    }),
  )
  const ends = lives.flatMap(({ created, end }, deal) => (end === null ? [] : [{ ...end, deal, created }]))
  const column = <Row>(rows: readonly Row[], read: (row: Row, place: number) => number) => Float64Array.from(rows, read)
  const spanColumns: Spans = {
    id: column(spans, (_, place) => place + 1),
    deal: column(spans, ({ deal }) => deal),
    from: column(spans, ({ from }) => from),
    to: column(spans, ({ to }) => to),
    created: column(spans, ({ created }) => created),
    expected: column(spans, ({ expected }) => expected),
    stage: column(spans, ({ stage }) => stage),
    amount: column(spans, ({ amount }) => amount),
    rest: column(spans, () => 0),
    probability: column(spans, () => Number.NaN),
    category: column(spans, () => -1),
    ended: column(spans, ({ ended }) => ended),
  }
  const closings: Closings = {
    deal: column(ends, ({ deal }) => deal),
    isWon: column(ends, ({ isWon }) => (isWon ? 1 : 0)),
    created: column(ends, ({ created }) => created),
    closed: column(ends, ({ day }) => day),
    amount: column(ends, ({ amount }) => amount),
    rest: column(ends, () => 0),
  }
  return { spans: spanColumns, closings, stages: madeStages, categories: [] }
}
