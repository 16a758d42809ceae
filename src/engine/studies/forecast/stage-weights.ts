import { amountAt } from './deal-history.ts'
import { plannedFor } from './forecast-category.ts'
import type { Days } from './forecast-period.ts'
import type { Known } from './known.ts'
import type { Decided, WinRates } from './win-rates.ts'

/** Open deals of one stage that are planned for the period, and what they count for. */
export interface StageWeight {
  /** -1 = no stage is known. */
  readonly stage: number
  /** Rows of open spans. */
  readonly rows: readonly number[]
  readonly amount: number
  readonly measured: Decided | null
  /** What counts: the measured rate, else what the deal or its stage declares, else the rate of all deals, else nothing. */
  readonly used: 'measured' | 'declared' | 'all' | 'none'
  /** At that rate, and at what is declared. */
  readonly weighted: number
  readonly declared: number
  /** Deals for which nobody declares a probability. */
  readonly undeclared: number
}

/** The open deals that are planned for these days, stage by stage in their order, those without one last. */
export function stageWeights(known: Known, rates: WinRates, days: Days, least: number): StageWeight[] {
  const { spans, stages } = known
  const byStage = new Map<number, number[]>([...stages.map(({ id }) => [id, []] as [number, number[]]), [-1, []]])
  for (const row of plannedFor(known, days)) byStage.get(byStage.has(spans.stage[row] ?? -1) ? (spans.stage[row] ?? -1) : -1)?.push(row)
  return [...byStage].flatMap(([stage, rows]) => {
    if (rows.length === 0) return []
    const info = stages.find(({ id }) => id === stage)
    const measured = rates.byStage.get(stage) ?? null
    const decided = measured === null ? 0 : measured.won + measured.lost
    const everybody = rates.all.won + rates.all.lost
    const overall = everybody >= least ? rates.all.won / everybody : null
    let [amount, weighted, declared, undeclared] = [0, 0, 0, 0]
    const isMeasured = measured !== null && decided >= least
    for (const row of rows) {
      const worth = amountAt(spans, row)
      const own = spans.probability[row] ?? Number.NaN
      const said = Number.isNaN(own) ? (info?.probability ?? null) : own
      amount += worth
      declared += worth * (said ?? 0)
      undeclared += said === null ? 1 : 0
      weighted += worth * (isMeasured ? measured.won / decided : (said ?? overall ?? 0))
    }
    const fallback = undeclared < rows.length ? ('declared' as const) : overall !== null ? ('all' as const) : ('none' as const)
    return [{ stage, rows, amount, measured, used: isMeasured ? 'measured' : fallback, weighted, declared, undeclared }]
  })
}
