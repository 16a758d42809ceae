import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySpec, type Shelf } from '../../../renderer/features/reports/report-moves.ts'
import { chartWithColour, landing, movePill, placeDimension, placeMetric } from '../../../renderer/features/reports/shelf-moves.ts'
import {
  canBeColumn,
  colourCount,
  firstPlace,
  gapInSpec,
  gapsOf,
  nextPlace,
  shelvesFor,
  shownAt,
  type Carried,
  type Place,
} from '../../../renderer/features/reports/shelf-places.ts'
import { valueId } from '../../../renderer/features/reports/value-ids.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { seed } from '../../seed.ts'

const spec = (input: ReportSpecInput): ReportSpec => ReportSpec.parse(input)
const fields = (uses: ReportSpec['rows']) => uses.map(({ field }) => field).join(' ')
const three = spec({ rows: [{ field: 'a' }, { field: 'b' }, { field: 'c' }], columns: [{ field: 'x' }], values: [{ metric: 'm' }] })

describe('putting a pill down', () => {
  it('lands in the gap it was put into, counted before it was taken out', () => {
    const to = (from: number, gap: number) => fields(movePill(three, { shelf: 'rows', index: from }, { shelf: 'rows', index: gap }).rows)
    expect([to(0, 3), to(2, 0), to(0, 2), to(1, 3)]).toEqual(['b c a', 'c a b', 'b a c', 'a c b'])
    expect(movePill(three, { shelf: 'rows', index: 1 }, { shelf: 'rows', index: 1 })).toBe(three)
    expect(movePill(three, { shelf: 'rows', index: 1 }, { shelf: 'rows', index: 2 })).toBe(three)
  })

  it('goes to the other shelf at its place, but not where there is no room or where it does not belong', () => {
    const moved = movePill(three, { shelf: 'rows', index: 1 }, { shelf: 'columns', index: 0 })
    expect([fields(moved.rows), fields(moved.columns)]).toEqual(['a c', 'b x'])
    expect(movePill(three, { shelf: 'rows', index: 0 }, { shelf: 'values', index: 0 })).toBe(three)
    const full = spec({ rows: [{ field: 'a' }], columns: ['p', 'q', 'r', 's'].map((field) => ({ field })), values: [{ metric: 'm' }] })
    expect(movePill(full, { shelf: 'rows', index: 0 }, { shelf: 'columns', index: 2 })).toBe(full)
    expect(movePill(three, { shelf: 'rows', index: 7 }, { shelf: 'columns', index: 0 })).toBe(three)
  })

  it('takes what refers to a value along', () => {
    const sorted = spec({ values: [{ metric: 'm' }, { metric: 'n' }], rows: [{ field: 'a' }], sort: [{ by: 'n' }] })
    const moved = movePill(sorted, { shelf: 'values', index: 1 }, { shelf: 'values', index: 0 })
    expect([moved.values.map(valueId), moved.sort]).toEqual([['n', 'm'], [{ by: 'n', direction: 'desc' }]])
  })

  it('adds a field of the list in the gap, dates by month, or moves the one that is there', () => {
    const added = placeDimension(three, { id: 'date', isDate: true }, { shelf: 'rows', index: 1 })
    expect(added.rows[1]).toEqual({ field: 'date', grain: 'month' })
    expect(fields(placeDimension(three, { id: 'c', isDate: false }, { shelf: 'columns', index: 1 }).columns)).toBe('x c')
    const values = placeMetric(placeMetric(three, { id: 'n' }, 0), { id: 'o' }, 1)
    expect(values.values.map(valueId)).toEqual(['n', 'o', 'm'])
    expect(placeMetric(values, { id: 'm' }, 0).values.map(valueId)).toEqual(['m', 'n', 'o'])
  })
})

