import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { FileOutcome, LoadMode } from '../../../../src/contract/imports.ts'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { isLongId } from '../../../../src/engine/ingest/load/key-reading.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import type { TestWorkspace } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'
import type { LoadOptions } from '../load-fixture.ts'

type Cells = readonly (readonly (string | number)[])[]

const csv = (cells: Cells): string => cells.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')

function xlsx(cells: Cells): Uint8Array {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells.map((row) => [...row])), 'Sheet1')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
}

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openTestWorkspace()
})
afterAll(() => workspace.database.close())
const look = async (sql: string): Promise<object[]> => await workspace.database.rows(sql)

async function take(files: Readonly<Record<string, Cells>>, options: LoadOptions = {}): Promise<readonly FileOutcome[]> {
  const uploads = []
  for (const [name, cells] of Object.entries(files)) uploads.push(await uploadText(workspace, name, csv(cells)))
  return (await load(workspace, uploads, options)).files
}

const counts = ({ loaded, updated, unchanged, vanished, quarantined }: FileOutcome) => [loaded, updated, unchanged, vanished, quarantined]

// The check characters were worked out by the published rule with another program.
describe('ids of Salesforce', () => {
  it('are told by their three check characters', () => {
    expect(['0015g00000AbCdEAAV', '0035g00000XyZabAAF', '00Q5g00000aBcDeEAK'].map(isLongId)).toEqual([true, true, true])
    expect(
      ['0015g00000AbCdEAAW', '0015g00000abcdeAAV', '0015g00000AbCdE', '91330106MA27XXXXXX', '123456789012345678'].map(isLongId),
    ).toEqual([false, false, false, false, false])
  })

  it('are one in their long and their short form, in a file, between files and from week to week', async () => {
    const contacts = (id: string, title: string): Cells => [
      ['Contact ID', 'Name', 'Title', 'Account ID'],
      [id, 'Lu', title, '0015g00000AbCdF'],
    ]
    const monday = await take({
      'accounts.csv': [
        ['Account ID', 'Account Name'],
        ['0015g00000AbCdEAAV', 'Acme'],
        ['0015g00000AbCdFAAV', 'Beta'],
        ['0035g00000XyZab', 'Gamma'],
      ],
      'opportunities.csv': [
        ['Opportunity ID', 'Opportunity Name', 'Account ID', 'Stage', 'Amount'],
        ['0065g00000MnOpQ', 'Pumps', '0015g00000AbCdE', 'Proposal', 100],
        ['0065g00000MnOpQAAV', 'Pumps', '0015g00000AbCdE', 'Proposal', 250],
      ],
      'contacts.csv': contacts('00Q5g00000aBcDe', 'Buyer'),
    })
    const tuesday = await take(
      {
        'accounts.csv': [
          ['Account ID', 'Account Name'],
          ['0015g00000AbCdE', 'Acme'],
          ['0015g00000AbCdF', 'Beta'],
          ['0035g00000XyZabAAF', 'Gamma'],
        ],
        'contacts.csv': contacts('00Q5g00000aBcDeEAK', 'Head buyer'),
      },
      { mode: 'full' },
    )
    expect(monday[0]?.keys?.map(({ column, ids, text }) => ({ column, ids, en: text.en }))).toEqual([
      {
        column: 'Account ID',
        ids: 2,
        en: '"Account ID": 2 IDs are read in one form, 0015g00000AbCdFAAV as 0015g00000AbCdF; the text is kept as it came',
      },
    ])
    expect(monday.map(counts)).toEqual([
      [3, 0, 0, 0, 0],
      [1, 0, 0, 0, 1],
      [1, 0, 0, 0, 0],
    ])
    expect(tuesday.map(counts)).toEqual([
      [0, 0, 3, 0, 0],
      [0, 1, 0, 0, 0],
    ])
    expect(
      await look(
        'select o.amount::int as amount, a.name from mart.opportunity o join meta.reference r on r.ref = o.account_ref join model.account a on a.id = r.id',
      ),
    ).toEqual([{ amount: 250, name: 'Acme' }])
    expect(await look('select name, source_id from model.account order by name')).toEqual([
      { name: 'Acme', source_id: '0015g00000AbCdE' },
      { name: 'Beta', source_id: '0015g00000AbCdF' },
      { name: 'Gamma', source_id: '0035g00000XyZab' },
    ])
  })
})

