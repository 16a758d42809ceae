import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarKinds } from '../../../src/contract/settings.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { queryText } from '../../../src/engine/database/query-files.ts'
import { bucketBack, bucketKey, bucketOf, bucketStart, keyOfStart } from '../../../src/engine/report/calendar.ts'
import { dayNumber, dayText } from '../../../src/engine/report/calendar-days.ts'
import { firstDayOfFiscalYear, fiscalMonthOf, fiscalWeeks, type FiscalSettings } from '../../../src/engine/report/fiscal-calendar.ts'
import { comparisonDays } from '../../../src/engine/report/periods.ts'

/** The calendar the (American) National Retail Federation publishes: 4-5-4, weeks from Sunday, years from the Sunday nearest to 1 February. */
const retail: FiscalSettings = { firstDayOfWeek: 7, fiscalYearStartMonth: 2, calendarKind: '4-5-4', fiscalFirstWeek: 'nearest' }

const days = ({ from, to }: { from: number | null; to: number | null }): string[] => [dayText(from ?? 0), dayText(to ?? 0)]

describe('a fiscal year of whole weeks', () => {
  it.each([
    [2017, '2017-01-29'],
    [2018, '2018-02-04'],
    [2022, '2022-01-30'],
    [2023, '2023-01-29'], // 53 weeks
    [2024, '2024-02-04'],
    [2025, '2025-02-02'],
  ])('begins in %i on %s, as the retail calendar is published', (year, first) => {
    expect(dayText(firstDayOfFiscalYear(year, retail))).toBe(first)
  })

  it.each([
    ['fiscal_month', '2024-02-15', '2024-02-04', '2024-03-02'],
    ['fiscal_month', '2024-03-10', '2024-03-03', '2024-04-06'],
    ['fiscal_month', '2024-05-04', '2024-04-07', '2024-05-04'],
    ['fiscal_quarter', '2024-05-04', '2024-02-04', '2024-05-04'],
    ['fiscal_quarter', '2024-05-05', '2024-05-05', '2024-08-03'],
    ['fiscal_year', '2024-02-04', '2024-02-04', '2025-02-01'],
    // The 53rd week of fiscal 2023 belongs to its last month.
    ['fiscal_month', '2024-02-03', '2023-12-31', '2024-02-03'],
    ['fiscal_year', '2024-02-03', '2023-01-29', '2024-02-03'],
  ] as const)('has its %s of %s from %s to %s', (grain, day, from, to) => {
    expect(days(bucketOf(grain, dayNumber(day), retail))).toEqual([from, to])
  })

  it('begins with the ISO week year where weeks begin on Monday and the year nearest to 1 January', async () => {
    const iso: FiscalSettings = { firstDayOfWeek: 1, fiscalYearStartMonth: 1, calendarKind: '4-4-5', fiscalFirstWeek: 'nearest' }
    const rows = await database.rows<{ year: number; first: string }>(
      "select isoyear(day)::integer as year, min(day)::varchar as first from (select unnest(range(date '1990-02-01', date '2060-02-01', interval 1 day))::date as day) group by 1 having year > 1990 order by 1",
    )
    expect(rows.map(({ year }) => dayText(firstDayOfFiscalYear(year, iso)))).toEqual(rows.map(({ first }) => first))
  })

  it.each([
    ['containing', 2026, '2025-12-29'], // 1 January 2026 is a Thursday
    ['containing', 2027, '2026-12-28'], // a Friday
    ['nearest', 2027, '2027-01-04'],
    ['nearest', 2026, '2025-12-29'],
  ] as const)('whose first week is the %s one begins in %i on %s', (fiscalFirstWeek, year, first) => {
    const settings: FiscalSettings = { firstDayOfWeek: 1, fiscalYearStartMonth: 1, calendarKind: '4-4-5', fiscalFirstWeek }
    expect(dayText(firstDayOfFiscalYear(year, settings))).toBe(first)
  })

  it('cuts quarters by its pattern', () => {
    const weeks = (calendarKind: FiscalSettings['calendarKind']): number[] => {
      const settings = { ...retail, calendarKind }
      const months = fiscalWeeks(settings).months.filter((month) => Math.floor(month / 12) === 2024)
      return Array.from({ length: 12 }, (_, index) => months.filter((month) => month % 12 === index).length)
    }
    expect(weeks('4-4-5')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5])
    expect(weeks('4-5-4')).toEqual([4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4])
    expect(weeks('5-4-4')).toEqual([5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4])
    expect(fiscalWeeks({ ...retail, calendarKind: 'gregorian' }).weeks).toEqual([])
  })
})

