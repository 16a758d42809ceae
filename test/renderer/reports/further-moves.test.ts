import { describe, expect, it } from 'vitest'
import {
  calculationsAfter,
  calculationsOf,
  removeCalculation,
  setSpan,
  toggleCalculation,
} from '../../../renderer/features/reports/calculation-moves.ts'
import { isWholeHaving, perOf, removeHaving, setHaving } from '../../../renderer/features/reports/having-moves.ts'
import { removeAt, replaceDimension, setGrain, setStat, toggleFill, toggleHidden } from '../../../renderer/features/reports/report-moves.ts'
import {
  addOwnComparison,
  cycleSort,
  cycleThenBy,
  removeComparison,
  setLimit,
  setPeriod,
  toggleChange,
  toggleComparison,
} from '../../../renderer/features/reports/report-settings.ts'
import { comparisons, ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'

const spec = (input: ReportSpecInput): ReportSpec => ReportSpec.parse(input)
const byOwner = spec({
  rows: [{ field: 'date', grain: 'month' }, { field: 'owner.name' }],
  values: [{ metric: 'won_value' }, { metric: 'sales_cycle_days', stat: 'p50' }],
})

describe('calculations', () => {
  it('come and go, each with a column of its own', () => {
    const ranked = toggleCalculation(byOwner, { of: 'won_value', as: 'rank' })
    expect(ranked.calculations).toEqual([{ of: 'won_value', as: 'rank', id: 'calc:won_value:rank' }])
    expect(toggleCalculation(ranked, { of: 'won_value', as: 'rank' })).toEqual(byOwner)
    expect(toggleCalculation(byOwner, { of: 'nothing', as: 'rank' })).toBe(byOwner)
  })

  it('follow their value to its new name without taking the column of another', () => {
    const of = toggleCalculation(byOwner, { of: 'sales_cycle_days:p50', as: 'rank' })
    const renamed = setStat(of, 1, 'p90')
    expect(renamed.calculations[0]?.of).toBe('sales_cycle_days:p90')
    const second = toggleCalculation(renamed, { of: 'sales_cycle_days:p90', as: 'index' })
    expect(new Set(second.calculations.map(({ id }) => id)).size).toBe(2)
    expect(removeAt(second, 'values', 1).calculations).toEqual([])
  })

  it('are offered as far as the figures allow', () => {
    expect(calculationsOf({ additivity: 'ratio' })).toEqual(['rank', 'change', 'relative-change', 'index'])
    expect(calculationsOf({ additivity: 'additive' })).toContain('share-of-parent')
    expect(calculationsOf({ additivity: 'additive' })).not.toContain('difference')
  })

  it('span 2 to 366 rows', () => {
    const average = toggleCalculation(byOwner, { of: 'won_value', as: 'moving-average' })
    expect([setSpan(average, 0, 12), setSpan(average, 0, 1), setSpan(average, 0, 999)].map((one) => one.calculations[0]?.over)).toEqual([
      12, 2, 366,
    ])
    expect(setSpan(average, 0, 3)).toBe(average)
    expect(removeCalculation(average, 5)).toBe(average)
  })

  it('stand behind their value, but not the changes that the comparison menu shows', () => {
    const compared = toggleChange(toggleComparison(byOwner, 'previous-year'))
    const both = toggleCalculation(compared, { of: 'won_value', as: 'difference', against: 'previous-year' })
    expect(calculationsAfter(both, 'won_value').map(({ calculation }) => calculation.as)).toEqual(['difference'])
    expect(ReportSpec.safeParse(both).success).toBe(true)
    expect(toggleComparison(both, 'previous-year').calculations).toEqual([])
  })
})

describe('conditions on metrics', () => {
  it('are kept when they say something', () => {
    const at = setHaving(byOwner, 0, { metric: 'won_value', op: 'at-least', values: [100] })
    expect(at.having).toEqual([{ metric: 'won_value', op: 'at-least', values: [100] }])
    expect(setHaving(at, 0, { metric: 'won_value', op: 'at-least', values: [] }).having).toEqual([])
    expect(setHaving(at, 0, { metric: 'won_value', op: 'between', values: [9, 3] }).having[0]?.values).toEqual([3, 9])
    expect(removeHaving(at, 1)).toBe(at)
  })

  it('need things to hold against, and go with them unless they name their own', () => {
    const bare = spec({ values: [{ metric: 'won_value' }], rows: [{ field: 'date' }] })
    const condition = { metric: 'won_value', op: 'at-least' as const, values: [1] }
    expect([isWholeHaving(bare, condition), isWholeHaving(bare, { ...condition, ...perOf('owner.name') })]).toEqual([false, true])
    const both = setHaving(setHaving(byOwner, 0, condition), 1, { ...condition, ...perOf('team.name') })
    expect(removeAt(both, 'rows', 1).having).toEqual([{ ...condition, per: [{ field: 'team.name' }] }])
  })

  it('are eight at most', () => {
    const condition = { metric: 'won_value', op: 'is-not-empty' as const, values: [] }
    const many = Array.from({ length: 12 }).reduce<ReportSpec>((now) => setHaving(now, now.having.length, condition), byOwner)
    expect(many.having).toHaveLength(8)
  })
})

describe('further settings', () => {
  it('hide a value, but never the last column', () => {
    const hidden = toggleHidden(byOwner, 0)
    expect(hidden.values[0]).toEqual({ metric: 'won_value', hidden: true })
    expect(toggleHidden(hidden, 0)).toEqual(byOwner)
    expect(toggleHidden(hidden, 1).values.some((value) => value.hidden !== true)).toBe(true)
    expect(removeAt(hidden, 'values', 1).values).toEqual([{ metric: 'won_value' }])
    const ranked = toggleCalculation(hidden, { of: 'won_value', as: 'rank' })
    expect(toggleHidden(ranked, 1).values.every((value) => value.hidden === true)).toBe(true)
  })

  it('fill an axis, also under another grain', () => {
    const filled = toggleFill(byOwner, 'rows', 0)
    expect(filled.rows[0]).toEqual({ field: 'date', grain: 'month', fill: true })
    expect(setGrain(filled, 'rows', 0, 'week').rows[0]).toEqual({ field: 'date', grain: 'week', fill: true })
    expect(toggleFill(filled, 'rows', 0)).toEqual(byOwner)
  })

  it('put another dimension in the place of one', () => {
    const grouped = replaceDimension(spec({ ...byOwner, top: { field: 'owner.name', n: 3, by: 'won_value' } }), 'rows', 1, 'user.bands')
    expect(grouped.rows[1]).toEqual({ field: 'user.bands' })
    expect(grouped.top).toBeUndefined()
    expect(replaceDimension(byOwner, 'rows', 1, 'date')).toBe(byOwner)
  })

  it('compare with several stretches of days at once, eight at most', () => {
    const inYear = setPeriod(byOwner, { from: '2017-01-01', to: '2017-12-31' })
    const own = addOwnComparison(toggleComparison(inYear, 'previous-year'), { from: '2016-03-31', to: '2016-01-01' })
    expect(own.compare).toEqual(['previous-year', { id: 'own', from: '2016-01-01', to: '2016-03-31' }])
    expect(addOwnComparison(own, { from: '2016-01-01', to: '2016-03-31' })).toBe(own)
    const all = comparisons.reduce(
      (now, one) => (now.compare.includes(one) ? now : toggleComparison(now, one)),
      ['11', '12', '13', '14', '15', '16'].reduce(
        (now, day) => addOwnComparison(now, { from: `2016-05-${day}`, to: `2016-05-${day}` }),
        own,
      ),
    )
    expect(all.compare).toHaveLength(8)
    expect(ReportSpec.safeParse(all).success).toBe(true)
    const changes = toggleChange(own)
    expect(changes.calculations).toHaveLength(4)
    expect(removeComparison(changes, 'own').calculations).toHaveLength(2)
  })

  it('compare with days of one’s own only where a period says where to begin', () => {
    const days = { from: '2016-01-01', to: '2016-03-31' }
    expect(addOwnComparison(byOwner, days)).toBe(byOwner)
    expect(toggleComparison(byOwner, 'previous-spring-festival')).toBe(byOwner)
    const inYear = setPeriod(byOwner, { from: '2017-01-01', to: '2017-12-31' })
    const all = toggleComparison(toggleComparison(addOwnComparison(inYear, days), 'previous-spring-festival'), 'previous-year')
    expect(all.compare).toHaveLength(3)
    expect(setPeriod(all, null).compare).toEqual(['previous-year'])
  })

  it('sort by one thing, then by others', () => {
    const two = cycleThenBy(cycleSort(byOwner, 'won_value'), 'owner.name')
    expect(two.sort.map(({ by, direction }) => `${by} ${direction}`)).toEqual(['won_value desc', 'owner.name desc'])
    expect(cycleThenBy(two, 'owner.name').sort[1]?.direction).toBe('asc')
    expect(cycleThenBy(cycleThenBy(two, 'owner.name'), 'owner.name').sort).toHaveLength(1)
  })

  it('puts the ends of a period right', () => {
    expect(setPeriod(byOwner, { from: '2017-12-31', to: '2017-01-01' }).period).toEqual({ from: '2017-01-01', to: '2017-12-31' })
  })

  it('sorts down, up and not at all', () => {
    const down = cycleSort(byOwner, 'won_value')
    expect(down.sort).toEqual([{ by: 'won_value', direction: 'desc' }])
    expect(cycleSort(down, 'won_value').sort).toEqual([{ by: 'won_value', direction: 'asc' }])
    expect(cycleSort(cycleSort(down, 'won_value'), 'won_value').sort).toEqual([])
  })

  it('limit the rows', () => {
    expect([setLimit(byOwner, 50).limit, setLimit(byOwner, 0).limit, setLimit(setLimit(byOwner, 5), null).limit]).toEqual([
      50,
      1,
      undefined,
    ])
  })
})
