import { z } from 'zod'
import { PullRun } from '../../contract/pulls.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { PullPast } from './schedule/plan-next-pull.ts'

const Fields = z.record(z.string(), z.string())

/** How far an object was read, and what fields it had then. */
export interface ObjectCursor {
  readonly cursor: string | null
  readonly fields: Readonly<Record<string, string>> | null
}

/**
 * Per object the place from which the next pull goes on. None where a load that it builds on was undone, or the object is read
 * by another declaration now: then everything is read anew.
 */
export async function readCursors(
  database: Database,
  connection: string,
  shapes: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ObjectCursor>> {
  const rows = await database.rows<{
    object: string
    is_full: boolean
    shape: string
    cursor: string | null
    fields: string | null
    is_undone: boolean
  }>(queryText('pulls/cursors.sql'), { connection })
  const cursors = new Map<string, ObjectCursor>()
  const broken = new Set<string>()
  for (const { object, is_full, shape, cursor, fields, is_undone } of rows) {
    if (is_full) broken.delete(object)
    if (is_undone || shape !== shapes.get(object)) broken.add(object)
    cursors.set(object, { cursor: broken.has(object) ? null : cursor, fields: fields === null ? null : Fields.parse(JSON.parse(fields)) })
  }
  return cursors
}

export interface ReadToTheEnd {
  readonly object: string
  readonly isFull: boolean
  readonly shape: string
  readonly cursor: string | null
  readonly fields: Readonly<Record<string, string>>
}

/** Belongs into the transaction of the load that holds what was read. */
export async function addCursors(
  database: Database,
  pull: number,
  connection: string,
  load: number | null,
  read: readonly ReadToTheEnd[],
): Promise<void> {
  for (const { object, isFull, shape, cursor, fields } of read) {
    const params = { pull, connection, object, load, isFull, shape, cursor, fields: JSON.stringify(fields) }
    await database.run(queryText('pulls/add_cursor.sql'), params)
  }
}

export async function nextPull(database: Database): Promise<number> {
  const [row] = await database.rows<{ id: number }>(queryText('pulls/next_pull.sql'))
  return row?.id ?? 0
}

export async function addRun(database: Database, run: PullRun): Promise<void> {
  const { id, connection, startedAt, calls, state } = run
  await database.run(queryText('pulls/add_run.sql'), {
    id,
    connection,
    startedAt: startedAt.replace('Z', ''),
    calls,
    state,
    outcome: JSON.stringify(run),
  })
}

/** Newest first. */
export async function listRuns(
  database: Database,
  { connection, offset, limit }: { readonly connection: string | null; readonly offset: number; readonly limit: number },
): Promise<PullRun[]> {
  const rows = await database.rows<{ outcome: string }>(queryText('pulls/runs.sql'), { connection, offset, limit })
  return rows.map(({ outcome }) => PullRun.parse(JSON.parse(outcome)))
}

export async function countRuns(database: Database, connection: string | null): Promise<number> {
  const [row] = await database.rows<{ total: number }>(queryText('pulls/run_count.sql'), { connection })
  return row?.total ?? 0
}

/** `since`: when the connection was made, or made again. */
export async function readPast(database: Database, connection: string, since: Date, now: Date): Promise<PullPast> {
  const moments = { since: utcText(since), now: utcText(now) }
  const [row] = await database.rows<{
    last_start: string | null
    is_unfinished: boolean
    failures: number
    last_failure: string | null
  }>(queryText('pulls/past.sql'), { connection, ...moments })
  const last = row?.last_failure ?? null
  return {
    lastStart: typeof row?.last_start === 'string' ? new Date(`${row.last_start.replace(' ', 'T')}Z`) : null,
    isUnfinished: row?.is_unfinished ?? false,
    failures: row?.failures ?? 0,
    lastFailure: last === null ? null : PullRun.parse(JSON.parse(last)),
  }
}

function utcText(moment: Date): string {
  return moment.toISOString().replace('Z', '')
}

export async function callsOfDay(database: Database, connection: string, now: Date): Promise<number> {
  const since = `${now.toISOString().slice(0, 10)} 00:00:00`
  const [row] = await database.rows<{ calls: number }>(queryText('pulls/calls_of_day.sql'), { connection, since })
  return row?.calls ?? 0
}

/** ISO; null before the first pull that read everything. */
export async function freshAsOf(database: Database, connection: string): Promise<string | null> {
  const [row] = await database.rows<{ at: string | null }>(queryText('pulls/fresh_as_of.sql'), { connection })
  return typeof row?.at === 'string' ? `${row.at.replace(' ', 'T')}Z` : null
}
