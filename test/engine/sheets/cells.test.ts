import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUnits, toUnits } from '../../../src/engine/sheets/exact.ts'
import { pasteRows } from '../../../src/engine/sheets/paste.ts'
import { readNumber } from '../../../src/engine/sheets/read-number.ts'
import { readDay, readPeriod } from '../../../src/engine/sheets/read-period.ts'
import { splitCells } from '../../../src/engine/sheets/split-cells.ts'
import { spreadEvenly } from '../../../src/engine/sheets/spread.ts'

const amount = { scale: 4, mayBeNegative: false, mayBePercent: false }
const calendar = { firstDayOfWeek: 1, fiscalYearStartMonth: 4, calendarKind: 'gregorian', fiscalFirstWeek: 'nearest' } as const
const context = { calendar, clockYear: 2026, reportingCurrency: 'CNY', known: {} }

describe('a number in a cell', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1,234,567.80', '1234567.8'],
    ['１２，３４５', '12345'],
    ['1.2万', '12000'],
    ['3亿', '300000000'],
    ['0.00015亿', '15000'],
    ['50 万元', '500000'],
    ['￥1,234', '1234'],
    ['US$ 12.5k', '12500'],
    ['1.234,50', '1234.5'],
    ['12,5', '12.5'],
    ['12345678901234.5678', '12345678901234.5678'],
    ['007', '7'],
  ])('%s is %s', (typed, value) => {
    expect(readNumber(typed, amount)).toMatchObject({ value, state: 'good' })
  })

  it.each(['abc', '12a', '-5', '(5)', '12%', '1,23,4', '1.2.3', '1.23456', '123456789012345', '', '.', '万', '1e5', '--3'])(
    '%s is refused in both languages',
    (typed) => {
      const { value, state, problem } = readNumber(typed, amount)
      expect([value, state]).toEqual([null, 'error'])
      expect(problem?.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(problem?.en).toMatch(/[a-z]/)
    },
  )

  it('may be negative or a percentage where that makes sense', () => {
    expect(readNumber('(1,200)', { ...amount, mayBeNegative: true })).toMatchObject({ value: '-1200', state: 'warning' })
    expect(readNumber('12.5%', { ...amount, scale: 8, mayBePercent: true })).toMatchObject({ value: '0.125' })
  })

  it('reads every amount it could have written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 9999 }), (whole, fraction) => {
        const text = `${whole.toLocaleString('en-US')}.${String(fraction).padStart(4, '0')}`
        expect(toUnits(readNumber(text, amount).value ?? '')).toBe(BigInt(whole) * 10_000n + BigInt(fraction))
        expect(toUnits(fromUnits(BigInt(whole)))).toBe(BigInt(whole))
      }),
    )
  })
})

describe('a period in a cell', () => {
  it.each([
    ['2026-01', '2026-01-01', '2026-01-31'],
    ['2026/2', '2026-02-01', '2026-02-28'],
    ['202403', '2024-03-01', '2024-03-31'],
    ['2026年1月', '2026-01-01', '2026-01-31'],
    ['２０２６年１２月份', '2026-12-01', '2026-12-31'],
    ['Jan 2026', '2026-01-01', '2026-01-31'],
    ['sept-25', '2025-09-01', '2025-09-30'],
    ['2026 March', '2026-03-01', '2026-03-31'],
    ['2/2024', '2024-02-01', '2024-02-29'],
    ['2026Q1', '2026-01-01', '2026-03-31'],
    ['q4 2025', '2025-10-01', '2025-12-31'],
    ['2026年第二季度', '2026-04-01', '2026-06-30'],
    ['2026年3季度', '2026-07-01', '2026-09-30'],
    ['2026H2', '2026-07-01', '2026-12-31'],
    ['2026年上半年', '2026-01-01', '2026-06-30'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026年', '2026-01-01', '2026-12-31'],
    ['2025年度', '2025-01-01', '2025-12-31'],
    // The fiscal year that begins on 1 April 2025 ends in 2026.
    ['FY2026', '2025-04-01', '2026-03-31'],
    ["fy'26", '2025-04-01', '2026-03-31'],
    ['FY2026 Q4', '2026-01-01', '2026-03-31'],
    ['2026财年', '2025-04-01', '2026-03-31'],
    ['2026-01-05', '2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05', '2026-01-05'],
    ['20260105', '2026-01-05', '2026-01-05'],
  ])('%s is %s to %s', (typed, from, to) => {
    expect(readPeriod(typed, calendar, 2020)).toMatchObject({ value: { from, to }, state: 'good' })
  })

  it.each([
    ['1月', '2026-01-01', '2026-01-31'],
    ['十二月', '2026-12-01', '2026-12-31'],
    ['Q2', '2026-04-01', '2026-06-30'],
    ['Mar', '2026-03-01', '2026-03-31'],
  ])('%s has the clock’s year, and says so', (typed, from, to) => {
    const reading = readPeriod(typed, calendar, 2026)
    expect(reading).toMatchObject({ value: { from, to }, state: 'warning' })
    expect(reading.problem?.en).toContain('2026')
  })

  it('takes a fiscal year of weeks from where it begins', () => {
    const weeks = { ...calendar, fiscalYearStartMonth: 2, firstDayOfWeek: 7, calendarKind: '4-5-4' } as const
    expect(readPeriod('FY2024', weeks, 2026).value).toMatchObject({ from: '2023-01-29', to: '2024-02-03' })
    expect(readPeriod('FY2026', { ...calendar, fiscalYearStartMonth: 1 }, 2026).value).toMatchObject({
      from: '2026-01-01',
      to: '2026-12-31',
    })
  })

  it.each(['13月', '2026-13', '2026Q5', 'soon', '', '3/4/2026', '2026-02-30', '1850', '99', '2026-1-32'])('%s is none', (typed) => {
    expect(readPeriod(typed, calendar, 2026)).toMatchObject({ value: null, state: 'error' })
  })

  it('says that 3/4/2026 can be read in two ways', () => {
    expect(readDay('3/4/2026').problem?.en).toMatch(/day or month first/)
  })
})

describe('an amount over days', () => {
  it('adds up to the cent, and no day is more than a cent from another', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 1, max: 366 }), (cents, days) => {
        const parts = spreadEvenly(fromUnits(BigInt(cents) * 100n), days).map(toUnits)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(cents) * 100n)
        const spread =
          parts.reduce((most, part) => (part > most ? part : most)) - parts.reduce((least, part) => (part < least ? part : least))
        expect(spread <= 100n).toBe(true)
      }),
    )
    expect(spreadEvenly('100', 3)).toEqual(['33.33', '33.33', '33.34'])
  })
})

