import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import { readArrow } from './arrow-result.ts'
import type { Database, RunOptions } from './database.ts'
import type { SqlParams } from './parameters.ts'
import { plainValue } from './row-values.ts'
import type { StatementRun } from './statements.ts'

/** Runs statements somewhere (a lent or a pinned connection) and reads the last result there. */
export type Runner = <T>(run: StatementRun, read: (result: DuckDBMaterializedResult) => Promise<T> | T) => Promise<T>

/** The three ways to ask, over whatever runs them. */
export function operationsOn(runner: Runner): Pick<Database, 'run' | 'rows' | 'arrow'> {
  return {
    run: async (sql, params, options) => runner(toRun(sql, params, options), (result) => result.rowsChanged),
    rows: async <Row extends object>(sql: string, params?: SqlParams, options?: RunOptions) =>
      runner(toRun(sql, params, options), async (result) => (await result.convertRowObjects(plainValue)) as unknown as Row[]),
    arrow: async (sql, params, options) => runner(toRun(sql, params, options), (result) => readArrow(result, options)),
  }
}

function toRun(sql: string, params: SqlParams = {}, options: RunOptions = {}): StatementRun {
  return { sql, params, signal: options.signal }
}
