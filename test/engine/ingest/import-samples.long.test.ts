import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileOutcome, ImportResult, QuarantineRow, ValueMatch } from '../../../src/contract/imports.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { openEngine, runImport, still, uploadPath } from './engine-fixture.ts'
import type { TestEngine } from './engine-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// answers.json is worked out by samples/starter/answers.py, which knows nothing of this product.
interface Answers {
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly total: number
        readonly n?: number
        readonly by?: Readonly<Record<string, readonly (readonly [string | null, number | null])[]>>
      }
    >
  >
  readonly quarantine: readonly {
    readonly file: string
    readonly row: number
    readonly column: string
    readonly value: string | null
    readonly reason: string
  }[]
  readonly files: readonly { readonly file: string; readonly rows: number; readonly usable: number }[]
  readonly matches: readonly { readonly entity: string; readonly from: string; readonly to: string; readonly rows: number }[]
}

const folder = new URL('../../../samples/', import.meta.url)
const answersOf = (set: string): Answers => JSON.parse(readFileSync(new URL(`${set}/answers.json`, folder), 'utf8')) as Answers
const pathsOf = (set: string): string[] =>
  readdirSync(new URL(`${set}/`, folder))
    .filter((name) => /\.(csv|xlsx)$/.test(name))
    .map((name) => decodeURIComponent(new URL(`${set}/${encodeURIComponent(name)}`, folder).pathname))

async function importAll(engine: TestEngine, paths: readonly string[]): Promise<ImportResult> {
  const uploads: string[] = []
  for (const path of paths) uploads.push(await uploadPath(engine, path))
  return await runImport(engine, { uploads })
}