describe('a clipboard', () => {
  it('has its cells between tabs, quoted where they hold line breaks', () => {
    expect(splitCells('a\t"b\nc ""d"""\r\ne\tf\r\n\r\n')).toEqual([
      ['a', 'b\nc "d"'],
      ['e', 'f'],
    ])
    expect(splitCells('a,"1,000"\nb,2')).toEqual([
      ['a', '1,000'],
      ['b', '2'],
    ])
    expect(splitCells('1,000\n2,500')).toEqual([['1,000'], ['2,500']])
    expect(splitCells('x;1,5\ny;2')).toEqual([
      ['x', '1,5'],
      ['y', '2'],
    ])
  })

  it('under a header is added at the end, in the sheet’s own order of columns', () => {
    const rows = pasteRows(
      'targets',
      [
        ['旧', '', '2025', '', '1', ''],
        ['', '', '', '', '', ''],
      ],
      '目标（万元）\t负责人\t月份\n50\t张三\t2026-01\n60\t李四\t2026-02\n',
      { row: 0, column: 0 },
      context,
    )
    expect(rows).toEqual([
      ['旧', '', '2025', '', '1', ''],
      ['张三', '', '2026-01', '', '50万', ''],
      ['李四', '', '2026-02', '', '60万', ''],
    ])
  })

  it('with months across becomes a row for every filled cell; totals are left out', () => {
    const text = '销售\t指标\t1月\t2月\t2026年3月\t合计\n张三\t回款\t10\t\t30\t40\n李四\t\t1\t2\t3\t6\n合计\t\t11\t2\t33\t46\n'
    expect(pasteRows('targets', [], text, { row: 0, column: 0 }, context)).toEqual([
      ['张三', '', '1月', '回款', '10', ''],
      ['张三', '', '2026年3月', '回款', '30', ''],
      ['李四', '', '1月', '', '1', ''],
      ['李四', '', '2月', '', '2', ''],
      ['李四', '', '2026年3月', '', '3', ''],
    ])
    // The corner above the names may be empty, or be called something else.
    for (const corner of ['', '大客户部']) {
      expect(pasteRows('spend', [], `${corner}\t2026-01\t2026-02\n搜索\t5\t6\n`, { row: 0, column: 0 }, context)).toEqual([
        ['搜索', '', '2026-01', '', '5', ''],
        ['搜索', '', '2026-02', '', '6', ''],
      ])
    }
    expect(pasteRows('exchange-rates', [], '币种\t2026-01-01\t2026-01-02\nUSD\t7.1\t7.2\n', { row: 0, column: 0 }, context)).toEqual([
      ['USD', '', '2026-01-01', '7.1'],
      ['USD', '', '2026-01-02', '7.2'],
    ])
  })

  it('without a header goes where it is put, and is refused where it does not fit', () => {
    const rows = pasteRows('exchange-rates', [['USD', 'CNY', '2026-01-01', '7']], '7.1\n7.2', { row: 0, column: 3 }, context)
    expect(rows).toEqual([
      ['USD', 'CNY', '2026-01-01', '7.1'],
      ['', '', '', '7.2'],
    ])
    expect(() => pasteRows('exchange-rates', [], 'a\tb', { row: 0, column: 3 }, context)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    )
    expect(() => pasteRows('targets', [], '\n\n', { row: 0, column: 0 }, context)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    )
  })
})
