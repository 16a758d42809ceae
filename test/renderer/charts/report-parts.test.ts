import { describe, expect, it } from 'vitest'
import { partsOfWhole } from '../../../src/charts/cartesian-option.ts'
import { drawReport } from '../../../src/charts/report-drawing.ts'
import { boxColumns } from '../../../src/charts/report-box.ts'
import { bulletColumns } from '../../../src/charts/report-bullet.ts'
import { isRefusal, rowTip } from '../../../src/charts/report-look.ts'
import { flowsOf } from '../../../src/charts/report-sankey.ts'
import { stepsToTotal } from '../../../src/charts/report-waterfall.ts'
import { drawing, drawnOf, refusal, reportOf, rowColumn, seriesOf, valueColumn } from './report-of.ts'

const owner = rowColumn('owner')
const won = valueColumn('won', { unit: 'money' })
const rate = valueColumn('rate', { unit: 'percent' })
const count = valueColumn('count')

const people = reportOf(
  [owner, won, rate, count],
  [
    ['Ann', 300, 0.5, 6, 1],
    ['Ben', null, 0.25, 2, 1],
    ['Cy', 100, null, 1, 1],
    [null, 400, 0.4, 9, 0],
  ],
)

describe('a waterfall', () => {
  it('begins each step where the one before ended and ends on the total', () => {
    const steps = stepsToTotal(
      [
        { row: 0, value: 5 },
        { row: 1, value: -8 },
        { row: 2, value: 4 },
      ],
      { row: 3, value: 1 },
    )
    expect(steps?.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [0, 5, 'rise'],
      [5, -3, 'fall'],
      [-3, 1, 'rise'],
      [0, 1, 'end'],
    ])
  })

  it('takes tenths that floats can’t hold, and refuses rows that don’t lead to the total', () => {
    expect(
      stepsToTotal(
        [
          { row: 0, value: 0.1 },
          { row: 1, value: 0.2 },
        ],
        { row: 2, value: 0.3 },
      ),
    ).not.toBeNull()
    expect(stepsToTotal([{ row: 0, value: 1 }], { row: 1, value: 2 })).toBeNull()
    expect(
      refusal(
        'waterfall',
        reportOf(
          [owner, count],
          [
            ['a', 3, 1],
            ['b', 4, 1],
            [null, 6, 0],
          ],
        ),
      ),
    ).toBe('cantNotAddUp')
    expect(refusal('waterfall', reportOf([owner, count], [['a', 3, 1]]))).toBe('cantNoTotal')
  })

  it('draws feet and bars on both sides of zero in the colours of rises and falls', () => {
    const report = reportOf(
      [owner, count],
      [
        ['a', 5, 1],
        ['b', -8, 1],
        ['c', 4, 1],
        [null, 1, 0],
      ],
    )
    const [feet, above, below] = seriesOf(drawing('waterfall', report))
    expect(feet?.data).toEqual([0, 0, 0, 0])
    expect(above?.data).toMatchObject([
      { value: 5, itemStyle: { color: '#00aa00' } },
      { value: 5, itemStyle: { color: '#aa0000' } },
      { value: 1 },
      { value: 1, itemStyle: { color: '#000008' } },
    ])
    expect(below?.data).toMatchObject([{ value: 0 }, { value: -3 }, { value: -3 }, { value: 0 }])
  })
})

describe('flows', () => {
  const report = reportOf(
    [rowColumn('channel'), owner, won],
    [
      ['Fair', 'Ann', 10, 2],
      ['Fair', 'Fair', 5, 2],
      ['Web', 'Ann', 0, 2],
      ['Web', null, 7, 2],
    ],
  )

  it('go from the first dimension to the second, only where there is something', () => {
    expect(flowsOf(drawnOf(report)).map(({ from, to, value }) => [from, to, value])).toEqual([
      ['Fair', 'Ann', 10],
      ['Fair', 'Fair', 5],
      ['Web', null, 7],
    ])
  })

  it('keep a value apart from itself on the other side and give the row of a flow', () => {
    const drawn = drawing('sankey', report)
    const names = (seriesOf(drawn)[0]?.data as { name: string }[]).map(({ name }) => name)
    expect(names).toEqual(['from Fair', 'from Web', 'to Ann', 'to Fair', 'to null'])
    expect(drawn.placeOf(0, 2, null)).toEqual({ row: 3, value: 'won' })
  })
})

