import { describe, expect, it } from 'vitest'
import { drawStudyChart } from '../../../src/charts/study-drawing.ts'
import { readableOn } from '../../../src/charts/readable.ts'
import { heatGrid } from '../../../src/charts/study-heat.ts'
import { keyLabel, rowTip, type StudyLook } from '../../../src/charts/study-look.ts'
import { stackedParts, waterfallOf } from '../../../src/charts/study-waterfall.ts'
import type { Unit } from '../../../src/contract/report-result.ts'
import type { StudyCell, StudyChart, StudyColumn, StudyTable } from '../../../src/contract/study-result.ts'

const look: StudyLook = {
  theme: {
    text: '#14202e',
    secondary: '#222222',
    faint: '#333333',
    line: '#444444',
    surface: '#ffffff',
    series: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'],
    other: 'grey',
    hover: 'pale',
    rise: 'green',
    fall: 'red',
    heat: ['#e7f5f4', '#0b7a75'],
    onHeat: '#ffffff',
    fontFamily: 'Inter',
    animate: false,
  },
  language: 'en',
  format: (value, unit) => (unit === 'percent' ? `${value * 100}%` : String(value)),
  none: '(none)',
  yes: 'Yes',
  no: 'No',
  known: ['West', 'East', null],
}

const key = (id: string, words?: StudyColumn['words']): StudyColumn => ({
  id,
  label: { zh: `${id}（中）`, en: id },
  type: 'text',
  unit: 'none',
  role: 'key',
  ...(words ? { words } : {}),
})
const measured = (id: string, unit: Unit): StudyColumn => ({ id, label: { zh: id, en: id }, type: 'double', unit, role: 'value' })
const table = (columns: StudyColumn[], rows: Record<string, StudyCell>[]): StudyTable => ({
  id: 't',
  label: { zh: '表', en: 'Table' },
  columns,
  rows,
  drills: null,
})
const chart = (kind: StudyChart['kind'], x: string, y: string[], series?: string): StudyChart => ({
  id: 'c',
  kind,
  label: { zh: '图', en: 'Chart' },
  table: 't',
  x,
  y,
  ...(series === undefined ? {} : { series }),
})

const steps = table(
  [
    key('step', { '1': { zh: '线索', en: 'Lead' }, '2': { zh: '赢单', en: 'Won' } }),
    measured('count', 'count'),
    measured('rate', 'percent'),
  ],
  [
    { step: '1', count: 8, rate: null },
    { step: '2', count: 2, rate: 0.25 },
  ],
)
const groups = table(
  [key('group'), key('step'), measured('rate', 'percent')],
  [
    { group: 'East', step: 'a', rate: null },
    { group: 'East', step: 'b', rate: 0.5 },
    { group: null, step: 'a', rate: null },
    { group: null, step: 'b', rate: 0.1 },
  ],
)

describe('a waterfall', () => {
  it('stands its ends on zero and every other bar on the end of the one before', () => {
    const falls = waterfallOf(['opening', 'won', 'new', 'closing'], [100, -160, 90, 30])
    expect(falls.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['end', 0, 100],
      ['fall', 100, -60],
      ['rise', -60, 30],
      ['end', 0, 30],
    ])
  })

  it('splits a bar that crosses zero and hides the foot of one that does not', () => {
    expect(stackedParts({ from: 100, to: -60 })).toEqual({ foot: 0, above: 100, below: -60 })
    expect(stackedParts({ from: 100, to: 70 })).toEqual({ foot: 70, above: 30, below: 0 })
    expect(stackedParts({ from: -20, to: -50 })).toEqual({ foot: -20, above: 0, below: -30 })
  })

  it('tells rises and falls by their sign as well as by colour', () => {
    const moves = table(
      [key('movement'), measured('amount', 'money')],
      [
        { movement: 'opening', amount: 10 },
        { movement: 'new', amount: 5 },
        { movement: 'pulled', amount: 0 },
        { movement: 'lost', amount: -3 },
        { movement: 'closing', amount: 12 },
      ],
    )
    const drawing = drawStudyChart(chart('waterfall', 'movement', ['amount']), moves, look)
    const series = drawing?.option.series as { data: object[] }[]
    // What did not move is left out, and a click on the third bar still finds the row of its own.
    expect(drawing?.rowOf(1, 2)).toBe(3)
    expect(series[1]?.data).toMatchObject([
      { value: 10, itemStyle: { color: 'c8' }, label: { formatter: '10' } },
      { value: 5, itemStyle: { color: 'green' }, label: { formatter: '+5' } },
      { value: 3, itemStyle: { color: 'red' }, label: { formatter: '-3' } },
      { value: 12, itemStyle: { color: 'c8' }, label: { formatter: '12' } },
    ])
  })
})

