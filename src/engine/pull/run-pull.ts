import { createHash } from 'node:crypto'
import type { Context } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Connection, PulledObject, PullProgress, PullRun } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { problemOf } from '../ingest/file-problem.ts'
import { heldIds } from '../ingest/held-ids.ts'
import { CallBudget } from './call-budget.ts'
import type { Connector, PullObject, PullSession } from './connector.ts'
import { goneRecords, writeGone } from './gone-records.ts'
import { goneRecipe, loadPages, recipeOf, sourceName, type PagesToLoad } from './load-pages.ts'
import { momentOf } from './moment.ts'
import { PageStore, type PullPlan } from './page-store.ts'
import { openSession } from './open-session.ts'
import type { PullClient, Pause } from './pull-client.ts'
import { addCursors, addRun, callsOfDay, nextPull, readCursors, type ObjectCursor, type ReadToTheEnd } from './pull-records.ts'
import { inOrder, objectShape } from './pull-objects.ts'
import { readObject, type ReadObject } from './read-object.ts'

export interface PullRequestOptions {
  readonly name: string
  readonly connection: Connection
  readonly connector: Connector
  readonly trigger: PullRun['trigger']
  readonly secret: PullRun['secret']
  /** Throws `secret-missing`, `no-secret-store`. */
  readonly readSecret: () => Promise<string | null>
  /** Does the host end? Then what is cancelled goes on when the workspace is opened again. */
  readonly isClosing: () => boolean
  /** Keeps a secret that came in place of it. */
  readonly save: (secret: string) => Promise<void>
  readonly full: boolean
  readonly acceptDeletes: boolean
  readonly pause: Pause
}

/**
 * One pull: every object read to its end into pages on the disk, compared with what the workspace holds, then all of it loaded in
 * one commit with the place from which the next pull goes on. An object that fails does not hold the others up; what ends
 * everything (no network, a refused login, a used-up quota, cancel) leaves the pages for the next pull, and the workspace as it was.
 */
export async function runPull(context: EngineContext, options: PullRequestOptions, call: Context<PullProgress>): Promise<PullRun> {
  const pull = new Pull(context, options, call, await nextPull(context.database))
  try {
    return await pull.run()
  } catch (cause) {
    await pull.noteFailure(cause instanceof HelmdeckError ? cause : new HelmdeckError('internal'))
    throw cause
  }
}

/** What concerns one object only. */
const ofOneObject: ReadonlySet<string> = new Set(['source-forbidden', 'source-failed', 'source-unreadable'])

class Pull {
  private readonly context: EngineContext
  private readonly options: PullRequestOptions
  private readonly call: Context<PullProgress>
  private readonly id: number
  private readonly started: Date
  private readonly outcomes: PulledObject[] = []
  private readonly read: ReadObject[] = []
  private readonly toLoad: PagesToLoad[] = []
  private readonly store: PageStore
  private budget = new CallBudget(1, 0)
  private client: PullClient | null = null
  private isResumed = false
  private asOf: string | null = null

  constructor(context: EngineContext, options: PullRequestOptions, call: Context<PullProgress>, id: number) {
    this.context = context
    this.options = options
    this.call = call
    this.id = id
    this.started = context.now()
    this.store = new PageStore(context.folder.root, options.name)
  }

  async run(): Promise<PullRun> {
    const { name, connection, connector } = this.options
    this.show('connecting', null, 0, 0)
    const session = await this.open()
    const objects = inOrder(connector.objects(name, connection), connection.objects)
    const shapes = new Map(objects.map((object) => [object.name, objectShape(connection, object)]))
    const cursors = await readCursors(this.context.database, name, shapes)
    const plan = await this.begin(objects, shapes, cursors)
    for (const [index, object] of objects.entries()) await this.readOne(object, plan, cursors, session, index / objects.length)
    const load = await this.load(plan, shapes)
    await this.compare()
    const run = this.outcome(this.outcomes.every(({ state }) => state === 'done') ? 'done' : 'partial', load, null)
    await addRun(this.context.database, run)
    await this.store.clear()
    this.show('done', null, 0, 1)
    return run
  }

  async noteFailure(error: HelmdeckError): Promise<void> {
    const cancelled = this.options.isClosing() ? 'interrupted' : 'cancelled'
    await addRun(this.context.database, this.outcome(error.code === 'cancelled' ? cancelled : 'failed', null, problemOf(error)))
  }

  private async open(): Promise<PullSession> {
    const { name, connection, connector, readSecret, save, pause } = this.options
    const { database, now } = this.context
    const secret = await readSecret()
    this.budget = new CallBudget(connection.dailyCalls, await callsOfDay(database, name, this.started))
    const { client, session } = await openSession({
      name,
      connection,
      connector,
      secret,
      save,
      pause,
      now,
      budget: this.budget,
      signal: this.call.signal,
    })
    this.client = client
    return session
  }

