import { expect, it } from 'vitest'
import { studyNames } from '../../../src/contract/studies.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { slowJoinsOf } from '../database/slow-joins.ts'
import { contextOf } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'
import { askStudy } from './ask-study.ts'

const deals = ['won', 'lost', 'open'].map((status, index) => ({
  created_at: `2026-01-0${index + 5} 10:00:00`,
  status,
  closed_at: status === 'open' ? null : '2026-02-05 10:00:00',
  amount: 10,
  account: 'A',
}))

/** Months by ages: few by few, each pair of which is a cell. */
const gridOfCohorts = /^cohorts: .*make_date\(/

it('asks every study without a join that compares all rows with all', async () => {
  const database = await databaseOf({
    account: [{ name: 'A' }],
    lead: [{ created_at: '2026-01-05 10:00:00' }],
    opportunity: deals,
    payment: [{ account: 'A', received_at: '2026-02-06', amount: 5 }],
  })
  const found: string[] = []
  let statements = 0
  for (const study of studyNames) {
    const watched = explaining(database, (joins) => {
      statements += 1
      found.push(...joins.map((join) => `${study}: ${join}`))
    })
    await askStudy(watched, contextOf('2026-06-30'), study)
  }
  await database.close()
  expect(statements).toBeGreaterThan(50)
  expect(found.filter((join) => !gridOfCohorts.test(join))).toEqual([])
})

/** The same database; each question is planned before it is asked. */
function explaining(database: Database, tell: (joins: readonly string[]) => void): Database {
  const explain = async (sql: string, params: Parameters<Database['rows']>[1]): Promise<void> => {
    const bare = sql.replace(/^(\s*--.*\n)+/, '')
    if (/^\s*(with|select)\b/.test(bare)) tell(await slowJoinsOf(database, `explain (format json) ${bare}`, params))
  }
  return {
    ...database,
    rows: async (sql, params, options) => {
      await explain(sql, params)
      return await database.rows(sql, params, options)
    },
    arrow: async (sql, params, options) => {
      await explain(sql, params)
      return await database.arrow(sql, params, options)
    },
    transaction: async (work) => await database.transaction(async (inside) => await work(explaining(inside, tell))),
  }
}
