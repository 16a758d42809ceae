import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { columnType } from '../../../../src/engine/ingest/readers/column-types.ts'
import { valueFormats, type ValueFormat } from '../../../../src/engine/ingest/readers/value-formats.ts'

const found = (values: readonly string[], header = 'Field', delimiter = ',') => {
  const { type, format, ambiguous } = columnType(header, values, delimiter)
  return `${type} ${format}${ambiguous ? ' ?' : ''}`
}

describe('what a column holds', () => {
  it.each<[string, string, string[], string?]>([
    ['whole numbers', 'integer integer', ['1', '-20', '0', '4500000']],
    ['numbers with a point', 'decimal decimal', ['1', '2.5', '-3.25']],
    ['thousands and a point', 'decimal decimal-point', ['1,234.50', '12.00', '1,000,000']],
    ['thousands without decimals', 'decimal decimal-point', ['1,234', '12,345', '7']],
    ['a decimal comma', 'decimal decimal-comma', ['1.234,50', '12,5']],
    ['yuan signs, narrow and wide', 'decimal decimal-point', ['¥1,200', '￥3,400.5', '¥9']],
    ['dollars, negative in parentheses', 'decimal decimal-point', ['$1,234.00', '($56.10)', '$0.99']],
    ['currency codes', 'decimal decimal-point', ['RMB 1,200.00', 'CNY 90', '300 CNY']],
    ['euros', 'decimal decimal-comma', ['1.200,50 €', '90,10 €']],
    ['a trailing minus', 'decimal decimal-point', ['100-', '20.5', '3']],
    ['full-width digits', 'integer integer', ['１２３', '４５', '6']],
    ['percent', 'decimal percent', ['15%', '7.5%', '100 %']],
    ['ten thousands and hundred millions', 'decimal wan', ['1.2万', '3亿', '5000']],
    ['small numbers of a spreadsheet', 'decimal scientific', ['1.5E-3', '0.25', '2']],
    ['true and false', 'boolean true-false', ['TRUE', 'false', 'True']],
    ['yes and no', 'boolean yes-no', ['Yes', 'No', 'yes']],
    ['是 and 否', 'boolean shi-fou', ['是', '否', '是']],
    ['ones and zeros that count something', 'integer integer', ['1', '0', '1']],
    ['ISO days', 'date iso-date', ['2024-01-05', '2023-12-31']],
    ['days with slashes', 'date ymd', ['2024/1/5', '2024/12/31']],
    ['days written in both ways', 'date ymd', ['2024/1/5', '2024-01-06']],
    ['Chinese days', 'date cn-date', ['2024年1月5日', '2024年12月31日']],
    ['day first, as one day over 12 shows', 'date dmy', ['03/04/2024', '31/12/2024']],
    ['month first, as one day over 12 shows', 'date mdy', ['03/04/2024', '12/31/2024']],
    ['either, as no part is over 12', 'date dmy ?', ['03/04/2024', '05/06/2024']],
    ['days with points, which are never month first', 'date dmy', ['03.04.2024', '05.06.2024']],
    ['month names', 'date dmy-name', ['5-Jan-2024', '31-Dec-2023']],
    ['month names first', 'date mdy-name', ['Jan 5, 2024', 'December 31, 2023']],
    ['moments', 'timestamp iso-timestamp', ['2024-01-05 09:30:00', '2024-01-05T10:00:00.123']],
    ['moments without seconds', 'timestamp iso-timestamp', ['2024-01-05 09:30', '2024-01-06 23:59']],
    ['moments with a zone', 'timestamp iso-timestamp-zone', ['2024-01-05T09:30:00Z', '2024-01-05T09:30:00.000+0800']],
    ['moments in the afternoon', 'timestamp cn-timestamp', ['2024年1月5日 下午3:20', '2024年1月6日 上午9:00']],
    ['moments with slashes', 'timestamp ymd-timestamp', ['2024/1/5 9:30', '2024/1/5 15:20:30']],
    ['moments with PM', 'timestamp mdy-timestamp', ['12/31/2024 3:20 PM', '1/5/2024 9:00 AM']],
    ['ids with leading zeros', 'text identifier', ['00123', '00124', '12345']],
    ['ids with more digits than a number keeps', 'text identifier', ['4876876000000333001', '4876876000000333002']],
    ['words', 'text text', ['Acme', 'Globex', '12 Main St']],
    ['words behind an apostrophe', 'text apostrophe-text', ["'00123", 'A-7']],
    ['versions and addresses', 'text text', ['1.2.3', '10.0.0.1']],
    ['nothing', 'text text', ['', '-', 'N/A', '无', '#N/A', 'null']],
  ])('knows %s', (_, expected, values) => expect(found(values)).toBe(expected))

  it('believes days as numbers only where the header speaks of a day', () => {
    expect(found(['45296', '45300'], 'Close Date')).toBe('date excel-serial')
    expect(found(['45296', '45300.5'], '成交日期')).toBe('timestamp excel-serial-time')
    expect(found(['45296', '45300'], 'Employees')).toBe('integer integer')
    expect(found(['20240105', '20231231'], '下单日期')).toBe('date compact-date')
    expect(found(['20240105', '20231231'], 'Order No')).toBe('integer integer')
    expect(found(['1704447000000'], '创建时间')).toBe('timestamp epoch-milliseconds')
  })

  it('takes ones and zeros for yes and no where the header asks a question', () => {
    expect(found(['1', '0'], 'IsWon')).toBe('boolean one-zero')
    expect(found(['1', '0'], 'Issues')).toBe('integer integer')
    expect(found(['1', '0'], 'Is Won')).toBe('boolean one-zero')
    expect(found(['1', '0'], '是否有效')).toBe('boolean one-zero')
  })

  it('sees phones that a spreadsheet has damaged', () => {
    const type = columnType('手机', ['1.38E+10', '13900001111'])
    expect(type).toMatchObject({ type: 'text', format: 'damaged-identifier', misfits: ['1.38E+10'], share: 0.5 })
  })

  it('asks about 1,234 only where a semicolon file leaves it open', () => {
    expect(columnType('Amount', ['1,234', '5,678'], ';')).toMatchObject({
      ambiguous: true,
      alternatives: ['decimal-comma', 'decimal-point'],
    })
    expect(found(['1,234', '5,678'])).toBe('decimal decimal-point')
    expect(found(['1,234', '5,67'], 'Amount', ';')).toBe('decimal decimal-comma')
  })

  it('offers both orders of an open day and month', () => {
    expect(columnType('Date', ['03/04/2024']).alternatives).toEqual(['dmy', 'mdy'])
  })

  it('counts what does not fit, and leaves a column text when that is more than a tenth', () => {
    const nineteen = Array.from({ length: 19 }, (_, n) => String(n + 1))
    expect(columnType('n', [...nineteen, 'many'])).toMatchObject({ format: 'integer', share: 0.95, misfits: ['many'] })
    expect(found(['1', '2', '3', 'many'])).toBe('text text')
  })

  it('knows that 30 February and month 13 are no days', () => {
    expect(found(['2024-02-30', '2023-02-29'])).toBe('text text')
    expect(found(['2024-13-01'])).toBe('text text')
  })

  it('counts empty cells and words for nothing', () => expect(columnType('a', ['1', '', 'N/A', '2']).emptyShare).toBe(0.5))
})

