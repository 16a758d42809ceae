import type { Database, RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryText } from '../database/query-files.ts'
import { countFilledColumns } from '../ingest/load/filled-columns.ts'
import { rebuildAllMarts } from '../ingest/load/marts.ts'
import { installMacros } from '../ingest/macros.ts'
import { martTables, modelTables } from './check-model.ts'
import { ask, problems, type Finding } from './finding.ts'

/** Leaves the transaction with an answer and without its changes; not an error anybody sees. */
class RolledBack<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('rolled back')
    this.answer = answer
  }
}

/** Does work that changes the database, and takes every change back. */
async function asIf<T>(database: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  try {
    return await database.transaction(async (transaction) => {
      throw new RolledBack(await work(transaction))
    })
  } catch (cause) {
    if (cause instanceof RolledBack) return cause.answer as T
    throw cause
  }
}

/** Whether every mart holds what its SQL makes of the model, by count and content; readers never see the rebuilt ones. */
export async function checkMarts(database: Database, options: RunOptions, progress: (fraction: number) => void): Promise<Finding> {
  return await asIf(database, async (transaction) => {
    const before = await fingerprints(transaction, options)
    await installMacros(transaction)
    await rebuildAllMarts(transaction, options, progress)
    const after = await fingerprints(transaction, options)
    const names = [...new Set([...before.keys(), ...after.keys()])].sort()
    return problems(
      names.length,
      names.flatMap((name) => difference(name, before.get(name), after.get(name)) ?? []),
    )
  })
}

/** Whether the counts of filled columns, which decide what the catalogue offers, are those of a recount. */
export async function checkFilledColumns(database: Database, options: RunOptions): Promise<Finding> {
  return await asIf(database, async (transaction) => {
    await transaction.run(queryText('doctor/keep_filled_columns.sql'))
    await countFilledColumns(transaction, new Set(await modelTables(transaction)), options)
    return await ask(transaction, 'filled_columns', {}, options)
  })
}

interface Fingerprint {
  readonly rows: number
  readonly content: string
}

async function fingerprints(database: Database, options: RunOptions): Promise<ReadonlyMap<string, Fingerprint>> {
  const found = new Map<string, Fingerprint>()
  for (const { name } of await martTables(database)) {
    const table = `mart.${quoteIdentifier(name)}`
    const [row] = await database.rows<Fingerprint>(queryText('doctor/mart_fingerprint.sql'), { table }, options)
    if (row) found.set(name, row)
  }
  return found
}

function difference(name: string, is: Fingerprint | undefined, wanted: Fingerprint | undefined): string | null {
  if (is === undefined || wanted === undefined)
    return `mart.${name}: ${is === undefined ? '-' : is.rows} ≠ ${wanted === undefined ? '-' : wanted.rows}`
  if (is.rows !== wanted.rows) return `mart.${name}: ${is.rows} ≠ ${wanted.rows}`
  return is.content === wanted.content ? null : `mart.${name}: ${is.rows} (…)`
}
