import type { Database, RunOptions, SqlParams } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'

/** What one look found: how many things were looked at, how many are off, and a few of those. */
export interface Finding {
  readonly checked: number
  readonly found: number
  readonly examples: readonly string[]
}

const examplesShown = 5
const exampleLength = 200

/** Asks one query of queries/doctor, which answers `checked`, `found` and `examples` in one row. `where` stands before each example. */
export async function ask(database: Database, query: string, params: SqlParams, options: RunOptions, where = ''): Promise<Finding> {
  const [row] = await database.rows<Finding>(queryText(`doctor/${query}.sql`), params, options)
  if (row === undefined) throw new Error(`doctor/${query}.sql answers no row`)
  return where === '' ? row : { ...row, examples: row.examples.map((example) => `${where} ${example}`) }
}

/** Several looks as one. */
export function together(findings: readonly Finding[]): Finding {
  return {
    checked: findings.reduce((sum, { checked }) => sum + checked, 0),
    found: findings.reduce((sum, { found }) => sum + found, 0),
    examples: findings.flatMap(({ examples }) => examples.map((example) => example.slice(0, exampleLength))).slice(0, examplesShown),
  }
}

export function problems(checked: number, examples: readonly string[]): Finding {
  return { checked, found: examples.length, examples }
}
