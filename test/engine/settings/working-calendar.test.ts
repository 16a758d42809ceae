import { describe, expect, it } from 'vitest'
import { WorkspaceSettings } from '../../../src/contract/settings.ts'
import { chinaHolidays } from '../../../src/engine/settings/china-holidays.ts'
import { countWorkingDays, coveredYears, isWorkingDay, uncoveredYears } from '../../../src/engine/settings/working-calendar.ts'

const { workingCalendar: china } = WorkspaceSettings.parse({})
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

describe('China’s working calendar', () => {
  // Widely published numbers of working days (全年工作日) of these years.
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
  ])('has in %i %i working days', (year, days) => {
    expect(countWorkingDays(`${year}-01-01`, `${year}-12-31`, china)).toBe(days)
  })

  it.each([
    ['2026-02-14', true], // a Saturday before the Spring Festival
    ['2026-02-17', false], // its first day
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2020-01-31', false], // prolonged by the notice of 27 January 2020
    ['2015-09-03', false], // only that year
    ['2024-03-08', true],
  ])('%s is worked: %s', (day, isWorked) => {
    expect(isWorkingDay(day, china)).toBe(isWorked)
  })

  it('names only Mondays to Fridays as days off, and only weekends as days worked instead', () => {
    for (const [year, { off, on }] of Object.entries(chinaHolidays)) {
      expect(off.split(' ').filter((day) => [0, 6].includes(weekday(`${year}-${day}`)))).toEqual([])
      expect(on.split(' ').filter((day) => ![0, 6].includes(weekday(`${year}-${day}`)))).toEqual([])
    }
  })

  it('gives way to the workspace’s own days, and to plain weekdays', () => {
    const own = { ...china, daysOff: ['2026-03-02'], daysOn: ['2026-02-17'] }
    expect(['2026-03-02', '2026-02-17'].map((day) => isWorkingDay(day, own))).toEqual([false, true])
    expect(['2026-02-14', '2026-02-17'].map((day) => isWorkingDay(day, { ...china, kind: 'weekdays' }))).toEqual([false, true])
  })

  it('says which years of the data it does not know', () => {
    expect(coveredYears).toEqual({ from: 2015, to: 2026 })
    expect(uncoveredYears({ from: 2013, to: 2027 }, china)).toEqual([2013, 2014, 2027])
    expect(uncoveredYears({ from: 2013, to: 2027 }, { ...china, kind: 'weekdays' })).toEqual([])
    expect(uncoveredYears(null, china)).toEqual([])
  })
})