describe('a funnel', () => {
  it('draws each step before the pale bar of the one before it, with count and rate beside it', () => {
    const drawing = drawStudyChart(chart('funnel', 'step', ['count', 'rate']), steps, look)
    expect(drawing?.option).toMatchObject({
      yAxis: { data: ['Lead', 'Won'], inverse: true },
      series: [
        { data: [8, 8] },
        {
          data: [
            { value: 8, label: { formatter: '8' } },
            { value: 2, label: { formatter: '2  25%' } },
          ],
        },
      ],
    })
  })
})

describe('a heat map', () => {
  it('of cohorts is coloured by what comes back, not by the first period that everybody is in', () => {
    const most = (kind: StudyChart['kind']) => drawStudyChart(chart(kind, 'step', ['count', 'rate']), steps, look)?.option['visualMap']
    expect([most('heat'), most('cohort')]).toMatchObject([{ max: 8 }, { max: 0.25 }])
  })

  it('leaves out a column without a single value and keeps the row each cell comes from', () => {
    const grid = heatGrid({ chart: chart('heat', 'step', ['rate'], 'group'), table: groups, look })
    expect(grid.columns).toEqual(['b'])
    expect(grid.lines).toEqual(['East', '(none)'])
    expect(grid.cells).toEqual([
      { column: 0, line: 0, value: 0.5, row: 1 },
      { column: 0, line: 1, value: 0.1, row: 3 },
    ])
  })

  it('has the measures as columns where no series is named', () => {
    const grid = heatGrid({ chart: chart('heat', 'step', ['count', 'rate']), table: steps, look })
    expect(grid.columns).toEqual(['count', 'rate'])
    expect(grid.cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ])
  })

  it('writes on every ground in the colour that is read best', () => {
    // WCAG contrast worked out by hand: black on white 21, white on black 21; a middle grey (0.216) is read better in black.
    expect(readableOn(['#ffffff', '#000000'], 0, ['#000000', '#ffffff'])).toBe('#000000')
    expect(readableOn(['#ffffff', '#000000'], 1, ['#000000', '#ffffff'])).toBe('#ffffff')
    expect(readableOn(['#fff', '#000'], 1, ['#000', '#fff'])).toBe('#fff')
    expect(readableOn(['#808080', '#808080'], 0.5, ['#ffffff', '#000000'])).toBe('#000000')
  })
})

