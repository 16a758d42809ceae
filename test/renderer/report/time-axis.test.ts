import { describe, expect, it } from 'vitest'
import { withChosen, withNotes } from '../../../renderer/charts/chart-overlays.ts'
import { isWithin } from '../../../renderer/features/cockpits/marks.ts'
import { filterOfStretch, notesOn, zoomOf, zoomTo } from '../../../renderer/report/time-axis.ts'
import type { GridRows, Value } from '../../../renderer/grid/grid-rows.ts'
import type { ReportColumn } from '../../../src/contract/report-result.ts'
import type { Filter } from '../../../src/contract/report-spec.ts'

const column = (id: string, grain?: ReportColumn['grain']) =>
  ({ id, field: id, role: 'row', label: { zh: id, en: id }, unit: 'none', ...(grain === undefined ? {} : { grain }) }) as ReportColumn

function report(grain: ReportColumn['grain'], values: readonly Value[]) {
  const rows = { count: values.length, value: (row: number) => values[row] ?? null } as unknown as GridRows
  return { rows, rowColumns: [column('date', grain)], details: values.map((_, row) => row) }
}
const quarters = report('quarter', ['2025-10-01', '2026-01-01', '2026-04-01'])

describe('a stretch that is drawn over a time axis', () => {
  it('filters from the first day of one bucket to the last of the other, whichever way it was drawn', () => {
    const filter = { field: 'date', op: 'between', values: ['2025-10-01', '2026-03-31'] }
    expect(filterOfStretch(quarters, 0, 1)).toEqual(filter)
    expect(filterOfStretch(quarters, 1, 0)).toEqual(filter)
    expect(filterOfStretch(quarters, 2, 2)).toEqual({ field: 'date', op: 'between', values: ['2026-04-01', '2026-06-30'] })
  })

  it('is none where a bucket has no days, and where more than time stands on the rows', () => {
    expect(filterOfStretch(report('weekday', ['1', '2']), 0, 1)).toBeNull()
    expect(filterOfStretch(report('month', [null, '2026-01-01']), 0, 1)).toBeNull()
    expect(filterOfStretch({ ...quarters, rowColumns: [column('date', 'quarter'), column('channel')] }, 0, 1)).toBeNull()
  })
})

describe('notes', () => {
  it('stand at the bucket that holds their day, first and last day included', () => {
    const at = (day: string) => notesOn(quarters, [{ day, text: 'x' }]).map((one) => one.at)
    expect([at('2025-09-30'), at('2025-10-01'), at('2025-12-31'), at('2026-02-14'), at('2026-07-01')]).toEqual([[], [0], [0], [1], []])
  })

  it('are lines of the first run of figures only', () => {
    const option = withNotes(
      {
        series: [
          { type: 'bar', data: [1, 2] },
          { type: 'line', data: [3, 4] },
        ],
      },
      [{ at: 1, text: 'Fair' }],
      {} as never,
    )
    const series = option.series as unknown as { markLine?: { data: { xAxis: number; name: string }[] } }[]
    expect(series[0]?.markLine?.data.map(({ xAxis, name }) => [xAxis, name])).toEqual([[1, 'Fair']])
    expect(series[1]?.markLine).toBeUndefined()
  })
})

describe('what was chosen in a chart', () => {
  const data = (option: ReturnType<typeof withChosen>) => (option.series as unknown as { data: unknown[] }[])[0]?.data

  it('stays, and the rest steps back', () => {
    const option = { series: [{ type: 'bar' as const, data: [1, { value: 2, row: 7, itemStyle: { color: 'red' } }, null] }] }
    expect(data(withChosen(option, (_series, item) => item === 0))).toEqual([
      1,
      { value: 2, row: 7, itemStyle: { color: 'red', opacity: 0.3 } },
      { value: null, itemStyle: { opacity: 0.3 } },
    ])
    expect(data(withChosen(option, (_series, _item, row) => row === 7))?.[0]).toEqual({ value: 1, itemStyle: { opacity: 0.3 } })
  })

  it('changes nothing where all of it or none of it was chosen', () => {
    const option = { series: [{ type: 'bar' as const, data: [1, 2] }] }
    expect(withChosen(option, () => true)).toBe(option)
    expect(withChosen(option, () => false)).toBe(option)
  })

  it('is told by the fields it was chosen by', () => {
    const days = (...values: string[]): Filter => ({ field: 'date', op: 'between', values })
    const channel = (...values: string[]): Filter => ({ field: 'channel', op: 'in', values })
    expect(isWithin([days('2026-01-01', '2026-01-31')], [days('2026-01-01', '2026-03-31')])).toBe(true)
    expect(isWithin([days('2025-12-31', '2026-01-31')], [days('2026-01-01', '2026-03-31')])).toBe(false)
    expect(isWithin([channel('Web'), days('2026-01-01', '2026-01-31')], [channel('Web', 'Fair')])).toBe(true)
    expect(isWithin([channel('Mail')], [channel('Web', 'Fair')])).toBe(false)
    expect(isWithin([days('2026-01-01', '2026-01-31')], [channel('Web')])).toBe(false)
    expect(isWithin(null, [channel('Web')])).toBe(false)
  })
})

describe('time steps', () => {
  const isDate = (field: string) => field === 'date'

  it('are offered where a date alone stands on the rows', () => {
    expect(zoomOf({ rows: [{ field: 'date' }] }, isDate)).toBe('month')
    expect(zoomOf({ rows: [{ field: 'date', grain: 'week' }] }, isDate)).toBe('week')
    expect(zoomOf({ rows: [{ field: 'date', grain: 'weekday' }] }, isDate)).toBeNull()
    expect(zoomOf({ rows: [{ field: 'channel' }] }, isDate)).toBeNull()
    expect(zoomOf({ rows: [{ field: 'date' }, { field: 'channel' }] }, isDate)).toBeNull()
    expect(zoomOf({ rows: [] }, isDate)).toBeNull()
  })

  it('change nothing but the grain', () => {
    expect(zoomTo({ rows: [{ field: 'date', grain: 'month', fill: true }] }, 'day')).toEqual({
      rows: [{ field: 'date', grain: 'day', fill: true }],
    })
  })
})
