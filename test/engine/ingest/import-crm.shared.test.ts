import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileProposal, ImportResult } from '../../../src/contract/imports.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { openEngine, runImport, still, uploadPath } from './engine-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const shared = process.env['HELMDECK_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared')
const folder = `${shared}/data/crm-sales-opportunities`
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .sort()

// Figures published about this data set by several independent analyses, expected.json beside it.
describe('the public CRM sales opportunities', () => {
  let proposals: readonly FileProposal[]
  let result: ImportResult
  let database: Database

  beforeAll(async () => {
    const engine = await openEngine()
    const uploads: string[] = []
    for (const name of files) uploads.push(await uploadPath(engine, `${folder}/${name}`))
    proposals = (await engine.handlers.imports.propose({ uploads, answers: {} }, still)).files
    result = await runImport(engine, { uploads })
    await engine.close()
    database = await openDatabase({ file: `${engine.folder}/data.duckdb`, allowedFolder: null })
  }, 60_000)
  afterAll(() => database.close())

  const rows = async (sql: string): Promise<Record<string, unknown>[]> => await database.rows(sql)

  it('are recognised without a recipe', () => {
    const targets = Object.fromEntries(
      proposals.map(({ name, columns }) => [name, columns.map(({ header, target, also }) => [header, target, ...also].join(' > '))]),
    )
    expect(proposals.map(({ name, kind }) => [name, kind])).toEqual([
      ['accounts.csv', 'account'],
      ['products.csv', 'product'],
      ['sales_pipeline.csv', 'opportunity'],
      ['sales_teams.csv', 'person'],
    ])
    expect(targets).toEqual({
      'accounts.csv': [
        'account > account.name',
        'sector > account.industry',
        'year_established > ',
        'revenue > account.annual_revenue',
        'employees > account.employee_count',
        'office_location > account.country',
        'subsidiary_of > account.parent',
      ],
      'products.csv': ['product > product.name', 'series > product.line', 'sales_price > product.list_price'],
      'sales_pipeline.csv': [
        'opportunity_id > opportunity.source_id',
        'sales_agent > opportunity.owner',
        'product > opportunity.product',
        'account > opportunity.account',
        'deal_stage > opportunity.stage',
        'engage_date > opportunity.created_at > stage_visit.entered_at[Engaging]',
        'close_date > opportunity.closed_at',
        'close_value > opportunity.amount',
      ],
      'sales_teams.csv': ['sales_agent > person.name', 'manager > person.manager', 'regional_office > person.region'],
    })
    expect(proposals.flatMap(({ questions }) => questions)).toEqual([])
    expect(proposals[2]?.relations.find(({ column }) => column === 'product')).toMatchObject({
      entity: 'product',
      toFile: 'products.csv',
      matchedShare: 1,
      matchedAfterNormalising: 1480,
    })
  })

  it('load every row; deals without an engage date are no quarantine', () => {
    expect(result.files.map(({ name, rowsRead, loaded, quarantined }) => [name, rowsRead, loaded, quarantined])).toEqual([
      ['accounts.csv', 85, 85, 0],
      ['products.csv', 7, 7, 0],
      ['sales_pipeline.csv', 8800, 8800, 0],
      ['sales_teams.csv', 35, 35, 0],
    ])
    expect(result.files[2]?.matched).toEqual([{ entity: 'product', from: 'GTXPro', to: 'GTX Pro', rows: 1480 }])
  })

  it('stand in the stages and states they are known to be in', async () => {
    expect(
      await rows(
        `select s.name, o.status, count(*) as deals from mart.opportunity o join mart.stage s on s.ref = o.stage_ref group by all order by deals desc`,
      ),
    ).toEqual([
      { name: 'Won', status: 'won', deals: 4238 },
      { name: 'Lost', status: 'lost', deals: 2473 },
      { name: 'Engaging', status: 'open', deals: 1589 },
      { name: 'Prospecting', status: 'open', deals: 500 },
    ])
    expect(await rows('select count(*) as visits from mart.stage_visit')).toEqual([{ visits: 8300 }])
    expect(await rows('select count(*) as deals from mart.opportunity where created_at is null')).toEqual([{ deals: 500 }])
  })

  it('give the published money and cycle', async () => {
    expect(
      await rows(
        `select sum(amount)::integer as won, round(avg(amount), 3)::varchar as average, round(avg(cycle_seconds) / 86400, 3)::varchar as days, median(cycle_seconds) / 86400 as p50 from mart.opportunity where status = 'won'`,
      ),
    ).toEqual([{ won: 10_005_534, average: '2360.909', days: '51.782', p50: 57 }])
    expect(
      await rows(
        `select sum(amount)::integer as won from mart.opportunity where status = 'won' and closed_day between date '2017-01-01' - date '1970-01-01' and date '2017-12-31' - date '1970-01-01' group by closed_month // 3 order by closed_month // 3`,
      ),
    ).toEqual([{ won: 1_134_672 }, { won: 3_086_111 }, { won: 2_982_255 }, { won: 2_802_496 }])
    expect(
      await rows(
        `select p.manager, sum(o.amount)::integer as won from mart.opportunity o join mart.person p on p.ref = o.owner_ref where o.status = 'won' group by all order by won desc`,
      ),
    ).toEqual([
      { manager: 'Melvin Marxen', won: 2_251_930 },
      { manager: 'Summer Sewald', won: 1_964_750 },
      { manager: 'Rocco Neubert', won: 1_960_545 },
      { manager: 'Celia Rouche', won: 1_603_897 },
      { manager: 'Cara Losch', won: 1_130_049 },
      { manager: 'Dustin Brinkmann', won: 1_094_363 },
    ])
    expect(
      await rows(
        `select p.line, sum(l.amount)::integer as won from mart.opportunity_line l join mart.product p on p.ref = l.product_ref where l.status = 'won' group by all order by won desc`,
      ),
    ).toEqual([
      { line: 'GTX', won: 7_344_767 },
      { line: 'MG', won: 2_260_155 },
      { line: 'GTK', won: 400_612 },
    ])
    expect(
      await rows(
        `select p.region, sum(o.amount)::integer as won from mart.opportunity o join mart.person p on p.ref = o.owner_ref where o.status = 'won' group by all order by won desc`,
      ),
    ).toEqual([
      { region: 'West', won: 3_568_647 },
      { region: 'Central', won: 3_346_293 },
      { region: 'East', won: 3_090_594 },
    ])
  })

  it('keep the deals without an account', async () => {
    expect(
      await rows(`select count(*) as deals from mart.opportunity o left join mart.account a on a.ref = o.account_ref where a.id is null`),
    ).toEqual([{ deals: 1425 }])
    expect(await rows(`select count(distinct id) as people from mart.person`)).toEqual([{ people: 41 }])
  })

  it.each([
    ['accounts.csv', 'account'],
    ['products.csv', 'product'],
    ['sales_pipeline.csv', 'opportunity'],
    ['sales_teams.csv', 'person'],
  ])('%s alone is recognised as %s and loads', async (name, kind) => {
    const engine = await openEngine()
    const alone = await runImport(engine, { uploads: [await uploadPath(engine, `${folder}/${name}`)] })
    await engine.close()
    expect(alone.files.map(({ recognisedAs, quarantined, status }) => [recognisedAs, quarantined, status])).toEqual([[kind, 0, 'loaded']])
  })

  it('give the same whether the lists come before the deals or after them', async () => {
    const engine = await openEngine()
    for (const name of ['sales_pipeline.csv', 'sales_teams.csv', 'products.csv', 'accounts.csv'])
      await runImport(engine, { uploads: [await uploadPath(engine, `${folder}/${name}`)] })
    await engine.close()
    const late = await openDatabase({ file: `${engine.folder}/data.duckdb`, allowedFolder: null })
    const summary = `select p.manager, a.industry, d.line, s.name as stage, count(*) as deals, sum(o.amount)::varchar as amount
      from mart.opportunity o left join mart.person p on p.ref = o.owner_ref left join mart.account a on a.ref = o.account_ref left join mart.stage s on s.ref = o.stage_ref
      left join mart.opportunity_line l on l.opportunity_id = o.id left join mart.product d on d.ref = l.product_ref group by all order by all`
    const names = `select entity, raw, rule from meta.reference order by all`
    expect(await late.rows(summary)).toEqual(await database.rows(summary))
    expect(await late.rows(names)).toEqual(await database.rows(names))
    await late.close()
  }, 60_000)
})
