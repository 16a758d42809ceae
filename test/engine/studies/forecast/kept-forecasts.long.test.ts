import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Api } from '../../../../src/contract/api.ts'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { forecastRecords } from '../../../../src/engine/studies/forecast/kept-forecasts.ts'
import { freshWorkspace } from '../../fresh-workspace.ts'
import { openTestEngine, temporaryFolder } from '../../workspace/open-test-engine.ts'
import { rowsOf } from '../../report/ask.ts'
import { tableOf } from '../ask-study.ts'

async function load(api: Api, name: string, rows: readonly string[]): Promise<void> {
  const { upload } = await api.sources.begin({ name })
  const text = ['Deal ID,Deal Name,Status,Amount,Create Date,Closed Date', ...rows].join('\n')
  await api.sources.append({ upload, bytes: Buffer.from(`${text}\n`) })
  await api.sources.finish({ upload })
  await api.imports.run({ uploads: [upload] })
}

const secondQuarter = { from: '2026-04-01', to: '2026-06-30' }
const said = async (api: Api) =>
  tableOf(await api.studies.run({ study: 'forecast', params: { period: secondQuarter } }), 'said', [
    'said_on',
    'method',
    'value',
    'actual',
    'accuracy',
    'miss',
    'inside80',
  ])

it('what was said stands for good, and is held against what came three days after the period', async () => {
  const folder = join(temporaryFolder(), 'kept.helmdeck')
  let now = '2026-05-20T04:00:00Z'
  const { api, engine } = await openTestEngine({ folder, now: () => new Date(now) })
  await load(api, 'first.csv', ['D1,One,won,1000,2026-01-01,2026-03-05', 'D2,Two,won,300,2026-04-02,2026-05-19'])
  const run = async (params: Record<string, unknown> = {}) => await api.studies.run({ study: 'forecast', params })
  // 1,000 was won in the quarter before; nothing else can tell anything yet.
  expect(tableOf(await run(), 'methods', ['method', 'value']).filter(([, value]) => value !== null)).toEqual([['previous', 1000]])
  await run()
  // A question about a day that is over is no forecast, another population is another record.
  await run({ asOf: '2026-05-01' })
  await run({ filters: [{ field: 'opportunity.name', op: 'in', values: ['Two'] }] })
  // 1,400 are won by now, more than in the quarter before; the same day, the data of a later version.
  await load(api, 'second.csv', ['D3,Three,won,1100,2026-04-02,2026-05-20'])
  await run()
  now = '2026-06-20T04:00:00Z'
  await load(api, 'third.csv', ['D4,Four,open,70,2026-06-19,'])
  await run()
  expect((await said(api)).map((row) => row.slice(0, 4))).toEqual([['2026-05-20', 'previous', 1400, null]])

  now = '2026-07-02T04:00:00Z'
  await load(api, 'fourth.csv', ['D5,Five,won,600,2026-06-02,2026-06-25'])
  expect((await said(api)).map((row) => row[3])).toEqual([null, null])
  now = '2026-07-03T04:00:00Z'
  // 300 + 1,100 + 600 = 2,000 came: both said 1,400, 30 % too little.
  const ended = [
    ['2026-06-20', 'previous', 1400, 2000, 0.7, -0.3, null],
    ['2026-05-20', 'previous', 1400, 2000, 0.7, -0.3, null],
  ]
  expect(await said(api)).toEqual(ended)
  // Reports tell the last of it, and how far it missed.
  const values = ['forecast_value', 'forecast_accuracy', 'forecast_bias'].map((metric) => ({ metric }))
  const { bytes } = await api.reports.run({
    spec: ReportSpec.parse({ values, rows: [{ field: 'date', grain: 'quarter' }], period: secondQuarter }),
  })
  expect(rowsOf(bytes)).toEqual([['2026-04-01', 1400, 0.7, -0.3, 1]])

  await api.imports.setLoad({ load: 4, undone: true })
  expect(await said(api)).toEqual(ended.map(([day, method, value]) => [day, method, value, 1400, 1, 0, null]))
  await api.imports.setLoad({ load: 4, undone: false })

  // Going back to an earlier state of the workspace doesn't unsay what was said since.
  const backup = await api.backups.make({})
  await api.studies.run({ study: 'forecast', params: { period: { from: '2026-07-01', to: '2026-07-31' } } })
  await api.backups.restore({ backup: backup.id })
  await engine.close()

  const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
  try {
    const [kept] = await database.rows<{ rows: number; versions: number }>(
      "select count(*) as rows, count(distinct data_version) as versions from meta.forecast where population = '[]' and is_chosen",
    )
    expect(kept).toEqual({ rows: 4, versions: 4 })
    const period = secondQuarter
    // No amount has a currency here. In another one nothing was said.
    const currency = null
    expect(await forecastRecords(database, { asOf: '2026-07-03', currency: 'EUR' })).toEqual([])
    const [scored, ...open] = await forecastRecords(database, { asOf: '2026-07-03', currency })
    expect([scored]).toEqual([{ period, method: 'previous', isChosen: true, saidOn: '2026-06-20', value: 1400, actual: 2000 }])
    expect(open.map(({ period: { from }, method, actual }) => [from, method, actual])).toEqual([
      ['2026-07-01', 'previous', null],
      ['2026-07-01', 'series', null],
    ])
    expect((await forecastRecords(database, { asOf: '2026-05-20', currency })).map(({ saidOn, actual }) => [saidOn, actual])).toEqual([
      ['2026-05-20', null],
    ])
  } finally {
    await database.close()
  }
})

it('answers also where nothing can be written down', async () => {
  const folder = join(temporaryFolder(), 'sealed.helmdeck')
  await freshWorkspace(folder)
  const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
  // A view can be read and not written.
  await database.run('alter table meta.forecast rename to forecast_rows; create view meta.forecast as select * from meta.forecast_rows')
  await database.close()
  const { api } = await openTestEngine({ folder, now: () => new Date('2026-05-20T04:00:00Z') })
  await load(api, 'first.csv', ['D1,One,won,1000,2026-01-01,2026-03-05', 'D2,Two,won,300,2026-04-02,2026-05-19'])
  expect((await api.studies.run({ study: 'forecast', params: {} })).headline.en).toMatch(/^Q2 2026 is expected to close at 1,000/)
})
