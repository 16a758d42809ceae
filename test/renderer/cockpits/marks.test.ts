import { describe, expect, it } from 'vitest'
import { bucketDays } from '../../../renderer/report/bucket-days.ts'
import { filtersOf, marksOn, toggleMark, type Mark } from '../../../renderer/features/cockpits/marks.ts'
import { scopeOfTile, scopedSpec } from '../../../renderer/features/cockpits/tile-spec.ts'
import { reportData } from '../../../src/charts/report-data.ts'
import { objectRows } from '../../../renderer/grid/grid-rows.ts'
import type { Catalog } from '../../../src/contract/catalog.ts'
import type { AnyTile } from '../../../src/contract/documents.ts'
import type { ReportColumn, ReportResult } from '../../../src/contract/report-result.ts'
import { ReportSpec, type Filter } from '../../../src/contract/report-spec.ts'

const owner = (...values: (string | null)[]): Filter => ({ field: 'owner.name', op: 'in', values })
const text = (id: string) => ({ zh: id, en: id })
const column = (id: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  id,
  label: text(id),
  type: 'text',
  unit: 'none',
  role: 'row',
  field: id,
  ...more,
})
const value = (id: string, more: Partial<ReportColumn> = {}) =>
  column(id, { role: 'value', type: 'integer', unit: 'count', metric: 'won_count', ...more })

function answer(columns: ReportColumn[], rows: Record<string, string | number | null>[]) {
  const result = { columns, rowCount: rows.length } as unknown as ReportResult
  const readers = Object.fromEntries(
    ['$level', ...columns.map(({ id }) => id)].map((id) => [id, (row: Record<string, string | number | null>) => row[id] ?? null]),
  )
  return reportData(result, objectRows(rows, readers))
}

describe('what a click says', () => {
  const byOwner = answer(
    [column('owner.name'), value('won')],
    [
      { 'owner.name': 'A', won: 3, $level: 1 },
      { 'owner.name': null, won: 1, $level: 1 },
      { 'owner.name': '$other', won: 9, $level: 1 },
      { 'owner.name': null, won: 13, $level: 0 },
    ],
  )

  it('is the value, and the empty value as such', () => {
    expect(filtersOf(byOwner, { row: 0, value: 'won' }, { columns: [] })).toEqual([owner('A')])
    expect(filtersOf(byOwner, { row: 1, value: 'won' }, { columns: [] })).toEqual([owner(null)])
  })

  it('is nothing on "Other" and on the grand total', () => {
    expect(filtersOf(byOwner, { row: 2, value: 'won' }, { columns: [] })).toBeNull()
    expect(filtersOf(byOwner, { row: 3, value: 'won' }, { columns: [] })).toBeNull()
  })

  it('is the days of a bucket, and the value of the column shelf', () => {
    const byMonth = answer(
      [column('date', { grain: 'month' }), value('won|Web', { path: ['Web'] })],
      [{ date: '2024-02-01', 'won|Web': 2, $level: 1 }],
    )
    expect(filtersOf(byMonth, { row: 0, value: 'won|Web' }, { columns: [{ field: 'channel.name' }] })).toEqual([
      { field: 'date', op: 'between', values: ['2024-02-01', '2024-02-29'] },
      { field: 'channel.name', op: 'in', values: ['Web'] },
    ])
  })
})

describe('the days of a bucket', () => {
  it('are counted over ends of months and years', () => {
    expect(bucketDays('2023-12-25', 'week')).toEqual({ from: '2023-12-25', to: '2023-12-31' })
    expect(bucketDays('2023-12-01', 'month')?.to).toBe('2023-12-31')
    expect(bucketDays('2100-02-01', 'month')?.to).toBe('2100-02-28')
    expect(bucketDays('2024-10-01', 'quarter')?.to).toBe('2024-12-31')
    expect(bucketDays('2024-01-01', 'year')?.to).toBe('2024-12-31')
    expect(bucketDays('2024-05-05', 'day')).toEqual({ from: '2024-05-05', to: '2024-05-05' })
  })

  it('are not told where a filter can’t say them', () => {
    expect([bucketDays('3', 'weekday'), bucketDays('2024-04-01', 'fiscal_quarter'), bucketDays('2024', 'year')]).toEqual([null, null, null])
  })
})

describe('marks', () => {
  it('replace each other, and the same one again takes itself back', () => {
    const one = toggleMark([], 'a', [owner('A')], false)
    expect(one).toEqual([{ tile: 'a', filters: [owner('A')] }])
    expect(toggleMark(one, 'b', [owner('B')], false)).toEqual([{ tile: 'b', filters: [owner('B')] }])
    expect(toggleMark(one, 'a', [owner('A')], false)).toEqual([])
  })

  it('join with Ctrl or Shift: values of one tile as "or", tiles as "and"', () => {
    const two = toggleMark(toggleMark([], 'a', [owner('A')], false), 'a', [owner('B')], true)
    expect(two).toEqual([{ tile: 'a', filters: [owner('A', 'B')] }])
    expect(toggleMark(two, 'a', [owner('A')], true)).toEqual([{ tile: 'a', filters: [owner('B')] }])
    const both: Mark[] = toggleMark(two, 'b', [{ field: 'channel.name', op: 'in', values: ['Web'] }], true)
    expect(marksOn('c', both)).toHaveLength(2)
    expect(marksOn('a', both)).toEqual([{ field: 'channel.name', op: 'in', values: ['Web'] }])
    expect(toggleMark(both, 'b', [{ field: 'channel.name', op: 'in', values: ['Web'] }], true)).toEqual(two)
  })
})

describe('the scope of a tile', () => {
  const metric = (id: string, dimensions: string[]) => ({ id, dimensions }) as unknown as Catalog['metrics'][number]
  const catalog: Catalog = { metrics: [metric('won_value', ['owner.name', 'date']), metric('spend', ['date'])], dimensions: [] }
  const tile = (metricId: string, ignores?: string[]): AnyTile => ({
    id: metricId,
    title: text(metricId),
    kind: 'kpi',
    layout: { x: 0, y: 0, w: 3, h: 4 },
    spec: ReportSpec.parse({ values: [{ metric: metricId }] }),
    ...(ignores ? { ignores } : {}),
  })
  const scope = { period: { relative: 'this', unit: 'year', n: 1 } as const, filters: [owner('A')], asOf: '2026-03-31', marks: [] }

  it('takes a filter only where the metric can be broken down by its field, and says where not', () => {
    expect(scopeOfTile(tile('won_value'), scope, catalog)).toMatchObject({ filters: [owner('A')], deaf: [], asOf: '2026-03-31' })
    expect(scopeOfTile(tile('spend'), scope, catalog)).toMatchObject({ filters: [], deaf: ['owner.name'] })
  })

  it('leaves out what the tile is told to ignore, without a word', () => {
    expect(scopeOfTile(tile('won_value', ['owner.name', 'date']), scope, catalog)).toMatchObject({
      filters: [],
      deaf: [],
      period: null,
      asOf: null,
    })
    expect(scopeOfTile(tile('won_value', ['*']), { ...scope, marks: [{ tile: 'x', filters: [owner('B')] }] }, catalog).marks).toEqual([])
  })

  it('narrows by clicks what the strip has chosen, and replaces nothing', () => {
    const asked = scopedSpec(ReportSpec.parse({ values: [{ metric: 'won_value' }] }), {
      period: null,
      filters: [owner('A', 'B')],
      marks: [owner('B')],
    })
    expect(asked.filters).toEqual([owner('A', 'B'), owner('B')])
  })
})
