import { HelmdeckError } from '../../../contract/errors.ts'
import type { DimensionUse } from '../../../contract/report-spec.ts'
import type { PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { stepOf, type Steps, type StudyScope } from '../scope.ts'
import type { BridgeDays } from './bridge-days.ts'

const columns = [
  'opportunity_id',
  'from_day',
  'to_day',
  'created_day',
  'expected_close_day',
  'stage_ref',
  'amount',
  'amount_reporting',
  'currency',
]

// While a deal is open this is one value, so that everything is one group.
const everything: DimensionUse = { field: 'opportunity.status' }

export interface BridgeSteps {
  /** States that pass the filters, at the opening and at the closing. */
  readonly states: { readonly opening_states: Statement; readonly closing_states: Statement }
  /** One row per deal in either end. */
  readonly ends: Steps
  /** One row per deal and movement. */
  readonly moves: Steps
}

/** What the queries of a bridge read. Fails with `invalid-study` {reason: 'bridge-groups'}. */
export function bridgeSteps(scope: StudyScope, params: PipelineBridgeParams, days: BridgeDays): BridgeSteps {
  const { mode, by, filters, closedAt } = params
  if (mode === 'stage' && by !== null) throw new HelmdeckError('invalid-study', { reason: 'bridge-groups', field: by.field })
  const group = mode === 'stage' ? { field: 'stage.name' } : (by ?? everything)
  const states = (asOf: number, own = filters): Statement =>
    scope.population({ fact: 'opportunity_state', filters: own, by: [group], columns, asOf })
  // A deal that closed counts for whom it belonged to then.
  const owners = filters.filter(({ field }) => field.startsWith('owner.') || field.startsWith('team.'))
  const scoped = { close_from: days.closeFrom, close_to: days.closeTo }
  const both = {
    opening_states: states(days.from),
    closing_states: states(days.to),
  }
  const ends: Steps = {
    ...both,
    credited_states: states(days.to, owners),
    ends: stepOf('pipeline-bridge/ends.sql', { from: days.from, to: days.to, ...scoped }),
  }
  const rules = {
    from: days.from,
    close_from: days.closeFrom,
    is_by_stage: mode === 'stage',
    is_at_closing_amount: closedAt === 'closing-amount',
  }
  return { states: both, ends, moves: { ...ends, moves: stepOf('pipeline-bridge/moves.sql', rules) } }
}

/** Refuses a sum over currencies that no rate converts: `missing-exchange-rate` {pairs, dates, rows}. */
export async function refuseUnrated(scope: StudyScope, { ends }: BridgeSteps): Promise<void> {
  if (!scope.data.unconverted.has('opportunity_state') && !scope.data.unconverted.has('opportunity')) return
  await scope.refuseUnrated(stepOf('pipeline-bridge/money.sql'), ends)
}
