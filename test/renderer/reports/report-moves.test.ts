import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDimension,
  addGrain,
  addMetric,
  canCompare,
  duplicateValue,
  emptySpec,
  fittingShelf,
  moveAcross,
  moveWithin,
  removeAt,
  setGrain,
  setParam,
  setStat,
  swapShelves,
  toggleFill,
  toggleHidden,
} from '../../../renderer/features/reports/report-moves.ts'
import { toggleCalculation } from '../../../renderer/features/reports/calculation-moves.ts'
import { perOf, setHaving } from '../../../renderer/features/reports/having-moves.ts'
import { movePill } from '../../../renderer/features/reports/shelf-moves.ts'
import {
  addOwnComparison,
  changeTop,
  cycleSort,
  removeFilter,
  removeTop,
  setColumnTotals,
  setFilter,
  setPeriod,
  setRowTotals,
  startTop,
  toggleChange,
  toggleComparison,
} from '../../../renderer/features/reports/report-settings.ts'
import { dimensionIds, valueId } from '../../../renderer/features/reports/value-ids.ts'
import { calculationKinds, comparisonId, grains, ReportSpec, stats, type ReportSpecInput } from '../../../src/contract/report-spec.ts'

const spec = (input: ReportSpecInput): ReportSpec => ReportSpec.parse(input)
const isDate = (field: string) => field === 'date' || field.endsWith('_at')
const date = { id: 'date', isDate: true }
const owner = { id: 'owner.name', isDate: false }
const line = { id: 'product.line', isDate: false }

describe('adding a field', () => {
  it('puts dates down the side before other rows, by month', () => {
    const byOwner = addDimension(emptySpec, owner, 'rows')
    expect(addDimension(byOwner, date, 'rows').rows).toEqual([{ field: 'date', grain: 'month' }, { field: 'owner.name' }])
  })

  it('finds the shelf: the first goes down, a second one beside a lone date goes across, more go down', () => {
    expect(fittingShelf(emptySpec, line, isDate)).toBe('rows')
    const byMonth = addDimension(emptySpec, date, 'rows')
    expect(fittingShelf(byMonth, line, isDate)).toBe('columns')
    expect(fittingShelf(addDimension(byMonth, line, 'columns'), owner, isDate)).toBe('rows')
    expect(fittingShelf(addDimension(emptySpec, owner, 'rows'), line, isDate)).toBe('rows')
  })

  it('leaves the report as it is when the field stands on a shelf, or the shelf is full', () => {
    const once = addDimension(emptySpec, line, 'columns')
    expect(addDimension(once, line, 'rows')).toBe(once)
    const full = ['a', 'b', 'c', 'd'].reduce((now, id) => addDimension(now, { id, isDate: false }, 'columns'), emptySpec)
    expect(addDimension(full, line, 'columns')).toBe(full)
    const metric = addMetric(emptySpec, { id: 'won_value' })
    expect(addMetric(metric, { id: 'won_value' })).toBe(metric)
  })
})

describe('what refers to a value', () => {
  const cycle = spec({
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'won_value' }, { metric: 'sales_cycle_days', stat: 'p50' }],
    sort: [{ by: 'sales_cycle_days:p50' }],
    top: { field: 'owner.name', n: 5, by: 'sales_cycle_days:p50' },
    calculations: [{ of: 'sales_cycle_days:p50', as: 'rank' }],
  })

  it('follows it when its statistic changes', () => {
    const changed = setStat(cycle, 1, 'p90')
    expect(changed.sort).toEqual([{ by: 'sales_cycle_days:p90', direction: 'desc' }])
    expect(changed.top?.by).toBe('sales_cycle_days:p90')
    expect(changed.calculations).toEqual([{ of: 'sales_cycle_days:p90', as: 'rank' }])
    expect(setStat(changed, 1, null).sort[0]?.by).toBe('sales_cycle_days')
  })

  it('goes with it when it is removed', () => {
    const removed = removeAt(cycle, 'values', 1)
    expect(removed.sort).toEqual([])
    expect(removed.calculations).toEqual([])
    expect(removed).not.toHaveProperty('top')
  })

  it('stays with it when it moves', () => {
    const moved = moveWithin(cycle, 'values', 1, -1)
    expect(moved.values.map(valueId)).toEqual(['sales_cycle_days:p50', 'won_value'])
    expect(moved.sort[0]?.by).toBe('sales_cycle_days:p50')
  })

  it('tells a value from its copy', () => {
    const twice = duplicateValue(cycle, 0)
    expect(twice.values.map(valueId)).toEqual(['won_value', 'won_value_2', 'sales_cycle_days:p50'])
    expect(setParam(twice, 1, 'population', 'cohort').values[1]).toEqual({
      metric: 'won_value',
      id: 'won_value_2',
      params: { population: 'cohort' },
    })
  })
})

