import { dayOf } from './calendar.ts'
import type { World } from './linked.ts'
import type { Opportunity, Stage, StageVisit, Text } from './rows.ts'

export type Status = 'open' | 'won' | 'lost'

export function statusOf(world: World, deal: Opportunity): Status {
  const said = deal.status === 'open' || deal.status === 'won' || deal.status === 'lost' ? deal.status : null
  return said ?? world.stage(deal.pipeline, deal.stage)?.kind ?? 'open'
}

/** How an open deal stood at the end of a day; null where it was not open. */
export interface DealState {
  readonly stage: Stage | null
  readonly probability: number | null
}

const visitsOf = new WeakMap<World, Map<string, StageVisit[]>>()

function visits(world: World, deal: Opportunity): readonly StageVisit[] {
  let all = visitsOf.get(world)
  if (all === undefined) {
    all = new Map()
    const rows = world.model.rows.stage_visit.filter((visit) => !visit.is_deleted && visit.entered_at !== null).toSorted(byTime)
    for (const visit of rows) all.set(visit.opportunity ?? '', [...(all.get(visit.opportunity ?? '') ?? []), visit])
    visitsOf.set(world, all)
  }
  return all.get(deal.source_id) ?? []
}

function byTime(a: StageVisit, b: StageVisit): number {
  return (a.entered_at ?? '').localeCompare(b.entered_at ?? '')
}

/** When a closed deal closed: as its row has it, else when it entered its last closing stage, else when it was planned to. */
export function closedAt(world: World, deal: Opportunity): Text {
  if (statusOf(world, deal) === 'open') return null
  return (
    deal.closed_at ??
    closingVisit(world, deal)?.entered_at ??
    (deal.expected_close_on === null ? null : `${deal.expected_close_on} 00:00:00`)
  )
}

function closingVisit(world: World, deal: Opportunity): StageVisit | undefined {
  return visits(world, deal).findLast((visit) => (world.stage(visit.pipeline, visit.stage)?.kind ?? 'open') !== 'open')
}

/** The last closing of a closed deal is its closed day; an earlier one counts only where it was taken back or made another one. */
function isSaidAgain(world: World, deal: Opportunity, later: readonly StageVisit[], { pipeline, stage }: StageVisit): boolean {
  const stageOf = (visit: Pick<StageVisit, 'pipeline' | 'stage'>): Stage | null => world.stage(visit.pipeline, visit.stage)
  const wasOpen = later.some((visit) => (stageOf(visit)?.kind ?? 'open') === 'open')
  const last = deal.stage === null && deal.status === null ? later.at(-1) : deal
  return statusOf(world, deal) !== 'open' && !wasOpen && last !== undefined && stageOf(last) === world.stage(pipeline, stage)
}

/** docs/decisions/0006: one load, so one version of each row, beside the visits of the source. */
export function stateOn(world: World, deal: Opportunity, day: string): DealState | null {
  if (deal.created_at !== null && dayOf(deal.created_at) > day) return null
  const own = visits(world, deal)
  const kindOf = (visit: StageVisit): Status => world.stage(visit.pipeline, visit.stage)?.kind ?? 'open'
  const status = statusOf(world, deal)
  if (status !== 'open') {
    const closed = closedAt(world, deal)
    // What came closed on a day that nothing tells was never seen open.
    if (closed === null || dayOf(closed) <= day) return null
  }
  const entered = own.findLast((visit) => dayOf(visit.entered_at ?? '') <= day)
  if (entered !== undefined && kindOf(entered) !== 'open')
    return isSaidAgain(world, deal, own.slice(own.indexOf(entered) + 1), entered) ? { stage: null, probability: null } : null
  if (own.length === 0) {
    const stage = world.stage(deal.pipeline, deal.stage)
    return { stage: stage === null || stage.kind !== 'open' ? null : stage, probability: deal.probability }
  }
  const first = own[0]
  const at = entered ?? (first !== undefined && kindOf(first) === 'open' ? first : undefined)
  const stage = at === undefined ? null : world.stage(at.pipeline, at.stage)
  return { stage, probability: entered !== undefined && entered === own.at(-1) ? deal.probability : null }
}