let database: Database
beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await database.run('create schema mart; create schema meta; create table meta.fiscal_week (week integer, month integer)')
  for (const file of ['macros/calendar.sql', 'macros/fiscal.sql']) await database.run(queryText(file))
})
afterAll(() => database.close())

describe('fiscal buckets of weeks', () => {
  it.each(calendarKinds.filter((kind) => kind !== 'gregorian'))('of %s are the same in a query and beside it', async (calendarKind) => {
    const day = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2090-12-31') })
    for (const [firstDayOfWeek, fiscalYearStartMonth, fiscalFirstWeek] of [
      [1, 4, 'nearest'],
      [7, 1, 'containing'],
      [6, 10, 'nearest'],
    ] as const) {
      const settings: FiscalSettings = { firstDayOfWeek, fiscalYearStartMonth, calendarKind, fiscalFirstWeek }
      await database.run(queryText('settings/clear_fiscal_weeks.sql'))
      await database.run(queryText('settings/set_fiscal_weeks.sql'), fiscalWeeks(settings))
      await fc.assert(
        fc.asyncProperty(day, fc.constantFrom('fiscal_month', 'fiscal_quarter', 'fiscal_year'), async (number, grain) => {
          const key = bucketKey(grain, { day: String(number), month: '0', moment: null }, settings, null)
          const [row] = await database.rows<{ key: number; start: string }>(
            `select ${key} as key, ${bucketStart(grain, key, settings)} as start`,
          )
          const { from, to } = bucketOf(grain, number, settings)
          expect(row).toEqual({ key: keyOfStart(grain, number, settings), start: dayText(from) })
          expect(
            number >= from &&
              number <= to &&
              (to - from + 1) % 7 === 0 &&
              (new Date(from * 86_400_000).getUTCDay() + 6) % 7 === firstDayOfWeek - 1,
          ).toBe(true)
          expect(fiscalMonthOf(to + 1, settings)).toBeGreaterThan(fiscalMonthOf(to, settings))
        }),
        { numRuns: 25 },
      )
    }
  })

  it('stand beside the same month of the year before, also where that one had a week more', () => {
    const january = { from: dayNumber('2024-12-29'), to: dayNumber('2025-02-01') }
    const { range, shift } = comparisonDays(
      'previous-year',
      { from: dayNumber('2024-02-04'), to: dayNumber('2025-02-01') },
      dayNumber('2030-01-01'),
      'fiscal_month',
      retail,
    )
    expect(shift).toEqual({ months: 12, fiscal: true })
    expect(days(range)).toEqual(['2023-01-29', '2024-02-03'])
    // January of fiscal 2024 (29 December to 1 February, 5 weeks less one) stands beside that of fiscal 2023 with its 53rd week.
    expect(days(bucketBack('fiscal_month', bucketOf('fiscal_month', january.to, retail), shift, retail))).toEqual([
      '2023-12-31',
      '2024-02-03',
    ])
  })

  it('move by fiscal months where the period is made of them, and by calendar months where it is not', () => {
    const compared = (from: string, to: string): string[] =>
      days(comparisonDays('previous-period', { from: dayNumber(from), to: dayNumber(to) }, dayNumber('2030-01-01'), null, retail).range)
    expect(compared('2024-05-05', '2024-08-03')).toEqual(['2024-02-04', '2024-05-04'])
    expect(compared('2024-04-01', '2024-06-30')).toEqual(['2024-01-01', '2024-03-31'])
  })
})