describe('settings', () => {
  const byOwner = spec({ rows: [{ field: 'owner.name' }], values: [{ metric: 'won_value' }] })

  it('compares only where there is something to be the period before of, and lets go of it with the period', () => {
    expect(canCompare(byOwner)).toBe(false)
    expect(toggleComparison(byOwner, 'previous-year')).toBe(byOwner)
    const year = setPeriod(byOwner, { from: '2017-01-01', to: '2017-12-31' })
    const compared = toggleChange(toggleComparison(year, 'previous-year'))
    expect(compared.calculations).toEqual([
      { of: 'won_value', as: 'relative-difference', against: 'previous-year', id: 'change:won_value:previous-year' },
    ])
    expect(addMetric(compared, { id: 'won_count' }).calculations.map((one) => one.of)).toEqual(['won_value', 'won_count'])
    const open = setPeriod(compared, null)
    expect(open.compare).toEqual([])
    expect(open.calculations).toEqual([])
  })

  it('ranks a dimension that is no date, between 1 and 10,000', () => {
    const top = startTop(addDimension(byOwner, date, 'rows'), isDate)
    expect(top.top).toEqual({ field: 'owner.name', n: 10, by: 'won_value', other: true })
    expect(changeTop(top, { n: 0 }).top?.n).toBe(1)
    expect(changeTop(top, { n: 99_999 }).top?.n).toBe(10_000)
    expect(removeTop(top)).not.toHaveProperty('top')
    const months = addDimension(spec({ values: [{ metric: 'won_value' }] }), date, 'rows')
    expect(startTop(months, isDate)).toBe(months)
  })

  it('keeps filters that say something and takes away those that say nothing', () => {
    const filtered = setFilter(byOwner, 0, { field: 'account.industry', op: 'in', values: ['retail', null] })
    expect(filtered.filters).toHaveLength(1)
    expect(setFilter(filtered, 0, { field: 'account.industry', op: 'in', values: [] }).filters).toEqual([])
    expect(setFilter(byOwner, 0, { field: 'date', op: 'between', values: ['2017-12-31', '2017-01-01'] }).filters[0]?.values).toEqual([
      '2017-01-01',
      '2017-12-31',
    ])
    expect(setFilter(byOwner, 0, { field: 'date', op: 'between', values: ['2017-12-31', ''] }).filters).toEqual([])
    expect(setFilter(byOwner, 0, { field: 'a', op: 'contains', values: [''] }).filters).toEqual([])
    expect(setFilter(byOwner, 0, { field: 'a', op: 'at-least', values: [0] }).filters).toHaveLength(1)
  })
})

const fields = ['date', 'opportunity.closed_at', 'owner.name', 'product.line', 'account.industry', 'channel.name', 'stage.name']
const metrics = ['won_value', 'win_rate', 'sales_cycle_days', 'lead_count']
const place = fc.nat(4)
const field = fc.constantFrom(...fields)
const shelf = fc.constantFrom('rows' as const, 'columns' as const)
const step = fc.constantFrom(-1 as const, 1 as const)
const day = fc.constantFrom('2016-02-29', '2017-01-01', '2017-12-31')

