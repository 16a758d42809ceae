import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { migrate } from '../../../src/engine/database/migrate.ts'
import { queryFiles, queryText } from '../../../src/engine/database/query-files.ts'
import { slowJoinsOf } from './slow-joins.ts'

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
        const joins = await slowJoinsOf(database, statement.replace('create or replace', 'explain (format json) create or replace'))
        found.push(...joins.map((join) => `${path}: ${join}`))
        marts += 1
      }
      await database.run(statement)
    }
  }
  await database.close()
  expect(marts).toBeGreaterThan(30)
  expect(found).toEqual([])
})
