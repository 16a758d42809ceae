import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api'
import type { CancelSignal } from '../../contract/method.ts'
import { cancellable, throwIfCancelled } from './cancelling.ts'
import { databaseError } from './database-error.ts'
import { bindParameters } from './parameters.ts'
import type { SqlParams } from './parameters.ts'

export interface StatementRun {
  readonly sql: string
  readonly params: SqlParams
  readonly signal: CancelSignal | undefined
}

/** Runs one or several statements on the connection and hands the last one's materialised result to `read`. */
export async function runStatements<T>(
  connection: DuckDBConnection,
  { sql, params, signal }: StatementRun,
  read: (result: DuckDBMaterializedResult) => Promise<T> | T,
): Promise<T> {
  try {
    return await cancellable(connection, signal, async () => read(await lastResult(connection, sql, params, signal)))
  } catch (cause) {
    throw databaseError(cause, sql)
  }
}

async function lastResult(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams,
  signal: CancelSignal | undefined,
): Promise<DuckDBMaterializedResult> {
  const statements = await connection.extractStatements(sql)
  let result: DuckDBMaterializedResult | undefined
  for (let index = 0; index < statements.count; index++) {
    throwIfCancelled(signal)
    const statement = await statements.prepare(index)
    try {
      bindParameters(statement, params)
      result = await statement.run()
    } finally {
      statement.destroySync()
    }
  }
  if (result === undefined) throw new Error('there is no statement in the query')
  return result
}
