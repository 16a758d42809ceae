import type { ApiHandlers } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { Connection, type ConnectionEntry, type ConnectionTest } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { givenToken } from './auth/credentials.ts'
import { CallBudget } from './call-budget.ts'
import { connectorOf } from './connectors/connectors.ts'
import { testConnection } from './test-connection.ts'
import { PullClient, type Pause } from './pull-client.ts'
import { callsOfDay, freshAsOf, listRuns } from './pull-records.ts'
import { runPull } from './run-pull.ts'
import { secretEntry, type SecretStore } from './secrets/secret-store.ts'

export interface PullMeans {
  readonly secrets: SecretStore
  readonly pause: Pause
}

/** The engine's side of `connections`. Pulls of different connections run side by side; their loads wait for each other. */
export function connectionHandlers(context: EngineContext, { secrets, pause }: PullMeans): ApiHandlers['connections'] {
  const { database, documents, folder } = context
  const running = new Set<string>()
  const entryOf = (name: string): string => secretEntry(folder.root, name)

  const find = async (name: string): Promise<Connection> => {
    const found = await documents.find('connection', name)
    if (found === null) throw new HelmdeckError('connection-missing', { name })
    return Connection.parse(found.body)
  }
  const secretFor = async (name: string, connection: Connection, given: string | undefined): Promise<string | null> => {
    const { needsSecret } = connectorOf(connection.system)
    if (!needsSecret(connection)) return null
    const secret = given ?? (await secrets.read(entryOf(name)))
    if (secret === null) throw new HelmdeckError('secret-missing', { name })
    return secret
  }
  const test = async (name: string, connection: Connection, given: string | undefined, signal: CancelSignal): Promise<ConnectionTest> => {
    const connector = connectorOf(connection.system)
    connector.check(connection)
    const secret = await secretFor(name, connection, given)
    const budget = new CallBudget(connection.dailyCalls, await callsOfDay(database, name, context.now()))
    const client = new PullClient({
      url: connection.url,
      rules: connector.rules(connection),
      budget,
      signal,
      pause,
      now: context.now,
      secrets: secret === null ? [] : [secret],
    })
    const session = await connector.open({ name, connection, secret, credentials: givenToken(secret, client.host), client })
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
    test: async ({ name, connection, secret }, { signal }) => await test(name, connection, secret, signal),
    connect: async ({ name, connection, secret, keepSecret }, { signal }) => {
      const tested = await test(name, connection, secret, signal)
      if (secret !== undefined && keepSecret) await secrets.write(entryOf(name), secret)
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
          { name, connection, connector: connectorOf(connection.system), secret, full, acceptDeletes, pause },
          call,
        )
      } finally {
        running.delete(name)
      }
    },
    runs: async ({ name, offset, limit }) => ({ runs: await listRuns(database, { connection: name ?? null, offset, limit }) }),
  }
}