  private async begin(
    objects: readonly PullObject[],
    shapes: ReadonlyMap<string, string>,
    cursors: ReadonlyMap<string, ObjectCursor>,
  ): Promise<PullPlan> {
    const { connection, full } = this.options
    const since = Object.fromEntries(
      objects.map(({ name }) => [name, full ? null : sinceOf(cursors.get(name)?.cursor ?? null, connection)]),
    )
    const serverTime = (this.client?.serverTime ?? this.started).toISOString()
    const shape = createHash('sha256')
      .update(JSON.stringify([...shapes]))
      .digest('hex')
    const { plan, isResumed } = await this.store.begin({
      version: 1,
      startedAt: this.started.toISOString(),
      serverTime,
      shape,
      isFull: full,
      since,
    })
    this.isResumed = isResumed
    this.asOf = plan.startedAt
    return plan
  }

  private async readOne(
    object: PullObject,
    plan: PullPlan,
    cursors: ReadonlyMap<string, ObjectCursor>,
    session: PullSession,
    fraction: number,
  ): Promise<void> {
    const { name, connection, acceptDeletes } = this.options
    const held = new Set(object.kind === null || object.key === null ? [] : await this.held(object))
    const since = plan.since[object.name] ?? null
    try {
      const of = object.dependsOn === undefined ? null : this.idsOf(object.dependsOn)
      const report = (records: number): void => this.show('reading', object.name, records, 0.7 * fraction)
      report(0)
      const frame = {
        session,
        store: this.store,
        connection: name,
        system: connection.system,
        now: this.context.now,
        signal: this.call.signal,
        report,
        held,
      }
      const read = await readObject(object, { since, of, known: cursors.get(object.name) }, frame)
      if (read.tally.records > 0) this.toLoad.push({ path: read.path, recipe: recipeOf(name, read) })
      this.show('comparing', object.name, read.tally.records, 0.7 * fraction)
      const gone = object.kind === null ? { ids: [], isHeldBack: false } : goneRecords(read, held, acceptDeletes)
      if (gone.ids.length > 0 && !gone.isHeldBack) {
        const path = await writeGone(this.store, read, gone.ids, {
          connection: name,
          system: connection.system,
          at: this.context.now().toISOString(),
        })
        this.toLoad.push({ path, recipe: goneRecipe(name, object) })
      }
      this.read.push(read)
      this.outcomes.push(readOutcome(read, gone.isHeldBack ? 0 : gone.ids.length, gone.isHeldBack ? gone.ids.length : 0))
    } catch (cause) {
      if (!(cause instanceof HelmdeckError) || !ofOneObject.has(cause.code)) throw cause
      const problem = problemOf(new HelmdeckError(cause.code, { ...cause.details, object: object.name }))
      this.outcomes.push({ ...emptyOutcome(object, since === null), state: 'refused', problem })
    }
  }

  private idsOf(object: string): readonly string[] {
    return [...(this.read.find(({ object: read }) => read.name === object)?.tally.ids ?? [])]
  }

  private async held(object: PullObject): Promise<readonly string[]> {
    return await heldIds(this.context.database, object.kind ?? '', {
      prefix: object.prefix,
      file: sourceName(this.options.name, object.name),
    })
  }

  /** One load, with the cursors in its commit; where nothing is new they get a commit of their own. */
  private async load(plan: PullPlan, shapes: ReadonlyMap<string, string>): Promise<number | null> {
    const { database, inTurn } = this.context
    const { name, connection } = this.options
    const cursors = this.read
      .filter((read) => isComplete(read) && !this.hasFailedDependent(read))
      .map((read) => cursorOf(read, plan, shapes.get(read.object.name) ?? '', connection))
    this.show('loading', null, 0, 0.7)
    return await inTurn(async () => {
      let load: number | null = null
      if (this.toLoad.length > 0) {
        const progress = ({ fraction }: { readonly fraction: number }): void => this.show('loading', null, 0, 0.7 + 0.29 * fraction)
        const result = await loadPages(this.context, this.toLoad, { signal: this.call.signal, progress }, (transaction, id) =>
          addCursors(transaction, this.id, name, id, cursors),
        )
        load = result.load
      }
      if (load === null) await database.transaction((transaction) => addCursors(transaction, this.id, name, null, cursors))
      return load
    })
  }

