import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { studyClasses } from '../../../src/contract/study-classes.ts'
import { studyNames } from '../../../src/contract/studies.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { segmentStatement } from '../../../src/engine/report/derived-tables.ts'
import { studyClassesOf } from '../../../src/engine/studies/run-study.ts'
import { contextOf } from '../report/ask.ts'
import { databaseOf, type SmallModel } from '../report/small-model.ts'
import { askStudy } from './ask-study.ts'

const won = { created_at: '2026-01-05 10:00:00', status: 'won', closed_at: '2026-02-05 10:00:00', amount: 10, account: 'A' }
const workspaces: readonly (readonly [string, SmallModel])[] = [
  ['nothing at all', {}],
  ['one lead', { lead: [{ created_at: '2026-01-05 10:00:00' }] }],
  ['rows without any day', { lead: [{ name: 'x' }], opportunity: [{ name: 'x', amount: null }], payment: [{ amount: 1 }] }],
  ['one open deal', { opportunity: [{ created_at: '2026-01-05', status: 'open', amount: 1 }] }],
  ['only lost deals', { opportunity: [1, 2].map((amount) => ({ ...won, status: 'lost', amount })) }],
  ['one customer who bought once', { account: [{ name: 'A' }], opportunity: [won] }],
  [
    'refunds only',
    {
      account: [{ name: 'A' }],
      order: [{ account: 'A', ordered_at: '2026-01-05', amount: -5 }],
      payment: [{ account: 'A', received_at: '2026-01-06', amount: -5 }],
    },
  ],
  ['the future', { lead: [{ created_at: '2027-01-05 10:00:00' }], opportunity: [{ created_at: '2027-01-05', status: 'open', amount: 1 }] }],
]
const context = contextOf('2026-06-30')

describe.each(workspaces)('on %s', (_name, model) => {
  let database: Database
  beforeAll(async () => {
    database = await databaseOf(model)
  })
  afterAll(async () => database.close())

  it.each(studyNames)('%s says something, and why where it has no number', async (study) => {
    const result = await askStudy(database, context, study)
    for (const text of [result.headline, ...result.caveats, ...result.definition]) {
      expect(text.en).toMatch(/\.$/)
      expect(text.zh).toMatch(/。$/)
      expect(`${text.en} ${text.zh}`).not.toMatch(/NaN|undefined|null|Infinity/)
    }
    for (const { id, value, reason } of result.figures) if (value === null) expect([id, reason?.zh]).toEqual([id, expect.any(String)])
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/)
  })

  it('every study puts each of its things into one class at most, and accounts and groups are answered too', async () => {
    for (const study of studyNames)
      for (const { id } of studyClasses[study] ?? []) {
        const { signal } = new AbortController()
        const { sql, params } = segmentStatement(await studyClassesOf(database, context, { study, params: {} }, id, signal))
        const [row] = await database.rows<{ things: number; classed: number; named: number }>(
          `with said as (${sql}) select count(distinct id) as things, count(*) as classed, count(value) as named from said`,
          params,
        )
        expect([study, id, row?.classed, row?.named]).toEqual([study, id, row?.things, row?.things])
      }
    const accounts = await askStudy(database, context, 'funnel', { unit: 'account' })
    expect(accounts.headline.en).toMatch(/\.$/)
    const groups = await askStudy(database, context, 'forecast', { by: { field: 'owner.name' } })
    expect(JSON.stringify([accounts, groups])).not.toMatch(/NaN|Infinity|undefined/)
  })
})