describe('the list of formats', () => {
  let database: Database
  beforeAll(async () => {
    database = await openDatabase({ file: ':memory:', allowedFolder: null })
  })
  afterAll(() => database.close())

  const headers: Readonly<Record<string, string>> = {
    'excel-serial': 'Date',
    'excel-serial-time': 'Date',
    'compact-date': 'Date',
    'epoch-milliseconds': 'Date',
    'epoch-seconds': 'Date',
    'one-zero': 'Is Won',
    'damaged-identifier': 'Phone',
  }

  it.each(valueFormats.map((format) => [format.name, format] as const))('%s: its example is recognised as it', (name, { example }) => {
    expect(columnType(headers[name] ?? 'Field', [example]).format).toBe(name)
  })

  const days: Readonly<Record<string, string>> = {
    dmy: '2024-12-31',
    mdy: '2024-12-31',
    'dmy-timestamp': '2024-12-31 15:20:00',
    'mdy-timestamp': '2024-12-31 15:20:00',
    'dmy-name-timestamp': '2024-01-05 09:30:00',
    'mdy-name-timestamp': '2024-01-05 15:20:00',
    'ymd-timestamp': '2024-01-05 09:30:00',
    'cn-timestamp': '2024-01-05 15:20:00',
  }
  const parsed = valueFormats.filter((format: ValueFormat) => format.strptime !== undefined)

  it.each(parsed.map((format) => [format.name, format as ValueFormat] as const))(
    '%s: DuckDB parses its example with its patterns',
    async (name, format) => {
      let text = format.example
      if (format.prepare?.includes('date-separators') === true) text = text.replace(/(?<=\d)[-.](?=\w)|(?<=[A-Za-z])[-.](?=\d)/g, '/')
      if (format.prepare?.includes('chinese-meridiem') === true) text = text.replace(/下午\s*(\S+)/, '$1 PM')
      const [row] = await database.rows<{ t: string }>('select try_strptime($text, $formats)::varchar as t', {
        text,
        formats: format.strptime!,
      })
      expect(row!.t).toBe((days[name] ?? '2024-01-05').length === 10 ? `${days[name] ?? '2024-01-05'} 00:00:00` : days[name])
    },
  )

  const native = valueFormats.filter((format) => format.nativelyReadable && format.type !== 'text')
  const sqlTypes = { integer: 'bigint', decimal: 'decimal(18, 4)', boolean: 'boolean', date: 'date', timestamp: 'timestamp' } as const
  it.each(native.map((format) => [format.name, format] as const))('%s: DuckDB casts its example without help', async (_, format) => {
    const type = sqlTypes[format.type]
    const [row] = await database.rows<{ ok: boolean }>(`select try_cast($example as ${type}) is not null as ok`, {
      example: format.example,
    })
    expect(row!.ok).toBe(true)
  })
})
