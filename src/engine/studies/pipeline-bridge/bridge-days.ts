import type { PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import { dayNumber, dayText } from '../../report/calendar-days.ts'
import { firstDayOfWeekNumber, weekNumber } from '../../report/fiscal-calendar.ts'
import { settlePeriod } from '../../report/settle-spec.ts'
import type { StudyScope } from '../scope.ts'

/** The two ends of a bridge, each the end of its day, and the expected closes it looks at (null = no bound); days since 1970-01-01. */
export interface BridgeDays {
  readonly from: number
  readonly to: number
  readonly closeFrom: number | null
  readonly closeTo: number | null
}

/** Fails with `invalid-study` {reason: 'bridge-ends' or 'bridge-scope'} where an end comes before its start. */
export function bridgeDays({ asOf, settings }: StudyScope, params: PipelineBridgeParams): BridgeDays {
  const period = params.period === undefined ? undefined : settlePeriod(params.period, asOf, settings)
  const to = params.to === undefined ? (period === undefined ? asOf : dayNumber(period.to)) : dayNumber(params.to)
  const from =
    params.from === undefined
      ? period === undefined
        ? firstDayOfWeekNumber(weekNumber(to - 1, settings), settings)
        : dayNumber(period.from) - 1
      : dayNumber(params.from)
  if (from > to) throw refusal('bridge-ends', from, to)
  const { closeFrom, closeTo } = params.scope ?? {}
  const first = closeFrom === undefined ? null : dayNumber(closeFrom)
  const last = closeTo === undefined ? null : dayNumber(closeTo)
  if (first !== null && last !== null && first > last) throw refusal('bridge-scope', first, last)
  return { from, to, closeFrom: first, closeTo: last }
}

function refusal(reason: string, from: number, to: number): HelmdeckError {
  return new HelmdeckError('invalid-study', { reason, from: dayText(from), to: dayText(to) })
}
