import { describe, expect, it } from 'vitest'
import { formatCell, formatChange, formatCompact, formatFigure, unitLabel } from '../../src/contract/figure-text.ts'

const zh = (unit: 'money' | 'count' | 'percent' | 'days' | 'none', currency: string | null = 'CNY') =>
  ({ unit, language: 'zh', currency }) as const
const en = (unit: 'money' | 'count' | 'percent' | 'days' | 'none', currency: string | null = 'USD') =>
  ({ unit, language: 'en', currency }) as const

describe('figures in large type', () => {
  it('uses 万 and 亿 in Chinese', () => {
    expect(formatCompact(9_999, zh('count'))).toBe('9,999')
    expect(formatCompact(10_000, zh('count'))).toBe('1.00万')
    expect(formatCompact(10_005_534, zh('money'))).toBe('¥1,000.6万')
    expect(formatCompact(123_456_789_012, zh('money'))).toBe('¥1,234.6亿')
  })

  it('uses K, M and B in English', () => {
    expect(formatCompact(999, en('count'))).toBe('999')
    expect(formatCompact(1_480, en('count'))).toBe('1.48K')
    expect(formatCompact(10_005_534, en('money'))).toBe('$10.0M')
    expect(formatCompact(-2_500_000_000, en('money'))).toBe('−$2.50B')
  })

  it('goes a step up when rounding would give 1,000 of the smaller one', () => {
    expect(formatCompact(999_960, en('count'))).toBe('1.00M')
    expect(formatCompact(99_999_600, zh('count'))).toBe('1.00亿')
  })

  it('leaves percents and days as they are', () => {
    expect(formatCompact(0.6315005, zh('percent'))).toBe('63.2%')
    expect(formatCompact(51.782, en('days'))).toBe('51.8 days')
    expect(formatCompact(51.782, zh('days'))).toBe('51.8 天')
  })
})

describe('figures in tables', () => {
  it('keeps every digit of a decimal that no float could hold', () => {
    expect(formatCell('12345678901234567890.125', { ...en('money'), digits: 2 })).toBe('12,345,678,901,234,567,890.13')
    expect(formatCell(9007199254740993n, en('count'))).toBe('9,007,199,254,740,993')
  })

  it('rounds half away from zero on both sides of it', () => {
    expect(formatCell('2.345', { ...en('money'), digits: 2 })).toBe('2.35')
    expect(formatCell('-2.345', { ...en('money'), digits: 2 })).toBe('−2.35')
    expect(formatCell('-0.004', { ...en('money'), digits: 2 })).toBe('0.00')
    expect(formatCell('999.995', { ...en('money'), digits: 2 })).toBe('1,000.00')
  })

  it('shows a share as a percent with one decimal', () => {
    expect(formatCell(0.05681818, en('percent'))).toBe('5.7%')
    expect(formatCell('1', en('percent'))).toBe('100.0%')
    expect(formatCell(-0.125, en('percent'))).toBe('−12.5%')
  })

  it('drops needless zeros of a figure without unit', () => {
    expect(formatCell(3, en('none'))).toBe('3')
    expect(formatCell(3.1, en('none'))).toBe('3.1')
    expect(formatCell(300, en('none'))).toBe('300')
  })

  it('shows a dash for what is no number', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, 'n/a', '']) expect(formatCell(value, en('money'))).toBe('–')
  })

  it('writes out numbers that JavaScript prefers to write with an exponent', () => {
    expect(formatCell(1e21, en('count'))).toBe('1,000,000,000,000,000,000,000')
    expect(formatCell(1e-7, { ...en('none'), digits: 7 })).toBe('0.0000001')
  })
})

describe('changes', () => {
  it('always carry a sign', () => {
    expect(formatChange(0.123, en('percent'))).toBe('+12.3%')
    expect(formatChange(-1_200, en('money'))).toBe('−$1.20K')
    expect(formatChange(0, en('count'))).toBe('±0')
    expect(formatChange(-0.0004, en('percent'))).toBe('±0.0%')
    expect(formatChange(null, en('count'))).toBe('–')
  })
})

describe('units', () => {
  it('name the currency by its short symbol, and by its code where there is none', () => {
    expect(unitLabel(zh('money'))).toBe('¥')
    expect(unitLabel(en('money'))).toBe('$')
    expect(unitLabel(en('money', 'CHF'))).toBe('CHF')
    expect(formatFigure(12, en('money', 'CHF'))).toBe('CHF 12')
    expect(formatFigure(12, en('money', 'not a currency'))).toBe('not a currency 12')
    expect(formatFigure(12, en('money', null))).toBe('12')
  })
})
