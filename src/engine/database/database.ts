import type { CancelSignal } from '../../contract/method.ts'
import { ConnectionPool } from './connection-pool.ts'
import { openInstance } from './instance.ts'
import type { InstanceOptions } from './instance.ts'
import { operationsOn } from './operations.ts'
import type { SqlParams } from './parameters.ts'
import { runStatements } from './statements.ts'
import { runTransaction } from './transaction.ts'

export type { SqlParams, SqlValue } from './parameters.ts'

export interface RunOptions {
  /** An abort interrupts the statement, which then fails with `cancelled`. */
  readonly signal?: CancelSignal
}

export interface ArrowOptions extends RunOptions {
  /** How many of the last columns are no part of the table: the first row's values of them come back as `aside`. */
  readonly aside?: number
  /** How many of the last columns, doubles, are no part of the table either: what they add up to comes back as `sums`. */
  readonly summed?: number
}

/** A result as an Arrow IPC stream: each column by its declared type, the schema even with zero rows. */
export interface ArrowResult {
  readonly bytes: Uint8Array
  readonly rowCount: number
  /** `type` is DuckDB's name of the column's type, for example `DECIMAL(18,2)`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** By name, as `rows` gives them; empty where there is no row. */
  readonly aside: Readonly<Record<string, unknown>>
  readonly sums: readonly number[]
}

/**
 * One open database. Queries run side by side, each on its own connection. Fails with `cancelled`, `disk-full`,
 * `workspace-unwritable`, `workspace-in-use`; anything else is a mistake of ours, a DatabaseError with the SQL beside it.
 */
export interface Database {
  /** Runs one or several statements and returns the rows changed by the last. Temporary tables need a transaction. */
  run(sql: string, params?: SqlParams, options?: RunOptions): Promise<number>

  /**
   * Rows of a SMALL result. Whole numbers -> number (throws beyond 2^53), DATE -> 'YYYY-MM-DD',
   * TIMESTAMP -> 'YYYY-MM-DD HH:MM:SS[.ffffff]', DECIMAL -> text, BLOB -> bytes, LIST -> array, STRUCT -> object.
   */
  rows<Row extends object>(sql: string, params?: SqlParams, options?: RunOptions): Promise<Row[]>

  arrow(sql: string, params?: SqlParams, options?: ArrowOptions): Promise<ArrowResult>

  /** Commits when `work` is done, rolls back when it throws; all of it on one connection. Inner transactions join. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>

  /** Interrupts what still runs, then lets go of the file. */
  close(): Promise<void>
}

/**
 * Opens a database. With `allowedFolder` its SQL reads and writes in that folder only; extensions are never
 * downloaded, and no SQL can change a setting. Fails with `workspace-in-use`, `workspace-unwritable`, `not-a-workspace`,
 * `disk-full`.
 */
export async function openDatabase(options: InstanceOptions): Promise<Database> {
  const instance = await openInstance(options)
  const pool = new ConnectionPool(instance.duckdb)
  let closing: Promise<void> | undefined
  return {
    ...operationsOn((run, read) => pool.lend((connection) => runStatements(connection, run, read))),
    transaction: (work) => pool.lendFresh((connection) => runTransaction(connection, work)),
    close: () => (closing ??= pool.close().then(() => instance.close())),
  }
}
