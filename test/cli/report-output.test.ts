import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReportColumn, type ReportResult } from '../../src/contract/report-result.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { reportCsv } from '../../src/cli/report-csv.ts'
import { levelledRows, reportJson } from '../../src/cli/report-json.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})
afterAll(() => database.close())

const row = (id: string, zh: string, en: string) => ReportColumn.parse({ id, label: { zh, en }, type: 'text', unit: 'none', role: 'row' })
const value = (id: string, type = 'decimal') =>
  ReportColumn.parse({ id, label: { zh: `${id}值`, en: id }, type, unit: 'money', role: 'value' })

async function resultOf(sql: string, columns: readonly ReportColumn[]): Promise<ReportResult & { bytes: Uint8Array }> {
  const { bytes, rowCount } = await database.arrow(sql)
  return {
    columns: [...columns],
    rowCount,
    trueRowCount: rowCount,
    n: { won_value: 3 },
    asOf: '2017-12-31',
    dataVersion: 1,
    period: null,
    milliseconds: { compile: 0, query: 0 },
    warnings: [{ code: 'matched-value', column: 'won_value', text: { zh: '已匹配', en: 'matched' } }],
    bytes,
  }
}

const twoLevels = `
  select * from (values
    ('East', null, 30.50::decimal(18,4), 1::integer),
    ('East', 'A', 10.25, 2), ('East', null, 20.25, 2),
    (null, null, 5, 1), (null, 'B', 5, 2),
    (null, null, 35.5, 0)) t("account.region", "product.line", won_value, "$level")`
const regionAndLine = [row('account.region', '大区', 'Region'), row('product.line', '产品线', 'Line'), value('won_value')]

describe('a report as JSON', () => {
  it('has subtotals with their level, the empty value with its label, and the grand total apart', async () => {
    expect(reportJson(await resultOf(twoLevels, regionAndLine), 'en')).toEqual({
      columns: [
        { id: 'account.region', label: 'Region', type: 'text', unit: 'none' },
        { id: 'product.line', label: 'Line', type: 'text', unit: 'none' },
        { id: 'won_value', label: 'won_value', type: 'decimal', unit: 'money' },
      ],
      rows: [
        { 'account.region': 'East', won_value: 30.5, level: 1 },
        { 'account.region': 'East', 'product.line': 'A', won_value: 10.25 },
        { 'account.region': 'East', 'product.line': '(none)', won_value: 20.25 },
        { 'account.region': '(none)', won_value: 5, level: 1 },
        { 'account.region': '(none)', 'product.line': 'B', won_value: 5 },
      ],
      total: { won_value: 35.5 },
      n: { won_value: 3 },
      asOf: '2017-12-31',
      warnings: [{ code: 'matched-value', column: 'won_value', text: 'matched' }],
    })
  })

  it('keeps the real address of the row with the empty value', async () => {
    const { columns, bytes } = await resultOf(twoLevels, regionAndLine)
    expect(levelledRows(columns, bytes)[2]?.address).toEqual({ 'account.region': 'East', 'product.line': null })
  })

  it('gives the only row of a report without row fields also as its total', async () => {
    const json = reportJson(await resultOf('select 7::bigint as won_value, 0::integer as "$level"', [value('won_value', 'integer')]), 'en')
    expect([json.rows, json.total]).toEqual([[{ won_value: 7 }], { won_value: 7 }])
  })

  it('has no total where none was asked, and no rows where there are none', async () => {
    const json = reportJson(await resultOf(`${twoLevels} where "$level" = 9`, regionAndLine), 'zh')
    expect([json.rows, json.total, json.columns[0]?.label]).toEqual([[], null, '大区'])
  })

  it.each([
    ['9007199254740991::bigint', 9007199254740991],
    ['9007199254740992::bigint', '9007199254740992'],
    ['-9007199254740993::bigint', '-9007199254740993'],
    ['170141183460469231731687303715884105727::hugeint', '170141183460469231731687303715884105727'],
    ['10005534.0000::decimal(18,4)', 10005534],
    ['0.1::decimal(18,4)', 0.1],
    ['-0.05::decimal(18,2)', -0.05],
    ['100::decimal(18,2)', 100],
    ['12345678901234567.25::decimal(38,2)', '12345678901234567.25'],
    ['0.63150052000000::double', 0.63150052],
    ["'nan'::double", null],
    ['null::double', null],
    ["date '2017-01-31'", '2017-01-31'],
    ["date '0001-01-01'", '0001-01-01'],
    ["timestamp '2017-01-31 10:11:12'", '2017-01-31T10:11:12'],
    ["timestamp '2017-01-31 10:11:12.123456'", '2017-01-31T10:11:12.123456'],
    ['true', true],
    ["'2017'", '2017'],
  ])('prints %s unrounded', async (sql, expected) => {
    const json = reportJson(await resultOf(`select ${sql} as v, 0::integer as "$level"`, [value('v')]), 'en')
    expect(json.rows).toEqual([{ v: expected }])
  })
})

describe('a report as CSV', () => {
  it('stands under its labels, and a subtotal says so', async () => {
    expect(reportCsv(await resultOf(twoLevels, regionAndLine), 'zh')).toBe(
      '大区,产品线,won_value值\r\nEast,合计,30.5\r\nEast,A,10.25\r\nEast,(none),20.25\r\n(none),合计,5\r\n(none),B,5\r\n合计,,35.5\r\n',
    )
  })

  it('calls columns of a column shelf by what they stand under', async () => {
    const under = (id: string, more: object) => ({ ...value(id), ...more })
    const columns = [row('r', '大区', 'Region'), under('a', { path: ['open', null] }), under('b', { isColumnTotal: true })]
    const csv = reportCsv(
      await resultOf(`select 'East' as r, 1.0::decimal(18,4) as a, 2.0::decimal(18,4) as b, 1::integer as "$level"`, columns),
      'en',
    )
    expect(csv.split('\r\n')[0]).toBe('Region,open · (none) · a,Total · b')
  })
})