type Move = (now: ReportSpec) => ReportSpec
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(field, shelf).map(
    ([id, to]): Move =>
      (now) =>
        addDimension(now, { id, isDate: isDate(id) }, to),
  ),
  fc.constantFrom(...metrics).map(
    (id): Move =>
      (now) =>
        addMetric(now, { id }),
  ),
  place.map(
    (index): Move =>
      (now) =>
        duplicateValue(now, index),
  ),
  fc.tuple(fc.constantFrom('rows' as const, 'columns' as const, 'values' as const), place).map(
    ([from, index]): Move =>
      (now) =>
        removeAt(now, from, index),
  ),
  fc.tuple(fc.constantFrom('rows' as const, 'columns' as const, 'values' as const), place, step).map(
    ([from, index, by]): Move =>
      (now) =>
        moveWithin(now, from, index, by),
  ),
  fc.tuple(shelf, place).map(
    ([from, index]): Move =>
      (now) =>
        moveAcross(now, from, index),
  ),
  fc.constant<Move>(swapShelves),
  fc.tuple(shelf, place, fc.constantFrom(...grains)).map(
    ([from, index, grain]): Move =>
      (now) =>
        isDate(now[from][index]?.field ?? '') ? setGrain(now, from, index, grain) : now,
  ),
  fc.tuple(shelf, place, fc.constantFrom(...grains)).map(
    ([from, index, grain]): Move =>
      (now) =>
        isDate(now[from][index]?.field ?? '') ? addGrain(now, from, index, grain) : now,
  ),
  fc.tuple(place, fc.option(fc.constantFrom(...stats))).map(
    ([index, stat]): Move =>
      (now) =>
        setStat(now, index, stat),
  ),
  fc.tuple(place, fc.option(fc.constantFrom('cohort', 'closed'))).map(
    ([index, value]): Move =>
      (now) =>
        setParam(now, index, 'population', value),
  ),
  fc.option(fc.tuple(day, day)).map(
    (days): Move =>
      (now) =>
        setPeriod(now, days && { from: days[0], to: days[1] }),
  ),
  fc.constantFrom('previous-period' as const, 'previous-year' as const).map(
    (one): Move =>
      (now) =>
        toggleComparison(now, one),
  ),
  fc.constant<Move>(toggleChange),
  fc.constantFrom('none' as const, 'grand' as const, 'all-levels' as const).map(
    (rows): Move =>
      (now) =>
        setRowTotals(now, rows),
  ),
  fc.constantFrom('none' as const, 'grand' as const).map(
    (columns): Move =>
      (now) =>
        setColumnTotals(now, columns),
  ),
  place.map(
    (index): Move =>
      (now) =>
        cycleSort(
          now,
          [...now.values.map(valueId), ...now.calculations.flatMap((one) => one.id ?? []), ...dimensionIds(now).rows][index] ?? 'nothing',
        ),
  ),
  fc.constant<Move>((now) => startTop(now, isDate)),
  fc.constant<Move>(removeTop),
  fc
    .tuple(
      field,
      fc.constantFrom('in' as const, 'between' as const, 'at-least' as const, 'is-empty' as const),
      fc.array(fc.constantFrom('a', 'b', null, ''), { maxLength: 3 }),
      place,
    )
    .map(
      ([id, op, values, index]): Move =>
        (now) =>
          setFilter(now, index, { field: id, op, values }),
    ),
  place.map(
    (index): Move =>
      (now) =>
        removeFilter(now, index),
  ),
  place.map(
    (index): Move =>
      (now) =>
        toggleHidden(now, index),
  ),
  fc.tuple(shelf, place).map(
    ([from, index]): Move =>
      (now) =>
        isDate(now[from][index]?.field ?? '') ? toggleFill(now, from, index) : now,
  ),
  fc.tuple(place, fc.constantFrom(...calculationKinds), place).map(([index, as, against]): Move => (now) => {
    const compared = now.compare[against]
    const needs = as === 'difference' || as === 'relative-difference'
    if (needs && compared === undefined) return now
    const of = now.values[index] === undefined ? 'nothing' : valueId(now.values[index])
    return toggleCalculation(now, { of, as, ...(needs && compared !== undefined ? { against: comparisonId(compared) } : {}) })
  }),
  fc.tuple(place, fc.constantFrom(...metrics), fc.array(fc.integer(), { maxLength: 3 }), fc.option(field)).map(
    ([index, metric, values, per]): Move =>
      (now) =>
        setHaving(now, index, { metric, op: 'between', values, ...perOf(per) }),
  ),
  fc.tuple(fc.constantFrom('rows' as const, 'columns' as const, 'values' as const), place, shelf, place).map(
    ([from, index, to, gap]): Move =>
      (now) =>
        movePill(now, { shelf: from, index }, { shelf: from === 'values' ? from : to, index: gap }),
  ),
  fc.tuple(day, day).map(
    ([from, to]): Move =>
      (now) =>
        addOwnComparison(now, { from, to }),
  ),
)

describe('any row of moves', () => {
  it('ends in a report that the contract accepts, or in one that only lacks a value', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 15, maxLength: 60, size: 'max' }), (moves) => {
        const end = moves.reduce((now, move) => move(now), emptySpec)
        const parsed = ReportSpec.safeParse(end)
        expect(parsed.success || end.values.length === 0).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('leaves nothing that refers to something that is gone', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { minLength: 15, maxLength: 60, size: 'max' }), (moves) => {
        const end = moves.reduce((now, move) => move(now), emptySpec)
        const values = end.values.map(valueId)
        const columns = [...values, ...end.calculations.flatMap((one) => one.id ?? [])]
        const ids = [...dimensionIds(end).rows, ...dimensionIds(end).columns, ...columns]
        expect(new Set(ids).size).toBe(ids.length)
        for (const { by } of end.sort) expect([...columns, ...dimensionIds(end).rows]).toContain(by)
        for (const { of, against } of end.calculations) {
          expect(values).toContain(of)
          if (against !== undefined) expect(end.compare.map(comparisonId)).toContain(against)
        }
        if (end.top !== undefined) {
          expect(values).toContain(end.top.by)
          expect([...end.rows, ...end.columns].map((use) => use.field)).toContain(end.top.field)
        }
        if (end.values.length > 0)
          expect(end.calculations.length + end.values.filter(({ hidden }) => hidden !== true).length).toBeGreaterThan(0)
        if (end.compare.length > 0)
          expect(end.period !== undefined || [...end.rows, ...end.columns].some((use) => use.field === 'date')).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('changes nothing of the report it started from', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 15 }), anyMove, (moves, last) => {
        const start = moves.reduce((now, move) => move(now), emptySpec)
        const before = JSON.stringify(start)
        last(start)
        expect(JSON.stringify(start)).toBe(before)
      }),
    )
  })
})
