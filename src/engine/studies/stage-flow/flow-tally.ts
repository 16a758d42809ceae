import type { StageFlowParams } from '../../../contract/study-stage-flow.ts'
import { outcomes, type FlowRows, type Outcome, type Stage, type Visits } from './flow-rows.ts'
import { stayOf, type Stay } from './stay.ts'

/** What happened to the visits of a stage, or to a group's. */
export interface Tally {
  readonly entries: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  /** Distinct deals. */
  readonly deals: number
  readonly visit: Stay
  /** All stays of one deal in the stage together. */
  readonly deal: Stay
  /** In seconds, over the deals, open stays as long as they have lasted. */
  readonly averagePerDeal: number | null
  readonly reopened: number
  readonly started: number
  /** Visits without any length. */
  readonly instant: number
}

export interface StageTally extends Tally {
  readonly stage: Stage
  /** Moves that went over this stage. */
  readonly skipped: number
  readonly places: readonly number[]
}

const openPlace = outcomes.indexOf('open')

/** Each stage with its visits. */
export function tallyStages({ stages, visits }: FlowRows): StageTally[] {
  const places = new Map<number, number[]>(stages.map(({ id }) => [id, []]))
  visits.stage.forEach((stage, place) => places.get(stage)?.push(place))
  const pipelines = new Map(stages.map(({ id, pipeline }) => [id, pipeline]))
  const positions = new Map(stages.map(({ id, position }) => [id, position]))
  const skipped = skips(stages, visits, pipelines, positions)
  return stages.map((stage) => {
    const own = places.get(stage.id) ?? []
    return { stage, places: own, skipped: skipped.get(stage.id) ?? 0, ...tally(visits, own) }
  })
}

/** Counts the visits at these places. */
export function tally(visits: Visits, places: readonly number[]): Tally {
  const counts = outcomes.map(() => 0)
  const byDeal = new Map<number, { time: number; isOpen: boolean }>()
  let [reopened, started, instant] = [0, 0, 0]
  for (const place of places) {
    const outcome = visits.outcome[place] ?? openPlace
    counts[outcome] = (counts[outcome] ?? 0) + 1
    const deal = visits.deal[place] ?? 0
    const before = byDeal.get(deal)
    const stay = visits.stay[place] ?? NaN
    byDeal.set(deal, { time: (before?.time ?? 0) + stay, isOpen: (before?.isOpen ?? false) || outcome === openPlace })
    reopened += visits.is_reopened[place] === 1 ? 1 : 0
    started += visits.is_first[place] === 1 ? 1 : 0
    instant += outcome !== openPlace && stay === 0 ? 1 : 0
  }
  const deals = [...byDeal.values()]
  const known = deals.filter(({ time }) => !Number.isNaN(time))
  return {
    entries: places.length,
    outcomes: Object.fromEntries(outcomes.map((outcome, index) => [outcome, counts[index] ?? 0])) as Record<Outcome, number>,
    deals: byDeal.size,
    visit: stayOf(
      places.map((place) => visits.stay[place] ?? NaN),
      places.map((place) => visits.outcome[place] === openPlace),
    ),
    deal: stayOf(
      deals.map(({ time }) => time),
      deals.map(({ isOpen }) => isOpen),
    ),
    averagePerDeal: known.length === 0 ? null : known.reduce((sum, { time }) => sum + time, 0) / known.length,
    reopened,
    started,
    instant,
  }
}

/** Whether a visit went over a stage of this pipeline and position. */
export function goesOver(
  { over }: Visits,
  place: number,
  from: Pick<Stage, 'pipeline' | 'position'> | undefined,
  { pipeline, position }: Pick<Stage, 'pipeline' | 'position'>,
): boolean {
  if (from === undefined || from.pipeline !== pipeline || position === null || from.position === null) return false
  return from.position < position && position < (over[place] ?? NaN)
}

function skips(
  stages: readonly Stage[],
  visits: Visits,
  pipelines: ReadonlyMap<number, string | null>,
  positions: ReadonlyMap<number, number | null>,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (let place = 0; place < visits.count; place += 1) {
    if (Number.isNaN(visits.over[place])) continue
    const id = visits.stage[place] ?? 0
    const from = { pipeline: pipelines.get(id) ?? null, position: positions.get(id) ?? null }
    for (const stage of stages) if (goesOver(visits, place, from, stage)) counts.set(stage.id, (counts.get(stage.id) ?? 0) + 1)
  }
  return counts
}

/** What went on, and of how many: see `denominator`. Steps back and into other pipelines are neither gone on nor lost. */
export function conversionOf(
  { entries, outcomes: ended }: Tally,
  denominator: StageFlowParams['denominator'],
): { made: number; of: number } {
  const made = ended.advanced + ended.won
  return { made, of: denominator === 'entries' ? entries : made + ended.lost }
}