const customers = Array.from({ length: 12 }, (_, index) => ({ id: String(index * 11 + 5).padStart(6, '0'), name: `Customer ${index}` }))
const accounts = (id: (id: string) => string | number): Cells => [
  ['Account ID', 'Account Name'],
  ...customers.map((one) => [id(one.id), one.name]),
]
const deals = (id: (id: string) => string | number, amount: number): Cells => [
  ['Deal ID', 'Deal Name', 'Account ID', 'Deal Stage', 'Amount'],
  ...customers.map((one, index) => [`D-${index}`, `Deal ${index}`, id(one.id), 'Proposal', amount]),
]

describe('leading zeros that a table program took away', () => {
  it('ask, and double and lose nothing until somebody answers', { timeout: 60_000 }, async () => {
    const engine = await openEngine()
    const { imports, workspace: about, reports } = engine.handlers
    const give = async (files: Readonly<Record<string, Uint8Array | string>>, mode: LoadMode = 'upsert') => {
      const uploads: string[] = []
      for (const [name, bytes] of Object.entries(files)) uploads.push(await upload(engine, name, bytes))
      return await runImport(engine, { uploads, mode })
    }
    const rows = async (entity: string) => (await about.info({}, still)).entities.find((one) => one.entity === entity)?.rows
    const answer = async (load: number | null, value: string): Promise<FileOutcome | undefined> => {
      await imports.answerLoad({ load: load ?? 0, answers: { 'accounts.xlsx#key-form': value } }, still)
      return (await imports.loads({}, still)).loads.find(({ id }) => id === load)?.files[0]
    }
    const perAccount = async () =>
      (
        await reports.run(
          { spec: ReportSpec.parse({ rows: [{ field: 'account.name' }], values: [{ metric: 'open_opportunity_count' }] }) },
          still,
        )
      ).rowCount

    await give({ 'accounts.csv': csv(accounts(String)), 'deals.csv': csv(deals(String, 100)) })
    const second = await give({ 'accounts.xlsx': xlsx(accounts(Number)), 'deals.xlsx': xlsx(deals(Number, 200)) }, 'full')
    const [known, named] = second.files
    expect(counts(known!)).toEqual([0, 0, 12, 0, 0])
    expect(counts(named!)).toEqual([0, 12, 0, 0, 0])
    expect([await rows('account'), await rows('opportunity'), await perAccount()]).toEqual([12, 12, 12])
    expect(known?.openQuestions.map(({ id, text }) => ({ id, text }))).toEqual([
      {
        id: 'accounts.xlsx#key-form',
        text: {
          zh: '“accounts.xlsx”有 12 个未知的编号（客户），其中 12 个与已有编号只差前导零：5 = 000005、16 = 000016、27 = 000027。它们是同一批记录吗？在回答之前按同一记录处理，没有记录会消失。',
          en: '12 IDs of "accounts.xlsx" (Account) are not known, but 12 of them differ from a known one only by leading zeros: 5 = 000005, 16 = 000016, 27 = 000027. Are they the same? Until you answer they are taken as the same, and nothing vanishes.',
        },
      },
    ])
    expect(named?.openQuestions).toEqual([])
    expect(named?.keys?.map(({ text }) => text.en)).toEqual([
      '"Account ID": 12 IDs differ from a known one only by leading zeros and are taken as the same: 5 = 000005, 16 = 000016, 27 = 000027',
    ])

    const different = await answer(second.load, 'different')
    expect([counts(different!), await rows('account')]).toEqual([[12, 0, 0, 0, 0], 24])
    expect(different?.openQuestions.map(({ id }) => id)).toEqual(['accounts.xlsx#vanishing'])
    expect((await answer(second.load, 'same'))?.openQuestions).toEqual([])
    // What was answered once holds for the next file of the name.
    const third = (await give({ 'accounts.xlsx': xlsx([...accounts(Number), [999, 'New one']]) })).files[0]
    expect([counts(third!), third?.openQuestions]).toEqual([[1, 0, 12, 0, 0], []])
    expect((await about.doctor({}, still)).checks.filter(({ ok }) => !ok)).toEqual([])
    await engine.close()
  })
})

