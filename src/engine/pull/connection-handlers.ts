import type { ApiHandlers } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { Connection, type ConnectionChange, type ConnectionEntry, type ConnectionTest, type PullRun } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { oauthEndpoints } from './auth/oauth-endpoints.ts'
import { SignIns } from './auth/sign-ins.ts'
import { CallBudget } from './call-budget.ts'
import type { PullObject, PullSession } from './connector.ts'
import { connectorOf } from './connectors/connectors.ts'
import { findConnection, keepConnection, removeConnection, tellConnection } from './kept-connections.ts'
import { openSession } from './open-session.ts'
import { previewObject } from './preview-object.ts'
import type { Pause } from './pull-client.ts'
import { callsOfDay, countRuns, freshAsOf, listRuns, readPast } from './pull-records.ts'
import { runPull } from './run-pull.ts'
import { RunningPulls, type PullCall } from './running-pulls.ts'
import { planNextPull, type NextPull, type PullPast } from './schedule/plan-next-pull.ts'
import { PullScheduler, type Due, type Timer } from './schedule/pull-scheduler.ts'
import { secretEntry, type SecretStore } from './secrets/secret-store.ts'
import { testConnection } from './test-connection.ts'

export interface PullMeans {
  readonly secrets: SecretStore
  readonly pause: Pause
  /** null = schedules rest: this host is there for one command. */
  readonly timer: Timer | null
}

interface Asked {
  readonly name: string
  readonly connection: Connection
  readonly secret?: string | undefined
  readonly authorization?: string | undefined
}

export interface Connections {
  readonly handlers: ApiHandlers['connections']
  /** Ends the pulls that run. Before the database is closed. */
  close(): Promise<void>
}

/** The changes of which the system itself is asked what it says to them. */
const asked: ReadonlySet<string> = new Set<keyof ConnectionChange>(['url', 'user', 'objects', 'authority', 'rest'])

