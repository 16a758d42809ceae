import { describe, expect, it } from 'vitest'
import { comboColumns } from '../../../src/charts/report-combo.ts'
import { stepsOf } from '../../../src/charts/report-funnel.ts'
import { shadedGrid } from '../../../src/charts/report-grid.ts'
import { bubbleSize, cloudsOf } from '../../../src/charts/report-scatter.ts'
import { treeOf } from '../../../src/charts/report-treemap.ts'
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

describe('bars and lines together', () => {
  it('put the second unit on an axis of its own and leave a third one out', () => {
    expect(comboColumns([won, rate, count])).toEqual({ bars: [won], lines: [rate] })
    expect(comboColumns([won, { ...won, id: 'won@previous-year' }])).toMatchObject({
      bars: [{ id: 'won' }],
      lines: [{ id: 'won@previous-year' }],
    })
  })

  it('draw the figures of the rows, gaps for n/a, and never the total', () => {
    const combo = drawing('combo', people)
    expect(seriesOf(combo)).toMatchObject([
      { type: 'bar', data: [300, null, 100] },
      { type: 'line', data: [0.5, 0.25, null], yAxisIndex: 1 },
    ])
    expect(combo.placeOf(1, 2, null)).toEqual({ row: 2, value: 'rate' })
  })
})

describe('a scatter', () => {
  it('stands each row at its two figures and passes over rows that lack one', () => {
    expect(cloudsOf(drawnOf(people), 2)).toEqual([
      expect.objectContaining({ dots: [{ row: 0, value: [300, 0.5, 6] }].map((dot) => ({ ...dot, value: [300, 0.5, 0] })) }),
    ])
  })

  it('gives bubbles areas in the proportion of the third figure', () => {
    expect(bubbleSize(25, 100)).toBe(22)
    expect(bubbleSize(100, 100)).toBe(44)
    expect(bubbleSize(0, 100)).toBe(6)
    expect(cloudsOf(drawnOf(people), 3)[0]?.dots).toEqual([{ row: 0, value: [300, 0.5, 6] }])
  })

  it('is a cloud for every value of the column shelf, in the colour of the value', () => {
    const crossed = reportOf(
      [
        owner,
        { ...won, id: 'won|South', path: ['South'] },
        { ...rate, id: 'rate|South', path: ['South'] },
        { ...won, id: 'won|North', path: ['North'] },
        { ...rate, id: 'rate|North', path: ['North'] },
      ],
      [
        ['Ann', 1, 0.1, 2, 0.2, 1],
        ['Ben', 3, 0.3, null, null, 1],
      ],
    )
    const drawn = drawing('scatter', crossed)
    expect(seriesOf(drawn)).toMatchObject([
      { data: [{ value: [1, 0.1, 0] }, { value: [3, 0.3, 0] }], itemStyle: { color: '#000002' } },
      { data: [{ value: [2, 0.2, 0] }], itemStyle: { color: '#000001' } },
    ])
    expect(drawn.placeOf(1, 0, null)).toEqual({ row: 0, value: 'won|North' })
  })
})

describe('a heat map', () => {
  const at = (id: string, path: string, more = {}) => ({ ...count, id: `${id}|${path}`, path: [path], ...more })
  const crossed = reportOf(
    [
      owner,
      at('count', 'a'),
      at('count', 'b'),
      at('count', 'c'),
      at('count@previous-year', 'a'),
      at('count', 'total', { isColumnTotal: true }),
    ],
    [
      ['Ann', 1, null, 3, 7, 4, 1],
      ['Ben', 2, null, null, 8, 2, 1],
      [null, 3, null, 3, 15, 6, 0],
    ],
  )

  it('has a cell for every figure of the first value, and neither totals, comparisons nor empty columns', () => {
    const { columns, cells } = shadedGrid(crossed)
    expect(columns.map(({ id }) => id)).toEqual(['count|a', 'count|c'])
    expect(cells).toEqual([
      { column: 0, line: 0, value: 1 },
      { column: 1, line: 0, value: 3 },
      { column: 0, line: 1, value: 2 },
    ])
  })

  it('gives the cell that was clicked', () => {
    expect(drawing('heat', crossed).placeOf(0, 2, null)).toEqual({ row: 1, value: 'count|a' })
    expect(drawing('cohort', crossed).option).toMatchObject({ visualMap: { min: 0, max: 3 } })
  })
})

describe('a treemap', () => {
  const nested = reportOf(
    [rowColumn('region'), owner, won],
    [
      ['East', null, 30, 1],
      ['East', 'Ann', 10, 2],
      ['East', 'Ben', 20, 2],
      ['West', null, 5, 1],
      ['West', 'Cy', 5, 2],
      ['West', 'Di', 0, 2],
      [null, null, 35, 0],
    ],
  )

  it('nests the rows in the first dimension and takes subtotals from the engine', () => {
    expect(treeOf(drawnOf(nested))).toEqual([
      {
        key: 'East',
        name: 'East',
        row: 0,
        leaves: [
          { name: 'Ann', value: 10, row: 1 },
          { name: 'Ben', value: 20, row: 2 },
        ],
      },
      { key: 'West', name: 'West', row: 3, leaves: [{ name: 'Cy', value: 5, row: 4 }] },
    ])
    expect(seriesOf(drawing('treemap', nested))[0]?.data[0]).toMatchObject({ upperLabel: { formatter: 'East  30 money' } })
  })

  it('gives the row of the piece that was clicked, and nothing for the ground', () => {
    expect(drawing('treemap', nested).placeOf(0, 5, 2)).toEqual({ row: 2, value: 'won' })
    expect(drawing('treemap', nested).placeOf(0, 0, null)).toBeNull()
  })

  it('refuses figures below zero', () => {
    expect(
      refusal(
        'treemap',
        reportOf(
          [owner, won],
          [
            ['Ann', 3, 1],
            ['Ben', -1, 1],
          ],
        ),
      ),
    ).toBe('cantBelowZero')
  })
})

describe('a funnel', () => {
  it('is a step a row in the order of the report, or a step a value where there are no rows', () => {
    expect(stepsOf(drawnOf(people)).map(({ name, value }) => [name, value])).toEqual([
      ['Ann', 300],
      ['Cy', 100],
    ])
    const values = reportOf([count, valueColumn('sql'), rate], [[50, 20, 0.4, 0]])
    expect(stepsOf(drawnOf(values)).map(({ name, value }) => [name, value])).toEqual([
      ['count', 50],
      ['sql', 20],
    ])
  })

  it('stands each step before the larger one of itself and the step above', () => {
    const steps = reportOf(
      [owner, count],
      [
        ['a', 50, 1],
        ['b', 20, 1],
        ['c', 30, 1],
      ],
    )
    const [bars, behind] = seriesOf(drawing('funnel', steps))
    expect(bars?.data).toMatchObject([{ value: 50 }, { value: 20 }, { value: 30 }])
    expect(behind?.data).toEqual([50, 50, 30])
  })
})