describe('other forms', () => {
  it('are found where a file mixes them', async () => {
    const head = ['Lead ID', 'Name', 'Company']
    await take({
      'leads.csv': [head, ['12345', 'Ann', 'A'], ['23456', 'Bob', 'B'], ['K-7', 'Cid', 'C'], ['00040', 'Dan', 'D'], ['77', 'Eve', 'E']],
    })
    const again: Cells = [
      head,
      ['12,345', 'Ann', 'A'],
      ['#23456', 'Bob', 'B'],
      ['k-7', 'Cid', 'C'],
      ['00040', 'Dan', 'D'],
      ['７７', 'Eve', 'E'],
      ['500', 'New', 'F'],
    ]
    const [mixed] = await take({ 'leads.csv': again }, { mode: 'full' })
    expect(counts(mixed!)).toEqual([1, 0, 5, 0, 0])
    expect(mixed?.keys?.map(({ ids }) => ids)).toEqual([1, 3])
    expect(mixed?.openQuestions.map(({ id }) => id)).toEqual(['leads.csv#key-form'])
  })

  it('are told by those who name things, too', async () => {
    const head = ['Deal ID', 'Deal Name', 'Lead ID', 'Deal Stage']
    const [named] = await take({
      'deals.csv': [head, ['D1', 'One', '12345.0', 'Proposal'], ['D2', 'Two', '23456.0', 'Proposal'], ['D3', 'Three', '40.0', 'Proposal']],
    })
    expect(named?.openQuestions.map(({ id }) => id)).toEqual(['deals.csv#Lead ID:key-form'])
    expect(await look(`select source_id, lead from model.opportunity where source_id like 'D%' order by 1`)).toEqual([
      { source_id: 'D1', lead: '12345' },
      { source_id: 'D2', lead: '23456' },
      { source_id: 'D3', lead: '00040' },
    ])
  })

  it('are taken for other things where the names disagree', async () => {
    const head = ['Product ID', 'Product Name', 'List Price']
    await take({ 'products.csv': [head, ['001', 'Pump', 5], ['002', 'Valve', 6], ['003', 'Seal', 7]] })
    const [others] = await take({ 'products.csv': [head, ['1', 'Chair', 5], ['2', 'Table', 6], ['3', 'Lamp', 7]] })
    expect(counts(others!)).toEqual([3, 0, 0, 0, 0])
    expect(others?.openQuestions.map(({ text }) => text.en.includes('they are taken for different ones'))).toEqual([true])
  })

  it('are not guessed where the digits of an id are gone', async () => {
    const [orders] = await take({
      'orders.csv': [
        ['Order ID', 'Account Name', 'Order Date', 'Amount'],
        ['1.23457E+11', 'Acme', '2026-01-02', 5],
        ['1.23457E+11', 'Beta', '2026-01-03', 6],
        ['123456789012', 'Acme', '2026-01-04', 7],
      ],
    })
    expect(counts(orders!)).toEqual([1, 0, 0, 0, 2])
    expect(await look(`select row_number, column_name, value from meta.quarantine where reason_code = 'shortened' order by 1`)).toEqual([
      { row_number: 1, column_name: 'Order ID', value: '1.23457E+11' },
      { row_number: 2, column_name: 'Order ID', value: '1.23457E+11' },
    ])
  })
})

describe('cores of keys', () => {
  it.each([
    ['000123', '123'],
    ['123.0', '123'],
    ['12,345', '12345'],
    ['1,234,567.00', '1234567'],
    ['#0123', '123'],
    ["'000123", '123'],
    ['No.77', '77'],
    ['Ｎｏ．７７', '77'],
    ['AB 12', 'ab12'],
    ['000', '0'],
    ['1,23', '1,23'],
    ['1.5', '1.5'],
    ['D-012', 'd-012'],
    ['12,345,6', '12,345,6'],
  ])('%s is %s', async (raw, core) => {
    expect(await workspace.database.rows('select meta.key_core($raw) as core', { raw })).toEqual([{ core }])
  })
})
