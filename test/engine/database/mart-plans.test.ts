import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { migrate } from '../../../src/engine/database/migrate.ts'
import { queryFiles, queryText } from '../../../src/engine/database/query-files.ts'

interface Operator {
  readonly name: string
  readonly children?: readonly Operator[]
  readonly extra_info?: Readonly<Record<string, unknown>>
}

/** What DuckDB takes where a condition is more than comparisons of both sides. */
const comparesAll = 'BLOCKWISE_NL_JOIN'

/** Joins that look at every pair of rows; a row that is alone is joined without a condition. */
function slowJoins({ name, children = [], extra_info }: Operator): string[] {
  const condition = JSON.stringify(extra_info?.['Condition'] ?? null)
  const own = name.trim() === comparesAll && condition !== '"true"' ? [`${name} ${condition}`] : []
  return [...own, ...children.flatMap(slowJoins)]
}

it('builds every mart without a join that compares all rows with all', async () => {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  for (const path of queryFiles('macros')) await database.run(queryText(path))
  const found: string[] = []
  let marts = 0
  for (const path of queryFiles('marts')) {
    const statements = queryText(path)
      .replaceAll(/^\s*--.*$/gm, '')
      .split(/;\s*$/m)
    for (const statement of statements.filter((text) => text.trim() !== '')) {
      if (statement.includes('create or replace table')) {
        const [row] = await database.rows<Record<string, string>>(
          statement.replace('create or replace', 'explain (format json) create or replace'),
        )
        const plan = Object.values(row ?? {}).find((text) => text.includes('"name"')) ?? '[]'
        found.push(...(JSON.parse(plan) as Operator[]).flatMap(slowJoins).map((join) => `${path}: ${join}`))
        marts += 1
      }
      await database.run(statement)
    }
  }
  await database.close()
  expect(marts).toBeGreaterThan(30)
  expect(found).toEqual([])
})
