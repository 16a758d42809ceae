import type { StageFlowParams } from '../../../contract/study-stage-flow.ts'
import type { StudyScope } from '../scope.ts'

/** How a visit can end, in the order in which queries/studies/stage-flow/visits.sql counts them; they add up to the entries. */
export const outcomes = ['advanced', 'won', 'lost', 'regressed', 'moved', 'open'] as const
export type Outcome = (typeof outcomes)[number]

export interface Stage {
  readonly id: number
  readonly name: string | null
  readonly pipeline: string | null
  readonly position: number | null
  readonly probability: number | null
}

/** Visits side by side, in order of their stage; seconds, NaN where there is none. */
export interface Visits {
  readonly count: number
  readonly stage: Float64Array
  readonly deal: Float64Array
  readonly group: Float64Array
  /** A place in `outcomes`. */
  readonly outcome: Float64Array
  readonly stay: Float64Array
  readonly amount: Float64Array
  readonly is_unrated: Float64Array
  /** 0 open, 1 won, 2 lost. */
  readonly status: Float64Array
  readonly over: Float64Array
  readonly is_reopened: Float64Array
  readonly is_first: Float64Array
}

/** Deals that reached a stage, by what has become of them. */
export interface Reached {
  readonly won: number
  readonly lost: number
  readonly open: number
}

export interface FlowRows {
  /** Those that somebody entered in the period or ever reached, in order. */
  readonly stages: readonly Stage[]
  readonly visits: Visits
  /** The values of the breakdown, by their code. */
  readonly groups: readonly (string | null)[]
  readonly reached: ReadonlyMap<number, Reached>
  /** The median of won deals, in seconds. */
  readonly cycle: { readonly seconds: number | null; readonly wins: number }
}

const columns = ['stage', 'deal', 'group', 'outcome', 'stay', 'amount', 'is_unrated', 'status', 'over', 'is_reopened', 'is_first'] as const

export async function readFlow(scope: StudyScope, params: StageFlowParams): Promise<FlowRows> {
  const population = scope.population({
    fact: 'opportunity',
    filters: params.filters,
    by: [params.by ?? { field: 'owner.name' }],
    columns: ['status', 'closed_day', 'amount', 'amount_reporting', 'cycle_seconds'],
  })
  const days = { from: scope.range.from, to: scope.range.to, as_of: scope.asOf }
  const table = await scope.table('stage-flow/visits.sql', days, { population })
  const visits = Object.fromEntries(columns.map((name) => [name, table.column(name).numbers()])) as Omit<Visits, 'count'>
  const statuses = await scope.rows<{ stage: number; status: keyof Reached; deals: number }>('stage-flow/reached.sql', days, { population })
  const reached = new Map<number, Reached>()
  for (const { stage, status, deals } of statuses)
    reached.set(stage, { ...(reached.get(stage) ?? { won: 0, lost: 0, open: 0 }), [status]: deals })
  const entered = new Set([...visits.stage, ...reached.keys()])
  const [cycle] = await scope.rows<FlowRows['cycle']>('stage-flow/cycle.sql', days, { population })
  return {
    stages: (await scope.rows<Stage>('stage-flow/stages.sql')).filter(({ id }) => entered.has(id)),
    visits: { count: table.rowCount, ...visits },
    groups: (await scope.rows<{ value: string | null }>('stage-flow/groups.sql', {}, { population })).map(({ value }) => value),
    reached,
    cycle: cycle ?? { seconds: null, wins: 0 },
  }
}