  /** What depends on the records of a pull is asked for with them: it has to come with the same records again. */
  private hasFailedDependent({ object }: ReadObject): boolean {
    const { name, connection, connector } = this.options
    const dependents = connector.objects(name, connection).filter(({ dependsOn }) => dependsOn === object.name)
    return this.outcomes.some(
      ({ object: failed, state }) => state === 'refused' && dependents.some((dependent) => dependent.name === failed),
    )
  }

  /** The source's count beside what the workspace holds now. */
  private async compare(): Promise<void> {
    for (const [index, outcome] of this.outcomes.entries()) {
      const read = this.read.find(({ object }) => object.name === outcome.object)
      if (read === undefined || read.object.kind === null || read.object.key === null) continue
      // One change may be told by two records, of which one counts.
      if (read.object.kind === 'field_change') continue
      const held = (await this.held(read.object)).length
      const { inSource } = outcome
      const isShort = inSource !== null && held < inSource - withoutRow(read)
      this.outcomes[index] = { ...outcome, held, state: isShort ? 'incomplete' : outcome.state }
    }
  }

  private outcome(state: PullRun['state'], load: number | null, problem: PullRun['problem']): PullRun {
    const finished = this.context.now()
    const elapsed = Math.max(1, finished.getTime() - this.started.getTime())
    return {
      id: this.id,
      connection: this.options.name,
      trigger: this.options.trigger,
      secret: this.options.secret,
      startedAt: this.started.toISOString(),
      finishedAt: finished.toISOString(),
      state,
      load,
      calls: this.budget.calls,
      serverShare: Math.min(1, (this.client?.waitedMilliseconds ?? 0) / elapsed),
      isResumed: this.isResumed,
      asOf: this.asOf,
      objects: this.outcomes,
      problem,
    }
  }

  private show(step: PullProgress['step'], object: string | null, records: number, fraction: number): void {
    this.call.progress({ step, object, records, fraction })
  }
}

/** Where an incremental pull begins: some minutes before the last change seen. */
function sinceOf(cursor: string | null, { overlapMinutes }: Connection): string | null {
  const moment = cursor === null ? null : momentOf(cursor)
  return moment === null ? null : new Date(moment - overlapMinutes * 60_000).toISOString()
}

/** Records that the source counts and the workspace does not: merged and deleted ones, as far as its count holds them. */
function withoutRow({ tally, sourceIds }: ReadObject): number {
  const gone = [...tally.merged, ...tally.deleted]
  if (sourceIds === null) return gone.length
  const counted = new Set(sourceIds)
  return gone.filter((id) => counted.has(id)).length
}

/** Pages that hold fewer things than the source says there are: the next pull begins where this one did. */
function isComplete({ tally, isFull, object }: ReadObject): boolean {
  return !isFull || object.key === null || tally.total === null || tally.ids.size >= tally.total
}

/**
 * Never later than the server's time when the reading began: what was read first may have changed while the rest was read. Where
 * nothing later came, the place stays.
 */
function cursorOf(
  { object, tally, isFull, fields }: ReadObject,
  plan: PullPlan,
  shape: string,
  { overlapMinutes }: Connection,
): ReadToTheEnd {
  const since = plan.since[object.name] ?? null
  const before = since === null ? [] : [Date.parse(since) + overlapMinutes * 60_000]
  const latest = tally.latest === null ? [] : [Math.min(tally.latest, Date.parse(plan.serverTime))]
  const moments = object.stamp.length === 0 ? [] : [...before, ...latest]
  const cursor = moments.length === 0 ? null : new Date(Math.max(...moments)).toISOString()
  return { object: object.name, isFull, shape, cursor, fields }
}

function readOutcome({ object, tally, isFull, drift, sourceIds }: ReadObject, deleted: number, heldBack: number): PulledObject {
  const isShort = isFull && tally.total !== null && object.key !== null && tally.ids.size < tally.total
  return {
    ...emptyOutcome(object, isFull),
    state: isShort ? 'incomplete' : 'done',
    pages: tally.pages,
    records: tally.records,
    inSource:
      object.key === null ? null : (sourceIds?.length ?? (isFull ? (tally.total ?? (object.comparesWhole ? tally.ids.size : null)) : null)),
    deleted: deleted + tally.deleted.size,
    archived: tally.archived.size,
    merged: tally.merged.size,
    heldBack,
    drift,
  }
}

function emptyOutcome(object: PullObject, isFull: boolean): PulledObject {
  return {
    object: object.name,
    entity: object.kind ?? 'custom',
    state: 'done',
    mode: isFull ? 'full' : 'incremental',
    pages: 0,
    records: 0,
    inSource: null,
    held: null,
    deleted: 0,
    archived: 0,
    merged: 0,
    heldBack: 0,
    drift: { appeared: [], vanished: [], retyped: [] },
    problem: null,
  }
}
