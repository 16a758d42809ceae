import type { Connection, ConnectionState, PullProblem, PullRun } from '../../../contract/pulls.ts'
import { nextOccurrence } from './next-occurrence.ts'

/** What became of the pulls of a connection, as far as the next one depends on it. */
export interface PullPast {
  /** When the last pull began that was not interrupted by the end of the host. */
  readonly lastStart: Date | null
  /** The last pull was ended by the end of the host, or read the rest of what an earlier one began: what came first is older. */
  readonly isUnfinished: boolean
  /** Failures since the last pull that did not fail, or since the connection was made again, and the last of them. */
  readonly failures: number
  readonly lastFailure: PullRun | null
}

export interface NextPull {
  readonly state: Exclude<ConnectionState, 'running'>
  readonly at: Date | null
}

const minute = 60_000
const longestRest = 6 * 60 * minute

/** Trying these again by itself changes nothing, and a login that is refused again and again gets locked. */
const needsPerson: ReadonlySet<string> = new Set<PullProblem['code']>([
  'source-login-refused',
  'authorization-revoked',
  'authorization-failed',
  'secret-missing',
  'no-secret-store',
  'invalid-connection',
])

/**
 * When a connection is pulled next. One that is overdue is due at once and once, however many times went by: the computer slept. After
 * failures it is tried again after 1, 2, 4 … minutes, at most six hours, and never before the server or the day's limit allows.
 */
export function planNextPull(
  connection: Pick<Connection, 'schedule' | 'isPaused' | 'dailyCalls'> & { readonly since: Date },
  past: PullPast,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): NextPull {
  const { schedule, isPaused, since } = connection
  const { lastFailure } = past
  if (needsPerson.has(lastFailure?.problem?.code ?? '')) return { state: 'reconnect', at: null }
  if (schedule.kind === 'off') return { state: 'manual', at: null }
  if (isPaused) return { state: 'paused', at: null }
  if (lastFailure !== null) return { state: 'retrying', at: retryAt(connection, past, lastFailure, { timeZone, now }) }
  const { lastStart } = past
  // Nothing to count from: what was begun goes on at once, and a first interval does not wait.
  if (past.isUnfinished || (lastStart === null && schedule.kind === 'interval')) return { state: 'waiting', at: since }
  // A schedule that was set after the last pull does not ask for what it would have asked for before.
  const from = schedule.kind !== 'interval' && (lastStart === null || since > lastStart) ? since : lastStart
  return { state: 'waiting', at: nextOccurrence(schedule, from ?? since, timeZone) }
}

function retryAt(
  { schedule, dailyCalls }: Pick<Connection, 'schedule' | 'dailyCalls'>,
  { failures }: PullPast,
  last: PullRun,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Date {
  // A clock that was set back since must not make it wait until then.
  const ended = Math.min(Date.parse(last.finishedAt), now.getTime())
  const rest = Math.min(longestRest, minute * 2 ** Math.min(failures - 1, 20))
  const { calls, seconds } = last.problem?.code === 'source-limit' ? last.problem.details : {}
  // The calls of a day are counted by days of UTC; the limit may be a higher one by now.
  if (typeof calls === 'number' && calls >= dailyCalls) return new Date((Math.floor(ended / 86_400_000) + 1) * 86_400_000)
  const earliest = ended + (typeof seconds === 'number' ? seconds * 1000 : 0)
  const occurrence = schedule.kind === 'interval' ? null : nextOccurrence(schedule, new Date(ended), timeZone)
  const wanted = Math.min(ended + rest, occurrence?.getTime() ?? Infinity)
  return new Date(Math.max(earliest, wanted))
}
