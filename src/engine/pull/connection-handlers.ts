import type { ApiHandlers } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { Connection, type ConnectionEntry, type ConnectionTest } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { oauthEndpoints } from './auth/oauth-endpoints.ts'
import { SignIns } from './auth/sign-ins.ts'
import { CallBudget } from './call-budget.ts'
import { connectorOf } from './connectors/connectors.ts'
import { testConnection } from './test-connection.ts'
import { openSession } from './open-session.ts'
import type { Pause } from './pull-client.ts'
import { callsOfDay, freshAsOf, listRuns } from './pull-records.ts'
import { runPull } from './run-pull.ts'
import { secretEntry, type SecretStore } from './secrets/secret-store.ts'

export interface PullMeans {
  readonly secrets: SecretStore
  readonly pause: Pause
}

interface Asked {
  readonly name: string
  readonly connection: Connection
  readonly secret?: string | undefined
  readonly authorization?: string | undefined
}

/** The engine's side of `connections`. Pulls of different connections run side by side; their loads wait for each other. */
export function connectionHandlers(context: EngineContext, { secrets, pause }: PullMeans): ApiHandlers['connections'] {
  const { database, documents, folder } = context
  const running = new Set<string>()
  const signIns = new SignIns()
  const entryOf = (name: string): string => secretEntry(folder.root, name)

  const find = async (name: string): Promise<Connection> => {
    const found = await documents.find('connection', name)
    if (found === null) throw new HelmdeckError('connection-missing', { name })
    return Connection.parse(found.body)
  }
  const secretFor = async (name: string, connection: Connection, given: string | undefined): Promise<string | null> => {
    const { needsSecret } = connectorOf(connection.system)
    if (!needsSecret(connection)) return null
    // Who signed in in a browser left a token that nobody could type.
    const isTyped = connection.auth.type === 'given' || connection.auth.flow === 'client-credentials'
    const secret = (isTyped ? given : undefined) ?? (await secrets.read(entryOf(name)))
    if (secret === null) throw new HelmdeckError('secret-missing', { name })
    return secret
  }
  const test = async (asked: Asked, signal: CancelSignal, save: (secret: string) => Promise<void>): Promise<ConnectionTest> => {
    const { name, connection, secret: given, authorization } = asked
    const connector = connectorOf(connection.system)
    connector.check(connection)
    const { session } = await openSession({
      name,
      connection,
      connector,
      secret: authorization === undefined ? await secretFor(name, connection, given) : (given ?? null),
      budget: new CallBudget(connection.dailyCalls, await callsOfDay(database, name, context.now())),
      signal,
      pause,
      now: context.now,
      save,
      signIn: authorization === undefined ? undefined : { signIns, authorization },
    })
    return await testConnection(connector.objects(name, connection), connection, session)
  }
  const entry = async (name: string): Promise<ConnectionEntry> => {
    const { system, url, user, objects, dailyCalls } = await find(name)
    const [lastRun] = await listRuns(database, { connection: name, offset: 0, limit: 1 })
    return {
      name,
      system,
      url,
      user,
      objects,
      dailyCalls,
      callsToday: await callsOfDay(database, name, context.now()),
      freshAsOf: await freshAsOf(database, name),
      lastRun: lastRun ?? null,
    }
  }
  return {
    list: async () => {
      const connections: ConnectionEntry[] = []
      for (const { name } of await documents.list('connection')) connections.push(await entry(name))
      return { connections }
    },
    // A token in place of another counts alone, so it is kept even where only a question was asked; that of a new sign-in is not.
    test: async (asked, { signal }) =>
      await test(asked, signal, async (secret) => {
        if (asked.authorization === undefined) await secrets.write(entryOf(asked.name), secret)
      }),
    authorize: async ({ name, connection }) => {
      const { auth, system } = connection
      const connector = connectorOf(system)
      connector.check(connection)
      if (auth.type !== 'oauth' || auth.flow !== 'browser')
        throw new HelmdeckError('invalid-connection', { field: 'auth', problem: auth.type })
      return await signIns.begin(name, auth, oauthEndpoints(auth, connector.oauth?.(connection)), context.now())
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
      await documents.save('connection', name, connection, 'any')
      context.changes.publish({ kind: 'documents', dataVersion: await context.dataVersion(), document: `connection/${name}` })
      return tested
    },
    remove: async ({ name }) => {
      await find(name)
      await documents.remove('connection', name)
      await secrets.remove(entryOf(name))
      context.changes.publish({ kind: 'documents', dataVersion: await context.dataVersion(), document: `connection/${name}` })
      return {}
    },
    pull: async ({ name, secret: given, full, acceptDeletes }, call) => {
      const connection = await find(name)
      if (running.has(name)) throw new HelmdeckError('pull-running', { name })
      running.add(name)
      try {
        const secret = await secretFor(name, connection, given)
        return await runPull(
          context,
          {
            name,
            connection,
            connector: connectorOf(connection.system),
            secret,
            save: (next) => secrets.write(entryOf(name), next),
            full,
            acceptDeletes,
            pause,
          },
          call,
        )
      } finally {
        running.delete(name)
      }
    },
    runs: async ({ name, offset, limit }) => ({ runs: await listRuns(database, { connection: name ?? null, offset, limit }) }),
  }
}
