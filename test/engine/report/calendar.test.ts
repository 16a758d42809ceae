import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grains } from '../../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { bucketKey, bucketBack, bucketOf, bucketStart, keyOfStart } from '../../../src/engine/report/calendar.ts'
import { addMonths, dayNumber, dayText } from '../../../src/engine/report/calendar-days.ts'
import { comparisonDays, lastTwelveMonths } from '../../../src/engine/report/periods.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await database.run('create schema mart')
  await database.run((await import('../../../src/engine/database/query-files.ts')).queryText('macros/calendar.sql'))
})
afterAll(() => database.close())

const day = fc.integer({ min: -30_000, max: 60_000 }) // 1887 to 2134
const gregorian = { firstDayOfWeek: 1, fiscalYearStartMonth: 1, calendarKind: 'gregorian', fiscalFirstWeek: 'nearest' } as const
const settings = fc.record({
  firstDayOfWeek: fc.integer({ min: 1, max: 7 }),
  fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
  calendarKind: fc.constant('gregorian' as const),
  fiscalFirstWeek: fc.constant('nearest' as const),
})

describe('day numbers', () => {
  it('are those of the UTC calendar, there and back', () => {
    fc.assert(
      fc.property(day, (number) => {
        const text = new Date(number * 86_400_000).toISOString().slice(0, 10)
        expect(dayText(number)).toBe(text)
        expect(dayNumber(text)).toBe(number)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31'])('%s is no day', (text) => {
    expect(() => dayNumber(text)).toThrow(expect.objectContaining({ code: 'invalid-report' }))
  })

  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2023-02-28', 12, '2024-02-29'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-30', -3, '2026-02-28'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(dayText(addMonths(dayNumber(from), months))).toBe(to)
  })
})

describe('buckets', () => {
  it('start where DuckDB’s own date_trunc puts them, and hold the day they were made from', async () => {
    await fc.assert(
      fc.asyncProperty(day, settings, fc.constantFrom(...grains), async (number, calendar, grain) => {
        const text = dayText(number)
        const sql = {
          day: `mart.day_number(date '${text}')`,
          month: `mart.month_number(date '${text}')`,
          moment: `timestamp '${text} 13:30:00'`,
        }
        const key = bucketKey(grain, sql, calendar, null)
        const [row] = await database.rows<{ key: number; start: string | number }>(
          `select ${key} as key, ${bucketStart(grain, key, calendar)} as start`,
        )
        if (grain === 'hour' || grain === 'weekday') {
          expect(row?.start).toBe(grain === 'hour' ? 13 : ((new Date(number * 86_400_000).getUTCDay() + 6) % 7) + 1)
          return
        }
        const { from, to } = bucketOf(grain, number, calendar)
        expect(row?.start).toBe(dayText(from))
        expect(keyOfStart(grain, from, calendar)).toBe(row?.key)
        expect(number >= from && number <= to).toBe(true)
        const unit = grain.replace('fiscal_', '')
        if (!grain.startsWith('fiscal') && (unit !== 'week' || calendar.firstDayOfWeek === 1)) {
          const [trunc] = await database.rows<{ start: string }>(`select date_trunc('${unit}', date '${text}')::date as start`)
          expect(row?.start).toBe(trunc?.start)
        }
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    ['fiscal_year', '2026-03-31', 4, '2025-04-01', '2026-03-31'],
    ['fiscal_year', '2026-04-01', 4, '2026-04-01', '2027-03-31'],
    ['fiscal_quarter', '2026-01-31', 2, '2025-11-01', '2026-01-31'],
    ['fiscal_month', '2026-01-31', 2, '2026-01-01', '2026-01-31'],
  ] as const)('%s of %s in a year that begins in month %i', (grain, text, fiscalYearStartMonth, from, to) => {
    const bucket = bucketOf(grain, dayNumber(text), { ...gregorian, fiscalYearStartMonth })
    expect([dayText(bucket.from), dayText(bucket.to)]).toEqual([from, to])
  })
})

describe('comparisons', () => {
  const compared = (comparison: 'previous-period' | 'previous-year', from: string, to: string): string[] => {
    const { range } = comparisonDays(comparison, { from: dayNumber(from), to: dayNumber(to) }, dayNumber('2030-01-01'), null, gregorian)
    return [dayText(range.from ?? 0), dayText(range.to ?? 0)]
  }

  it.each([
    ['previous-period', '2026-04-01', '2026-06-30', '2026-01-01', '2026-03-31'], // whole months move by months
    ['previous-period', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
    ['previous-period', '2026-02-03', '2026-02-09', '2026-01-27', '2026-02-02'], // seven days move by seven
    ['previous-year', '2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
    ['previous-year', '2026-01-10', '2026-01-20', '2025-01-10', '2025-01-20'],
  ] as const)('%s of %s to %s is %s to %s', (comparison, from, to, first, last) => {
    expect(compared(comparison, from, to)).toEqual([first, last])
  })

  it.each([
    ['month', '2026-02-01', '2026-02-28', { months: 1 }, '2026-01-01', '2026-01-31'],
    ['month', '2025-02-01', '2025-02-28', { months: 12 }, '2024-02-01', '2024-02-29'],
    ['quarter', '2026-01-01', '2026-03-31', { months: 12 }, '2025-01-01', '2025-03-31'],
    // Both the 28th and the 29th of a leap year are 28 February a year later.
    ['day', '2025-02-28', '2025-02-28', { months: 12 }, '2024-02-28', '2024-02-29'],
    ['day', '2026-03-10', '2026-03-10', { days: 7 }, '2026-03-03', '2026-03-03'],
    // 52 weeks, so that Monday stays Monday.
    ['week', '2026-06-01', '2026-06-07', { months: 12 }, '2025-06-02', '2025-06-08'],
  ] as const)('of a %s from %s to %s by %o begin on %s and end on %s', (grain, from, to, shift, first, last) => {
    const days = bucketBack(grain, { from: dayNumber(from), to: dayNumber(to) }, shift, gregorian)
    expect([dayText(days.from), dayText(days.to)]).toEqual([first, last])
  })

  it('the last twelve full months end before the clock’s month', () => {
    const { from, to } = lastTwelveMonths(dayNumber('2026-06-30'))
    expect([dayText(from ?? 0), dayText(to ?? 0)]).toEqual(['2025-06-01', '2026-05-31'])
  })
})