describe('a histogram', () => {
  it('stands a bar for every range, without gaps', () => {
    const report = reportOf(
      [rowColumn('band'), count],
      [
        ['0-10', 4, 1],
        ['10-20', 9, 1],
        ['20+', 0, 1],
      ],
    )
    expect(seriesOf(drawing('histogram', report))).toMatchObject([
      { type: 'bar', barCategoryGap: '2%', data: [{ value: 4 }, { value: 9 }, { value: 0, label: { formatter: '' } }] },
    ])
  })
})

describe('a box plot', () => {
  const five = ['max', 'p25', 'p50', 'min', 'p75'].map((stat) => valueColumn(`cycle:${stat}`, { unit: 'days' }))

  it('puts the five figures into order, whatever their order on the shelf', () => {
    const report = reportOf(
      [owner, ...five],
      [
        ['Ann', 90, 20, 30, 5, 50, 1],
        ['Ben', 9, null, 3, 1, 5, 1],
      ],
    )
    expect(boxColumns(report)?.map(({ id }) => id)).toEqual(['cycle:min', 'cycle:p25', 'cycle:p50', 'cycle:p75', 'cycle:max'])
    expect(seriesOf(drawing('box', report))[0]?.data).toEqual([[5, 20, 30, 50, 90]])
    expect(drawing('box', report).placeOf(0, 0, null)).toEqual({ row: 0, value: 'cycle:p50' })
  })

  it('is refused where one of them is missing', () => {
    expect(refusal('box', reportOf([owner, ...five.slice(1)], [['Ann', 20, 30, 5, 50, 1]]))).toBe('cantNoSpread')
  })
})

describe('a bullet', () => {
  it('holds the first value against the next one of its unit', () => {
    expect(bulletColumns(people)).toBeNull()
    const report = reportOf(
      [owner, won, rate, valueColumn('target', { unit: 'money' })],
      [
        ['Ann', 80, 0.8, 100, 1],
        ['Ben', 50, null, null, 1],
      ],
    )
    const [bars, marks] = seriesOf(drawing('bullet', report))
    expect(bars?.data).toEqual([80, 50])
    expect(marks?.data).toEqual([
      [100, 0],
      [Number.NaN, 1],
    ])
    expect(drawing('bullet', report).option).toMatchObject({ yAxis: [{ data: ['Ann', 'Ben'] }, { data: ['80 money', '50 money'] }] })
  })
})

describe('a doughnut', () => {
  const slices = (values: readonly number[]) =>
    reportOf(
      [owner, count],
      values.map((value, place) => [`o${place}`, value, 1]),
    )

  it('has a slice a row, six at most, none below zero', () => {
    expect(seriesOf(drawing('doughnut', slices([3, 1])))[0]?.data).toMatchObject([
      { name: 'o0', value: 3 },
      { name: 'o1', value: 1 },
    ])
    expect(refusal('doughnut', slices([1, 2, 3, 4, 5, 6, 7]))).toBe('cantManySlices')
    expect(refusal('doughnut', slices([1, -2]))).toBe('cantBelowZero')
  })

  it('colours a slice by its value, not by its place', () => {
    const drawn = drawReport('doughnut', drawnOf(slices([3, 1]), { knownRows: ['o1', 'o0'] }))
    expect(isRefusal(drawn) ? [] : seriesOf(drawn)[0]?.data).toMatchObject([
      { itemStyle: { color: '#000002' } },
      { itemStyle: { color: '#000001' } },
    ])
  })
})

describe('a stack of 100 %', () => {
  const crossed = reportOf(
    [owner, { ...count, id: 'count|a', path: ['a'] }, { ...count, id: 'count|b', path: ['b'] }],
    [
      ['Ann', 1, 3, 1],
      ['Ben', null, 5, 1],
      ['Cy', 0, 0, 1],
    ],
  )

  it('lays every part out in its share of the whole and draws nothing of nothing', () => {
    expect(seriesOf(drawing('full-stacked-bar', crossed)).map(({ data }) => data)).toEqual([
      [0.25, null, null],
      [0.75, 1, null],
    ])
    expect(partsOfWhole({ categories: ['x'], series: [] })).toEqual([])
  })

  it('tells the figures themselves in its tooltip', () => {
    expect(rowTip(drawnOf(crossed), 0, 'c').rows.map(({ figure }) => figure)).toEqual(['1 count', '3 count'])
  })
})

describe('bars', () => {
  it('say which rows they leave out', () => {
    const many = reportOf(
      [owner, count],
      Array.from({ length: 70 }, (_, place) => [`o${place}`, place, 1]),
    )
    expect(drawing('bar', many).rows).toBe(60)
    expect(seriesOf(drawing('bar', many))[0]?.data).toHaveLength(60)
  })
})
