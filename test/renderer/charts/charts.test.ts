import { describe, expect, it } from 'vitest'
import { cartesianOption, type CartesianKind } from '../../../src/charts/cartesian-option.ts'
import type { ChartData, ChartTheme } from '../../../src/charts/chart-data.ts'
import { tooltipText } from '../../../src/charts/chart-tooltip.ts'
import { describeChart } from '../../../src/charts/describe-chart.ts'
import { colourOfValue } from '../../../src/charts/series-colours.ts'
import { sparkPath } from '../../../renderer/charts/spark-path.ts'

const theme: ChartTheme = {
  text: '#111',
  secondary: '#222',
  faint: '#333',
  line: '#444',
  surface: '#fff',
  series: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'],
  other: 'grey',
  hover: 'pale',
  rise: 'green',
  fall: 'red',
  heat: ['least', 'most'],
  onHeat: 'white',
  fontFamily: 'Inter',
  animate: false,
}
const format = (value: number) => `${value}`
const won = { id: 'won_value', label: 'Won', unit: 'money', colour: 'c1', values: [30, null, 10] } as const
const data: ChartData = { categories: ['West', 'East', 'Centre'], series: [won] }
const option = (kind: CartesianKind, of: ChartData = data, categoriesAreTime = false) =>
  cartesianOption({ kind, data: of, theme, format, categoriesAreTime })
const many = (count: number): ChartData => ({
  categories: ['a', 'b'],
  series: Array.from({ length: count }, (_, index) => ({ ...won, id: `${index}`, label: `s${index}`, values: [1, 2] })),
})

describe('chart options', () => {
  it('lay bars of names down with the first name on top and stand bars of time up', () => {
    expect(option('bar')).toMatchObject({ yAxis: { type: 'category', inverse: true }, xAxis: { type: 'value' } })
    expect(option('bar', data, true)).toMatchObject({ xAxis: { type: 'category', inverse: false }, yAxis: { type: 'value' } })
  })

  it('keep an n/a a gap and never draw it as zero', () => {
    expect(option('line').series).toMatchObject([{ type: 'line', data: [30, null, 10] }])
  })

  it('label up to four lines directly and give more a legend', () => {
    expect(option('line', many(4))).not.toHaveProperty('legend')
    expect(option('line', many(4)).series).toMatchObject([{ endLabel: { show: true } }, {}, {}, {}])
    expect(option('line', many(5))).toHaveProperty('legend')
    expect(option('bar', many(1))).not.toHaveProperty('legend')
  })

  it('stack only what is asked to be stacked', () => {
    expect(option('stacked-bar', many(2)).series).toMatchObject([{ stack: 'all' }, { stack: 'all' }])
    expect((option('bar', many(2)).series as object[])[0]).not.toHaveProperty('stack')
  })
})

describe('a tooltip', () => {
  it('shows the whole row of a category and a dash for n/a', () => {
    const two: ChartData = {
      categories: ['a', 'b'],
      series: [
        { ...won, values: [1, null] },
        { ...won, label: 'Lost', colour: 'c2', values: [2, 3] },
      ],
    }
    expect(tooltipText(two, 1, format)).toEqual({
      title: 'b',
      rows: [
        { label: 'Won', figure: '–', colour: 'c1' },
        { label: 'Lost', figure: '3', colour: 'c2' },
      ],
    })
  })
})

describe('colours', () => {
  it('stay with a value and turn grey from the ninth on', () => {
    const known = ['a', 'b', null, 'd', 'e', 'f', 'g', 'h', 'i']
    expect(colourOfValue(theme, known, 'b')).toBe('c2')
    expect(colourOfValue(theme, known, null)).toBe('c3')
    expect(colourOfValue(theme, known, 'i')).toBe('grey')
    expect(colourOfValue(theme, known, 'unknown')).toBe('grey')
  })
})

describe('a spark line', () => {
  it('spans its box from the lowest figure at the bottom to the highest at the top', () => {
    // width 22 with inset 2: steps of 9; 0 -> y 8, 10 -> y 2, 5 -> y 5 in a height of 10.
    expect(sparkPath([0, 10, 5], 22, 10)).toEqual({ line: 'M2 8L11 2L20 5', end: { x: 20, y: 5 } })
  })

  it('lifts the pen over a gap and lies in the middle when nothing changes', () => {
    expect(sparkPath([4, null, 4], 22, 10)).toEqual({ line: 'M2 5M20 5', end: { x: 20, y: 5 } })
    expect(sparkPath([null, null], 22, 10)).toEqual({ line: '', end: null })
  })
})

describe('the sentence for screen readers', () => {
  it('names the highest and the lowest figure and passes over n/a', () => {
    expect(describeChart('Won by region', data, format, 'en')).toBe('Won by region: Won over 3 items, highest West 30, lowest Centre 10')
    expect(describeChart('各区赢单', { ...data, series: [] }, format, 'zh')).toBe('各区赢单：没有数据')
  })
})