describe('the starter sample', () => {
  const answers = answersOf('starter')
  let first: ImportResult
  let second: ImportResult
  let quarantine: readonly QuarantineRow[]
  let matches: readonly ValueMatch[]
  let database: Database

  beforeAll(async () => {
    const engine = await openEngine()
    first = await importAll(engine, pathsOf('starter'))
    second = await importAll(engine, pathsOf('starter').reverse())
    quarantine = (await engine.handlers.imports.quarantine({ offset: 0, limit: 100 }, still)).rows
    matches = (await engine.handlers.imports.matches({}, still)).matches
    await engine.close()
    database = await openDatabase({ file: `${engine.folder}/data.duckdb`, allowedFolder: null })
  }, 60_000)
  afterAll(() => database.close())

  const outcome = (name: string): FileOutcome | undefined => first.files.find((file) => file.name === name)
  const value = async (sql: string): Promise<number> => Number((await database.rows<{ value: string | number }>(sql))[0]?.value)

  it('is recognised file by file', () => {
    expect(Object.fromEntries(first.files.map((file) => [file.name, file.recognisedAs]))).toEqual({
      'accounts.csv': 'account',
      'activities.csv': 'activity',
      'channels.csv': 'channel',
      'leads.xlsx': 'lead',
      'orders.csv': 'order',
      'payments.csv': 'payment',
      'people.csv': 'person',
      'pipeline_stages.csv': 'stage',
      'products.csv': 'product',
      'targets.csv': 'target',
      'teams.csv': 'team',
      '商机.csv': 'opportunity',
      '商机阶段记录.csv': 'stage_visit',
      '渠道投入.xlsx': 'spend',
    })
    expect(first.files.flatMap((file) => file.openQuestions)).toEqual([])
  })

  it('loads every usable row', () => {
    for (const { file, usable } of answers.files) expect([file, outcome(file)?.loaded]).toEqual([file, usable])
    for (const file of first.files) expect(file.rowsRead).toBe(file.loaded + file.updated + file.unchanged + file.quarantined)
  })

  it('puts exactly the unusable rows aside, with column, value and the row as it came', () => {
    // The answers count the header as row 1; a footer row may be left unread.
    const expected = answers.quarantine
      .filter(({ reason }) => reason !== 'total-row')
      .map(({ file, row, column, value: text }) => ({ file, row: row - 1, column, value: text }))
    const byPlace = (a: { file: string; row: number }, b: { file: string; row: number }): number =>
      a.file.localeCompare(b.file) || a.row - b.row
    expect(quarantine.map(({ file, row, column, value: text }) => ({ file, row, column, value: text })).toSorted(byPlace)).toEqual(
      expected.toSorted(byPlace),
    )
    expect(quarantine.find(({ file, row }) => file === 'orders.csv' && row === 61)?.original).toBe(
      'SO-2026-9001,,,何立冬,31/02/2026,"12,000.00",confirmed',
    )
  })

  it('matches names that differ in width, case and blanks only, and shows them', () => {
    const plain = (entry: { entity: string; from: string; to: string; rows: number }) =>
      `${entry.entity}: ${entry.from} = ${entry.to} (${entry.rows})`
    const rowsOf = (entity: string, from: string): number =>
      first.files
        .flatMap((file) => file.matched)
        .filter((match) => match.entity === entity && match.from === from)
        .reduce((sum, match) => sum + match.rows, 0)
    for (const match of answers.matches) expect(rowsOf(match.entity, match.from)).toBe(match.rows)
    expect(matches.map(plain).sort()).toEqual(answers.matches.map(plain).sort())
  })

  it('changes nothing when it is imported again, in another order', () => {
    expect(second.load).toBeNull()
    expect(second.dataVersion).toBe(first.dataVersion)
    expect(second.files.map((file) => file.status)).toEqual(first.files.map(() => 'unchanged'))
    for (const file of second.files) expect(file.rowsRead).toBe(outcome(file.name)?.rowsRead)
  })

  it.each([
    ['lead_count', 'select count(*) as value from mart.lead'],
    ['valid_lead_count', 'select count(*) as value from mart.lead where is_valid'],
    ['mql_count', 'select count(mql_at) as value from mart.lead'],
    ['opportunity_count', 'select count(*) as value from mart.opportunity'],
    ['won_count', `select count(*) as value from mart.opportunity where status = 'won'`],
    ['lost_value', `select sum(amount_reporting)::varchar as value from mart.opportunity where status = 'lost'`],
    ['won_value', `select sum(amount_reporting)::varchar as value from mart.opportunity where status = 'won'`],
    ['pipeline_value', `select sum(amount_reporting)::varchar as value from mart.opportunity where status = 'open'`],
    ['spend', 'select sum(amount_reporting)::varchar as value from mart.spend'],
    ['received_amount', 'select sum(amount_reporting)::varchar as value from mart.payment'],
    ['order_value', 'select sum(amount_reporting)::varchar as value from mart."order" where is_confirmed'],
    ['target_value', 'select sum(amount_reporting)::varchar as value from mart.target'],
    ['activity_count', 'select count(*) as value from mart.activity where not is_automatic'],
  ])('%s comes out of the marts as worked out by hand', async (metric, sql) => {
    expect(await value(sql)).toBe(answers.metrics[metric]?.total)
  })

  it('finds owner, manager, product line, industry and channel of won money', async () => {
    const by = async (sql: string): Promise<Record<string, number>> =>
      Object.fromEntries(
        (await database.rows<{ name: string | null; value: string }>(sql)).map((row) => [row.name ?? '', Number(row.value)]),
      )
    const expected = (field: string): Record<string, number> =>
      Object.fromEntries((answers.metrics['won_value']?.by?.[field] ?? []).map(([name, figure]) => [name ?? '', figure ?? 0]))
    const join = (mart: string, name: string, ref: string): string =>
      `select d.${name} as name, sum(o.amount_reporting)::varchar as value from mart.opportunity o left join mart.${mart} d on d.ref = o.${ref} where o.status = 'won' group by all`
    expect(await by(join('person', 'name', 'owner_ref'))).toEqual(expected('owner.name'))
    expect(await by(join('person', 'manager', 'owner_ref'))).toEqual(expected('owner.manager'))
    expect(await by(join('account', 'industry', 'account_ref'))).toEqual(expected('account.industry'))
    expect(await by(join('channel', 'name', 'channel_ref'))).toEqual(expected('channel.name'))
    expect(
      await by(
        `select p.line as name, sum(l.amount_reporting)::varchar as value from mart.opportunity_line l left join mart.product p on p.ref = l.product_ref where l.status = 'won' group by all`,
      ),
    ).toEqual(expected('product.line'))
  })

  it('takes the currency of its money as the reporting currency', async () => {
    expect(await database.rows(`select value from meta.setting where key = 'reporting_currency'`)).toEqual([{ value: 'CNY' }])
  })
})

describe('the tiny sample', () => {
  it('reads month-first dates, footers and chances without a stage list', async () => {
    const answers = answersOf('tiny')
    const engine = await openEngine()
    const result = await importAll(engine, pathsOf('tiny'))
    expect(
      result.files.map(({ name, recognisedAs, loaded, quarantined, openQuestions }) => [
        name,
        recognisedAs,
        loaded,
        quarantined,
        openQuestions,
      ]),
    ).toEqual([
      ['accounts.csv', 'account', 3, 0, []],
      ['leads.csv', 'lead', 6, 0, []],
      ['opportunities.csv', 'opportunity', 12, 0, []],
    ])
    await engine.close()
    const database = await openDatabase({ file: `${engine.folder}/data.duckdb`, allowedFolder: null })
    const total = async (sql: string): Promise<number> => Number((await database.rows<{ value: string | number }>(sql))[0]?.value)
    expect(await total(`select sum(amount) :: varchar as value from mart.opportunity where status = 'won'`)).toBe(
      answers.metrics['won_value']?.total,
    )
    expect(await total(`select sum(amount * probability)::varchar as value from mart.opportunity where status = 'open'`)).toBe(
      answers.metrics['weighted_pipeline_value']?.total,
    )
    expect(await total(`select avg(closed_day - created_day) as value from mart.opportunity where status = 'won'`)).toBe(55)
    expect(await database.rows('select name from model.lead order by source_id limit 2')).toEqual([
      { name: 'Pat Sample' },
      { name: 'Kim Sample' },
    ])
    await database.close()
  }, 60_000)
})
