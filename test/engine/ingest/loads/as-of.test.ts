import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../../src/contract/report-spec.ts'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { createEngine } from '../../../../src/engine/engine.ts'
import { prepareFolder } from '../../../../src/engine/workspace/workspace-folder.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowsOf } from '../../report/ask.ts'
import { runImport, silentLog, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'

// Three exports of one CRM: 2026-03-02, 2026-03-09 and 2026-03-16, each loaded at noon (UTC+8).
const head = 'Deal ID,Deal Name,Deal Owner,Deal Stage,Deal Amount,Currency,Create Date,Close Date,Last Modified Date\n'
const exports: readonly [string, string][] = [
  [
    '2026-03-02T04:00:00Z',
    `${head}D1,One,Ann,Proposal,100,CNY,2026-02-01,2026-04-01,2026-02-20\nD2,Two,Bob,Proposal,200,CNY,2026-02-10,2026-04-10,2026-02-10\nD3,Three,Bob,Negotiation,400,CNY,2026-02-15,2026-03-31,2026-02-28\n`,
  ],
  [
    // D1 moved on 5 March and is worth more; D2 has another owner since 4 March; D4 is new; D3 was won on 6 March.
    '2026-03-09T04:00:00Z',
    `${head}D1,One,Ann,Negotiation,150,CNY,2026-02-01,2026-04-01,2026-03-05\nD2,Two,Ann,Proposal,200,CNY,2026-02-10,2026-04-10,2026-03-04\nD3,Three,Bob,Closed Won,400,CNY,2026-02-15,2026-03-06,2026-03-06\nD4,Four,Bob,Proposal,1000,CNY,2026-03-08,2026-05-01,2026-03-08\n`,
  ],
  [
    // D2 is gone; D4 was corrected to 800, and nobody noted when.
    '2026-03-16T04:00:00Z',
    `${head}D1,One,Ann,Negotiation,150,CNY,2026-02-01,2026-04-01,2026-03-05\nD3,Three,Bob,Closed Won,400,CNY,2026-02-15,2026-03-06,2026-03-06\nD4,Four,Bob,Proposal,800,CNY,2026-03-08,2026-05-01,2026-03-08\n`,
  ],
]
let engine: TestEngine
beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'helmdeck-as-of-')), 'test.helmdeck')
  await prepareFolder(folder, { create: true })
  let now = new Date('2026-03-01T00:00:00Z')
  const opened = await createEngine({ folder, log: silentLog, clock: () => now })
  engine = { folder, handlers: opened.handlers, close: () => opened.close() }
  for (const [at, text] of exports) {
    now = new Date(at)
    await runImport(engine, {
      uploads: [await upload(engine, 'deals.csv', text)],
      mode: 'full',
      answers: { 'deals.csv#vanishing': 'gone' },
    })
  }
  now = new Date('2026-03-20T04:00:00Z')
})
afterAll(() => engine.close())

async function ask(spec: Omit<ReportSpecInput, 'values'>): Promise<unknown> {
  const values = [{ metric: 'open_opportunity_count' }, { metric: 'pipeline_value' }]
  const result = await engine.handlers.reports.run({ spec: ReportSpec.parse({ values, ...spec }) }, still)
  const ids = result.columns.map(({ id }) => id)
  return rowsOf(result.bytes).map((row) => Object.fromEntries(row.slice(0, -1).map((cell, index) => [ids[index], cell])))
}
const total = (deals: number, value: number): unknown => [expect.objectContaining({ open_opportunity_count: deals, pipeline_value: value })]

it.each([
  // Worked by hand: D1 100 until 5 March, then 150; D2 200 from 10 February until it is missing on the 16th; D3 400 until it is won on the
  // 6th; D4 1,000 from the 8th, 800 from the 16th, when the correction became known.
  ['2026-02-05', 1, 100],
  ['2026-02-20', 3, 700],
  ['2026-03-04', 3, 700],
  ['2026-03-05', 3, 750],
  ['2026-03-06', 2, 350],
  ['2026-03-08', 3, 1350],
  ['2026-03-15', 3, 1350],
  ['2026-03-16', 2, 950],
  ['2026-03-20', 2, 950],
])('as of %s %i deals are open, worth %i', async (asOf, deals, value) => {
  expect(await ask({ asOf })).toEqual(total(deals, value))
})