describe('the Colour shelf', () => {
  const two = spec({ rows: [{ field: 'a' }], columns: [{ field: 'x' }, { field: 'y' }], values: [{ metric: 'm' }] })
  const put = (from: { shelf: Shelf; index: number }, place: Place, now = two, chart: 'bar' | 'table' = 'bar') => {
    const gap = landing(now, chart, from, place)
    const after = gap === null ? now : movePill(now, from, gap)
    return `${fields(after.rows)} | ${fields(after.columns)}`
  }

  it('shows the first column where a chart draws it as series, and nothing else', () => {
    expect([colourCount(two, 'bar'), colourCount(two, 'table'), colourCount(two, 'pivot'), colourCount(emptySpec, 'line')]).toEqual([
      1, 0, 0, 0,
    ])
    expect(shownAt(two, 'line', 'columns', 0)).toEqual({ shelf: 'colour', index: 0 })
    expect(shownAt(two, 'line', 'columns', 1)).toEqual({ shelf: 'columns', index: 0 })
    expect(shownAt(two, 'pivot', 'columns', 0)).toEqual({ shelf: 'columns', index: 0 })
    expect(gapInSpec(two, 'line', { shelf: 'columns', index: 1 })).toEqual({ shelf: 'columns', index: 2 })
  })

  it('gives way to the one that is put there, and hands on to the next when it is left', () => {
    expect(put({ shelf: 'rows', index: 0 }, { shelf: 'colour', index: 0 })).toBe(' | a x y')
    expect(put({ shelf: 'columns', index: 1 }, { shelf: 'colour', index: 0 })).toBe('a | y x')
    expect(put({ shelf: 'columns', index: 0 }, { shelf: 'columns', index: 0 })).toBe('a | y x')
    expect(put({ shelf: 'columns', index: 0 }, { shelf: 'columns', index: 1 })).toBe('a | y x')
    expect(put({ shelf: 'columns', index: 0 }, { shelf: 'rows', index: 0 })).toBe('x a | y')
    const one = spec({ ...two, columns: [{ field: 'x' }] })
    expect(put({ shelf: 'columns', index: 0 }, { shelf: 'columns', index: 0 }, one)).toBe('a | x')
    expect([canBeColumn(one, 'bar', 'colour'), canBeColumn(one, 'bar', 'rows'), canBeColumn(one, 'table', 'rows')]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('there and back leaves the report as it was', () => {
    const there = movePill(
      three,
      { shelf: 'rows', index: 1 },
      landing(three, 'bar', { shelf: 'rows', index: 1 }, { shelf: 'colour', index: 0 })!,
    )
    expect(movePill(there, { shelf: 'columns', index: 0 }, { shelf: 'rows', index: 1 })).toEqual(three)
  })

  it('needs a chart that draws series, lines along a date', () => {
    const dates = spec({ rows: [{ field: 'date' }], values: [{ metric: 'm' }] })
    expect(chartWithColour('table', dates, (field) => field === 'date')).toBe('line')
    expect(chartWithColour('pivot', two, () => false)).toBe('bar')
    expect(chartWithColour('area', two, () => false)).toBe('area')
  })
})

describe('carrying with the keyboard', () => {
  const field: Carried = { kind: 'dimension', field: 'z', from: 'list' }

  it('goes along a shelf and to the next one that takes it', () => {
    const start = firstPlace(three, 'table', field)
    expect(start).toEqual({ shelf: 'rows', index: 3 })
    expect(nextPlace(three, 'table', field, start, 'ArrowLeft')).toEqual({ shelf: 'rows', index: 2 })
    expect(nextPlace(three, 'table', field, start, 'ArrowRight')).toEqual(start)
    expect(nextPlace(three, 'table', field, start, 'ArrowDown')).toEqual({ shelf: 'columns', index: 1 })
    expect(nextPlace(three, 'table', field, start, 'ArrowUp')).toEqual({ shelf: 'filters', index: 0 })
    expect(nextPlace(three, 'table', field, start, 'Home')).toEqual({ shelf: 'rows', index: 0 })
    expect(nextPlace(three, 'table', field, start, 'x')).toBeNull()
  })

  it('passes over the gap that would leave a pill where it is', () => {
    const b: Carried = { kind: 'dimension', field: 'b', from: { shelf: 'rows', index: 1 } }
    const start = firstPlace(three, 'table', b)
    expect(start).toEqual({ shelf: 'rows', index: 1 })
    expect(nextPlace(three, 'table', b, start, 'ArrowRight')).toEqual({ shelf: 'rows', index: 3 })
    expect(nextPlace(three, 'table', b, { shelf: 'rows', index: 3 }, 'ArrowLeft')).toEqual({ shelf: 'rows', index: 1 })
  })

  it('always stands in a gap there is, on a shelf that takes what is carried', () => {
    const carried = fc.constantFrom<Carried>(
      field,
      { kind: 'dimension', field: 'b', from: { shelf: 'rows', index: 1 } },
      { kind: 'dimension', field: 'x', from: { shelf: 'columns', index: 0 } },
      { kind: 'metric', field: 'm', from: { shelf: 'values', index: 0 } },
      { kind: 'dimension', field: 'a', from: 'filters' },
    )
    const keys = fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'), { maxLength: 30 })
    fc.assert(
      fc.property(carried, fc.constantFrom('table' as const, 'line' as const), keys, (thing, chart, pressed) => {
        const end = pressed.reduce((now, key) => nextPlace(three, chart, thing, now, key) ?? now, firstPlace(three, chart, thing))
        expect(shelvesFor(thing)).toContain(end.shelf)
        expect(end.index).toBeGreaterThanOrEqual(0)
        expect(end.index).toBeLessThan(gapsOf(three, chart, end.shelf))
      }),
      { seed },
    )
  })
})