describe('other charts of studies', () => {
  it('pivot a series, give its values their own colours, and find the row behind a bar', () => {
    const drawing = drawStudyChart(chart('stacked-bar', 'step', ['rate'], 'group'), groups, look)
    expect(drawing?.option.series).toMatchObject([
      { name: 'East', data: [null, 0.5], itemStyle: { color: 'c2' } },
      { name: '(none)', data: [null, 0.1], itemStyle: { color: 'c3' } },
    ])
    expect(drawing?.rowOf(1, 1)).toBe(3)
  })

  it('draw only measures of the first one’s unit on one axis', () => {
    const drawing = drawStudyChart(chart('bar', 'step', ['count', 'rate']), steps, look)
    expect(drawing?.option.series).toMatchObject([{ name: 'count', data: [8, 2] }])
  })

  it('draw the first forty bars of names and say so', () => {
    const many = table(
      [key('name'), measured('count', 'count')],
      Array.from({ length: 50 }, (_, index) => ({ name: `n${index}`, count: index })),
    )
    expect(drawStudyChart(chart('bar', 'name', ['count']), many, look)?.drawn).toBe(40)
  })

  it('name the ranges of a histogram by their ends, steps of one by their beginning', () => {
    const bins = table(
      [{ ...key('from'), type: 'integer' }, { ...key('to'), type: 'integer' }, measured('count', 'count')],
      [
        { from: 0, to: 1, count: 4 },
        { from: 1, to: 8, count: 2 },
      ],
    )
    expect(drawStudyChart(chart('histogram', 'from', ['count']), bins, look)?.option).toMatchObject({ xAxis: { data: ['0', '1–8'] } })
  })

  it('fill a band between its ends and leave a gap where one is missing', () => {
    const points = table(
      [key('month'), measured('value', 'money'), measured('low', 'money'), measured('high', 'money')],
      [
        { month: 'May', value: 5, low: 3, high: 8 },
        { month: 'June', value: 6, low: null, high: 9 },
      ],
    )
    expect(drawStudyChart(chart('band', 'month', ['value', 'low', 'high']), points, look)?.option.series).toMatchObject([
      { data: [3, null] },
      { data: [5, null] },
      { data: [5, 6] },
    ])
  })

  it('put a dot on a scatter only where both its places are known', () => {
    const dots = table(
      [key('name'), measured('x', 'days'), measured('y', 'count')],
      [
        { name: 'a', x: 1, y: null },
        { name: 'b', x: 2, y: '12345678901234567890' },
      ],
    )
    const drawing = drawStudyChart(chart('scatter', 'x', ['y']), dots, look)
    expect(drawing?.option.series).toMatchObject([{ data: [[2, Number('12345678901234567890'), 7]] }])
    expect(drawing?.rowOf(0, 0)).toBe(1)
  })

  it('set the cumulative share of a pareto against an axis up to one', () => {
    const reasons = table(
      [key('reason'), measured('lost', 'count'), measured('share', 'percent')],
      [{ reason: 'Price', lost: 3, share: 1 }],
    )
    expect(drawStudyChart(chart('pareto', 'reason', ['lost', 'share']), reasons, look)?.option).toMatchObject({
      yAxis: [{}, { min: 0, max: 1 }],
      series: [
        { type: 'bar', data: [3] },
        { type: 'line', yAxisIndex: 1, data: [1] },
      ],
    })
  })

  it('give every outcome of a pareto its own bars and its own cumulative share', () => {
    const reasons = table(
      [key('outcome'), key('reason'), measured('lost', 'count'), measured('share', 'percent')],
      [
        { outcome: 'lost', reason: 'Price', lost: 3, share: 1 },
        { outcome: 'won', reason: 'Fit', lost: 2, share: 0.5 },
        { outcome: 'won', reason: 'Price', lost: 2, share: 1 },
      ],
    )
    const drawing = drawStudyChart(chart('pareto', 'reason', ['lost', 'share'], 'outcome'), reasons, look)
    expect(drawing?.option.series).toMatchObject([
      { type: 'bar', name: 'lost', data: [3, null, null] },
      { type: 'line', data: [1, null, null] },
      { type: 'bar', name: 'won', data: [null, 2, 2] },
      { type: 'line', data: [null, 0.5, 1] },
    ])
  })

  it('call rows by their other keys, too, where one is said twice', () => {
    const stages = table(
      [key('pipeline'), key('stage'), measured('count', 'count')],
      [
        { pipeline: 'New', stage: 'Talk', count: 1 },
        { pipeline: 'Renewal', stage: 'Talk', count: 2 },
      ],
    )
    expect(drawStudyChart(chart('bar', 'stage', ['count']), stages, look)?.option).toMatchObject({
      yAxis: { data: ['New · Talk', 'Renewal · Talk'] },
    })
  })

  it('lead a flow from the left to the right, the same value on both sides, and find the row behind it', () => {
    const moves = table(
      [key('before', { a: { zh: '甲', en: 'A' }, b: { zh: '乙', en: 'B' } }), key('now'), measured('count', 'count')],
      [
        { before: 'b', now: 'a', count: 2 },
        { before: 'a', now: 'b', count: 0 },
        { before: 'a', now: 'a', count: 1 },
      ],
    )
    const drawing = drawStudyChart(chart('sankey', 'before', ['count'], 'now'), moves, look)
    expect(drawing?.option.series).toMatchObject([
      {
        data: [
          { name: 'before a', depth: 0 },
          { name: 'before b', depth: 0 },
          { name: 'after a', depth: 1 },
        ],
        links: [
          { source: 'before b', target: 'after a', value: 2 },
          { source: 'before a', target: 'after a', value: 1 },
        ],
      },
    ])
    expect(drawing?.rowOf(0, 1)).toBe(2)
  })

  it('leave what can’t be drawn to the table', () => {
    expect(drawStudyChart(chart('sankey', 'step', ['count']), steps, look)).toBeNull()
    expect(drawStudyChart(chart('bar', 'step', ['gone']), steps, look)).toBeNull()
    expect(drawStudyChart(chart('bar', 'step', ['count']), { ...steps, rows: [] }, look)).toBeNull()
  })
})

describe('the tooltip of a row', () => {
  it('tells every figure and says nothing twice: an interval stands beside its value', () => {
    const rated = table(
      [...steps.columns, measured('rate_from', 'percent'), measured('rate_to', 'percent')],
      [{ step: '2', count: 2, rate: 0.25, rate_from: 0.1, rate_to: 0.5 }],
    )
    expect(rowTip({ table: rated, look }, 0, 'c1')).toEqual({
      title: 'Won',
      rows: [
        { label: 'count', figure: '2', colour: 'c1' },
        { label: 'rate', figure: '25%', colour: 'c1' },
      ],
    })
  })
})

describe('a key', () => {
  it('is told by its word, in the reader’s language', () => {
    expect(keyLabel(steps.columns[0], '2', { ...look, language: 'zh' })).toBe('赢单')
    expect(keyLabel(steps.columns[0], '3', look)).toBe('3')
    expect(keyLabel(steps.columns[0], null, look)).toBe('(none)')
    expect(keyLabel(undefined, true, look)).toBe('Yes')
  })
})