/** The engine's side of `connections`, and their schedule. Pulls of different connections run side by side; their loads wait for each other. */
export function openConnections(context: EngineContext, { secrets, pause, timer }: PullMeans): Connections {
  const { database, documents, folder, now } = context
  const entryOf = (name: string): string => secretEntry(folder.root, name)
  const quietly = (work: Promise<void>): void =>
    void work.catch((error: unknown) => context.log.warn({ err: error }, 'nobody was told of a change'))
  const signIns = new SignIns()
  const running = new RunningPulls((name) => quietly(tellConnection(context, name, ['connections'])))

  const secretFor = async (name: string, connection: Connection, given: string | undefined): Promise<string | null> => {
    const { needsSecret } = connectorOf(connection.system)
    if (!needsSecret(connection)) return null
    // Who signed in in a browser left a token that nobody could type.
    const isTyped = connection.auth.type === 'given' || connection.auth.flow === 'client-credentials'
    const secret = (isTyped ? given : undefined) ?? (await secrets.read(entryOf(name)))
    if (secret === null) throw new HelmdeckError('secret-missing', { name })
    return secret
  }
  const open = async (asked: Asked, signal: CancelSignal, save: (secret: string) => Promise<void>): Promise<Opened> => {
    const { name, connection, secret: given, authorization } = asked
    const connector = connectorOf(connection.system)
    connector.check(connection)
    const { session } = await openSession({
      name,
      connection,
      connector,
      secret: authorization === undefined ? await secretFor(name, connection, given) : (given ?? null),
      budget: new CallBudget(connection.dailyCalls, await callsOfDay(database, name, now())),
      signal,
      pause,
      now,
      save,
      signIn: authorization === undefined ? undefined : { signIns, authorization },
    })
    return { session, objects: connector.objects(name, connection) }
  }
  const test = async (asked: Asked, signal: CancelSignal, save: (secret: string) => Promise<void>): Promise<ConnectionTest> => {
    const { session, objects } = await open(asked, signal, save)
    return await testConnection(objects, asked.connection, session)
  }
  const pull = async (
    { name, secret: given, full, acceptDeletes, trigger }: PullOrder & { readonly trigger: PullRun['trigger'] },
    call: PullCall,
  ): Promise<PullRun> => {
    const { connection } = await findConnection(context, name)
    const connector = connectorOf(connection.system)
    const work = (inner: PullCall): Promise<PullRun> =>
      runPull(
        context,
        {
          name,
          connection,
          connector,
          trigger,
          secret: given === undefined ? 'kept' : 'given',
          readSecret: () => secretFor(name, connection, given),
          save: (next) => secrets.write(entryOf(name), next),
          isClosing: () => running.isClosing,
          full,
          acceptDeletes,
          pause,
        },
        inner,
      )
    return await running.run(name, { trigger, now: now() }, call, work)
  }
  const nextPull = async (name: string): Promise<NextPull & { readonly past: PullPast }> => {
    const { connection, connectedAt, scheduledAt } = await findConnection(context, name)
    const [moment, { timeZone }] = [now(), await context.settings()]
    const past = await readPast(database, name, connectedAt, moment)
    return { ...planNextPull({ ...connection, since: scheduledAt }, past, { timeZone, now: moment }), past }
  }
  const due = async (): Promise<Due[]> => {
    const dues: Due[] = []
    for (const { name } of await documents.list('connection'))
      if (running.of(name) === null) dues.push({ name, at: (await nextPull(name)).at })
    return dues
  }
  const byItself = (name: string): Promise<PullRun> =>
    pull(
      { name, full: false, acceptDeletes: false, trigger: 'schedule' },
      { signal: new AbortController().signal, progress: () => undefined },
    )
  const scheduler = timer === null ? null : new PullScheduler({ timer, now, log: context.log, due, pull: byItself })

  const entry = async (name: string): Promise<ConnectionEntry> => {
    const { connection } = await findConnection(context, name)
    const { system, url, user, objects, dailyCalls, overlapMinutes, schedule, authority } = connection
    const { state, at, past } = await nextPull(name)
    const [lastRun] = await listRuns(database, { connection: name, offset: 0, limit: 1 })
    const runs = running.of(name)
    const { lastFailure } = past
    return {
      name,
      system,
      url,
      user,
      objects,
      dailyCalls,
      callsToday: await callsOfDay(database, name, now()),
      overlapMinutes,
      schedule,
      hasAuthority: authority !== null,
      state: runs === null ? state : 'running',
      nextRunAt: runs === null ? (at?.toISOString() ?? null) : null,
      failures: past.failures,
      lastError: lastFailure?.problem ? { ...lastFailure.problem, at: lastFailure.finishedAt } : null,
      running: runs,
      freshAsOf: await freshAsOf(database, name),
      lastRun: lastRun ?? null,
    }
  }
  const keep = async (name: string, connection: Connection, isTested: boolean): Promise<void> => {
    await keepConnection(context, name, connection, isTested)
    scheduler?.wake(name)
  }
  const handlers: ApiHandlers['connections'] = {
    list: async () => {
      const connections: ConnectionEntry[] = []
      for (const { name } of await documents.list('connection')) connections.push(await entry(name))
      return { connections }
    },
    // A token in place of another counts alone, so it is kept even where only a question was asked; that of a new sign-in is not.
    test: async (asked, { signal }) =>
      await test(
        { ...asked, connection: asked.connection ?? (await findConnection(context, asked.name)).connection },
        signal,
        async (secret) => {
          if (asked.authorization === undefined) await secrets.write(entryOf(asked.name), secret)
        },
      ),
    preview: async ({ object: wanted, ...asked }, { signal }) => {
      const { name } = asked
      const connection = asked.connection ?? (await findConnection(context, name)).connection
      const { session, objects } = await open({ ...asked, connection }, signal, (secret) => secrets.write(entryOf(name), secret))
      const object = objects.find((one) => one.name === wanted)
      if (object === undefined) throw new HelmdeckError('invalid-connection', { field: 'objects', problem: wanted })
      return await previewObject(context, { name, connection, objects, object, session }, signal)
    },
    authorize: async ({ name, connection }) => {
      const { auth, system } = connection
      const connector = connectorOf(system)
      connector.check(connection)
      if (auth.type !== 'oauth' || auth.flow !== 'browser')
        throw new HelmdeckError('invalid-connection', { field: 'auth', problem: auth.type })
      return await signIns.begin(name, auth, oauthEndpoints(auth, connector.oauth?.(connection)), now())
    },
    connect: async (asked, { signal }) => {
      const { name, connection, secret, authorization, keepSecret } = asked
      let toKeep = secret !== undefined && keepSecret ? secret : null
      const tested = await test(asked, signal, async (next) => {
        toKeep = next
        // Only what is kept already is put in place of at once: a new connection is kept whole or not at all.
        if (authorization === undefined) await secrets.write(entryOf(name), next)
      })
      if (toKeep !== null) await secrets.write(entryOf(name), toKeep)
      await keep(name, connection, true)
      return tested
    },
    update: async ({ name, change, secret, keepSecret }, { signal }) => {
      const { connection } = await findConnection(context, name)
      const given = Object.entries(change).filter(([, value]) => value !== undefined)
      const changed = Connection.parse({ ...connection, ...Object.fromEntries(given) })
      const isTested = secret !== undefined || given.some(([field]) => asked.has(field))
      let toKeep = secret !== undefined && keepSecret ? secret : null
      if (isTested)
        await test({ name, connection: changed, secret }, signal, async (next) => {
          toKeep = next
          await secrets.write(entryOf(name), next)
        })
      if (toKeep !== null) await secrets.write(entryOf(name), toKeep)
      await keep(name, changed, isTested)
      return await entry(name)
    },
    remove: async ({ name }) => {
      await removeConnection(context, name)
      running.stop(name)
      await secrets.remove(entryOf(name))
      return {}
    },
    pull: async (order, call) => {
      try {
        return await pull({ ...order, trigger: 'person' }, call)
      } finally {
        scheduler?.wake(order.name)
      }
    },
    stop: async ({ name }) => {
      running.stop(name)
      return {}
    },
    runs: async ({ name, offset, limit }) => ({
      total: await countRuns(database, name ?? null),
      runs: await listRuns(database, { connection: name ?? null, offset, limit }),
    }),
  }
  return {
    handlers,
    async close() {
      await scheduler?.close()
      await running.close()
    },
  }
}

interface Opened {
  readonly session: PullSession
  readonly objects: readonly PullObject[]
}

interface PullOrder {
  readonly name: string
  readonly secret?: string | undefined
  readonly full: boolean
  readonly acceptDeletes: boolean
}