it('the owner and the stage are those of the day', async () => {
  const by = async (field: string, asOf: string): Promise<unknown> =>
    ((await ask({ rows: [{ field }], asOf })) as Record<string, unknown>[]).map((row) => [row[field], Number(row['pipeline_value'])])
  expect(await by('owner.name', '2026-03-03')).toEqual([
    ['Ann', 100],
    ['Bob', 600],
  ])
  expect(await by('owner.name', '2026-03-04')).toEqual([
    ['Ann', 300],
    ['Bob', 400],
  ])
  expect(await by('stage.name', '2026-03-04')).toEqual(
    expect.arrayContaining([
      ['Proposal', 300],
      ['Negotiation', 400],
    ]),
  )
  expect(await by('stage.name', '2026-03-08')).toEqual(
    expect.arrayContaining([
      ['Proposal', 1200],
      ['Negotiation', 150],
    ]),
  )
})

it.each([
  // Before the second load nobody knew of D1's move, D2's owner, D3's win or D4.
  ['2026-03-08', '2026-03-08', 3, 700],
  ['2026-03-08', '2026-03-09', 3, 1350],
  ['2026-03-08', '2026-03-20', 3, 1350],
  // The third load took D2 away and corrected D4; before it both stood.
  ['2026-03-16', '2026-03-15', 3, 1350],
  ['2026-03-16', '2026-03-16', 2, 950],
])('as of %s, as known on %s, %i deals are open, worth %i', async (asOf, asKnownOn, deals, value) => {
  expect(await ask({ asOf, asKnownOn })).toEqual(total(deals, value))
})

it('without another day, what was known on a day is as of that day, and says which loads count', async () => {
  const spec = ReportSpec.parse({ values: [{ metric: 'won_count' }, { metric: 'open_opportunity_count' }], asKnownOn: '2026-03-08' })
  const result = await engine.handlers.reports.run({ spec }, still)
  expect(result.asOf).toBe('2026-03-08')
  expect(rowsOf(result.bytes)).toEqual([[0, 3, 0]])
  expect(result.warnings[0]).toMatchObject({ code: 'as-known-on', text: { en: 'As known on 2026-03-08: the data up to load 1.' } })
  await expect(engine.handlers.reports.run({ spec: ReportSpec.parse({ ...spec, asKnownOn: '2026-03-01' }) }, still)).rejects.toMatchObject({
    code: 'missing-data',
  })
})

it('a segment holds what was known then, and each answer its own', async () => {
  const steps = [{ event: 'opportunity' }, { event: 'won' }]
  const params = { unit: 'opportunity', steps, period: { from: '2026-01-01', to: '2026-12-31' } }
  const body = { kind: 'segment', label: 'Far', study: 'funnel', of: 'opportunity', params }
  await engine.handlers.documents.save({ kind: 'field', name: 'far', body, basedOn: null }, still)
  const far = async (asKnownOn?: string): Promise<unknown> => {
    const spec = { rows: [{ field: 'segment.funnel.far' }], values: [{ metric: 'opportunity_count' }], ...(asKnownOn ? { asKnownOn } : {}) }
    return rowsOf((await engine.handlers.reports.run({ spec: ReportSpec.parse(spec) }, still)).bytes).map((row) => row.slice(0, 2))
  }
  const [now, first, second] = await Promise.all([far(), far('2026-03-02'), far('2026-03-10')])
  expect(first).toEqual([['opportunity', 3]])
  expect(second).toEqual([
    ['opportunity', 3],
    ['won', 1],
  ])
  // D2 is gone since.
  expect(now).toEqual([
    ['opportunity', 2],
    ['won', 1],
  ])
})
