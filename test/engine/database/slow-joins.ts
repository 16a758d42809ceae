import type { Database } from '../../../src/engine/database/database.ts'

interface Operator {
  readonly name: string
  readonly children?: readonly Operator[]
  readonly extra_info?: Readonly<Record<string, unknown>>
}

/** What DuckDB takes where a condition is more than comparisons of both sides. */
const comparesAll = 'BLOCKWISE_NL_JOIN'

/** Joins of a statement that look at every pair of rows; a row that is alone is joined without a condition. */
export async function slowJoinsOf(database: Database, explained: string, params: Parameters<Database['rows']>[1] = {}): Promise<string[]> {
  const [row] = await database.rows<Record<string, string>>(explained, params)
  const plan = Object.values(row ?? {}).find((text) => text.includes('"name"'))
  if (plan === undefined) throw new Error(`no plan: ${explained.slice(0, 200)}`)
  return (JSON.parse(plan) as Operator[]).flatMap(slowJoins)
}

function slowJoins({ name, children = [], extra_info }: Operator): string[] {
  const condition = JSON.stringify(extra_info?.['Condition'] ?? null)
  const own = name.trim() === comparesAll && condition !== '"true"' ? [`${name} ${condition}`] : []
  return [...own, ...children.flatMap(slowJoins)]
}
