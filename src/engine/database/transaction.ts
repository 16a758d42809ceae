import type { DuckDBConnection } from '@duckdb/node-api'
import type { Database } from './database.ts'
import { runStatements } from './statements.ts'
import { operationsOn } from './operations.ts'
import type { Runner } from './operations.ts'

/**
 * Runs `work` between BEGIN and COMMIT on one connection, ROLLBACK if it throws. Statements sent at once run one
 * after another. A transaction asked for inside joins this one; if the inner one failed, nothing is committed.
 */
export async function runTransaction<T>(connection: DuckDBConnection, work: (database: Database) => Promise<T>): Promise<T> {
  const pinned = pinnedRunner(connection)
  const database = joiningDatabase(pinned.runner)
  await control(connection, 'begin transaction')
  let result: T
  try {
    result = await work(database.api)
    database.throwIfInnerFailed()
  } catch (cause) {
    await pinned.end()
    await control(connection, 'rollback').catch(() => undefined)
    throw cause
  }
  await pinned.end()
  await control(connection, 'commit')
  return result
}

async function control(connection: DuckDBConnection, sql: string): Promise<void> {
  await runStatements(connection, { sql, params: {}, signal: undefined }, () => undefined)
}

function pinnedRunner(connection: DuckDBConnection): { runner: Runner; end: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve()
  let isOver = false
  const runner: Runner = (run, read) => {
    if (isOver) throw new Error('the transaction is over')
    const next = last.then(() => runStatements(connection, run, read))
    last = next.catch(() => undefined)
    return next
  }
  const end = async (): Promise<void> => {
    isOver = true
    await last
  }
  return { runner, end }
}

function joiningDatabase(runner: Runner): { api: Database; throwIfInnerFailed: () => void } {
  let innerFailure: { cause: unknown } | null = null
  const api: Database = {
    ...operationsOn(runner),
    transaction: async (work) => {
      try {
        return await work(api)
      } catch (cause) {
        innerFailure ??= { cause }
        throw cause
      }
    },
    close: () => Promise.reject(new Error('a transaction cannot close the database')),
  }
  const throwIfInnerFailed = (): void => {
    if (innerFailure !== null) throw innerFailure.cause
  }
  return { api, throwIfInnerFailed }
}
