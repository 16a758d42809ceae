import { describe, expect, it } from 'vitest'
import { chartNeed, drawnChart, type Known } from '../../../renderer/charts/chart-fit.ts'
import { specForChart } from '../../../src/charts/chart-spec.ts'
import { suggestChart } from '../../../renderer/charts/suggest-chart.ts'
import { chartKinds, type ChartKind } from '../../../src/contract/documents.ts'
import type { Unit } from '../../../src/contract/report-result.ts'
import { ReportSpec, stats, type ReportSpecInput } from '../../../src/contract/report-spec.ts'

const text = { zh: '', en: '' }
const metric = (id: string, unit: Unit, additivity: Known['metrics'][number]['additivity'] = 'additive'): Known['metrics'][number] => ({
  id,
  group: 'g',
  label: text,
  definition: text,
  unit,
  direction: 'up-is-good',
  additivity,
  dateBasis: text,
  stats: additivity === 'distribution' ? [...stats] : [],
  params: [],
  dimensions: [],
  available: true,
})
const dimension = (id: string, isDate = false): Known['dimensions'][number] => ({
  id,
  group: 'g',
  label: text,
  type: isDate ? 'date' : 'text',
  isDate,
  available: true,
})
const known: Known = {
  metrics: [
    metric('won_value', 'money'),
    metric('target_value', 'money'),
    metric('order_value', 'money'),
    metric('won_count', 'count'),
    metric('win_rate', 'percent', 'ratio'),
    metric('sales_cycle_days', 'days', 'distribution'),
  ],
  dimensions: [
    dimension('date', true),
    dimension('account.first_won_at', true),
    dimension('owner.name'),
    dimension('team.name'),
    dimension('channel.name'),
    dimension('opportunity.size_band'),
  ],
}
const spec = (input: ReportSpecInput): ReportSpec => ReportSpec.parse(input)
const of = (rows: string[], values: string[], columns: string[] = []): ReportSpec =>
  spec({
    rows: rows.map((field) => ({ field })),
    columns: columns.map((field) => ({ field })),
    values: values.map((one) => ({ metric: one })),
  })

describe('the suggested chart', () => {
  it.each([
    ['a value over time is a line', of(['date'], ['won_value']), 'line'],
    ['two values of one unit over time are lines', of(['date'], ['won_value', 'order_value']), 'line'],
    ['two units over time are bars and lines', of(['date'], ['won_value', 'win_rate']), 'combo'],
    ['three units over time are a table', of(['date'], ['won_value', 'win_rate', 'won_count']), 'pivot'],
    ['a value over time by name is lines', of(['date'], ['won_value'], ['owner.name']), 'line'],
    ['two dates are a cohort grid', of(['account.first_won_at'], ['won_value'], ['date']), 'cohort'],
    ['a value by name is bars', of(['owner.name'], ['won_value']), 'bar'],
    ['a sum by two names is stacked', of(['owner.name'], ['won_value'], ['team.name']), 'stacked-bar'],
    ['a rate by two names is a heat map', of(['owner.name'], ['win_rate'], ['team.name']), 'heat'],
    ['names over time are a heat map', of(['owner.name'], ['won_value'], ['date']), 'heat'],
    ['a count by ranges is a histogram', of(['opportunity.size_band'], ['won_count']), 'histogram'],
    ['money by ranges is bars', of(['opportunity.size_band'], ['won_value']), 'bar'],
    ['a value and its target are bullets', of(['owner.name'], ['won_value', 'target_value']), 'bullet'],
    ['several values by name are a table', of(['owner.name'], ['won_value', 'win_rate']), 'pivot'],
    ['deep rows are a table', of(['team.name', 'owner.name'], ['won_value']), 'pivot'],
    ['a lone figure is a table', of([], ['won_value']), 'pivot'],
  ] as [string, ReportSpec, ChartKind][])('%s', (_, asked, chart) => {
    expect(suggestChart(asked, known)).toBe(chart)
  })

  it('is a box plot where the five figures are asked for', () => {
    expect(suggestChart(specForChart('box', of(['owner.name'], ['sales_cycle_days']), known), known)).toBe('box')
  })

  it('always fits, whatever the fields are', () => {
    const fields = [[], ['date'], ['owner.name'], ['opportunity.size_band'], ['owner.name', 'date']]
    for (const rows of fields)
      for (const columns of fields)
        for (const values of [['won_value'], ['win_rate', 'won_count'], ['won_count', 'won_value', 'sales_cycle_days']]) {
          const asked = of(rows, values, columns)
          expect(chartNeed(suggestChart(asked, known), asked, known)).toBeNull()
        }
  })
})

describe('what a chart needs', () => {
  it.each([
    ['bar', of([], ['won_value']), 'needsRow'],
    ['stacked-bar', of(['owner.name'], ['won_value']), 'needsParts'],
    ['full-stacked-bar', { ...of(['owner.name'], ['won_value'], ['team.name']), compare: ['previous-year'] }, 'needsNoComparison'],
    ['doughnut', of(['owner.name'], ['won_value', 'won_count']), 'needsOneValue'],
    ['combo', of(['date'], ['won_value']), 'needsTwoValues'],
    ['combo', of(['date'], ['won_value', 'win_rate'], ['owner.name']), 'needsNoColumns'],
    ['scatter', of(['owner.name'], ['won_value']), 'needsTwoValues'],
    ['bubble', of(['owner.name'], ['won_value', 'win_rate']), 'needsThreeValues'],
    ['heat', of(['owner.name'], ['won_value']), 'needsColumns'],
    ['cohort', of(['owner.name'], ['won_value'], ['date']), 'needsTwoDates'],
    ['treemap', of(['owner.name', 'team.name', 'channel.name'], ['won_value']), 'needsOneOrTwoRows'],
    ['sankey', of(['owner.name'], ['won_value']), 'needsTwoRows'],
    ['funnel', of([], ['won_value', 'win_rate']), 'needsSteps'],
    ['waterfall', of(['owner.name'], ['win_rate']), 'needsSum'],
    ['histogram', of(['owner.name'], ['won_count']), 'needsRanges'],
    ['histogram', of(['opportunity.size_band'], ['won_value']), 'needsCount'],
    ['box', of(['owner.name'], ['won_value']), 'needsSpread'],
    ['bullet', of(['owner.name'], ['won_value', 'win_rate']), 'needsTarget'],
  ] as [ChartKind, ReportSpec, string][])('%s lacks something', (kind, asked, need) => {
    expect(chartNeed(kind, asked, known)).toBe(need)
    expect(drawnChart(kind, asked, known)).toBe('table')
  })

  it('is nothing where the fields suffice', () => {
    expect(chartNeed('funnel', of([], ['won_value', 'order_value']), known)).toBeNull()
    expect(chartNeed('bullet', { ...of(['owner.name'], ['won_value']), compare: ['previous-year'] }, known)).toBeNull()
    expect(chartNeed('scatter', { ...of(['owner.name'], ['won_value']), compare: ['previous-year'] }, known)).toBeNull()
    expect(chartNeed('sankey', of(['channel.name', 'owner.name'], ['won_value']), known)).toBeNull()
    expect(chartNeed('box', of(['owner.name'], ['won_value', 'sales_cycle_days']), known)).toBeNull()
  })
})

describe('what a chart asks for besides the fields', () => {
  it('is the total for a waterfall and the five figures for a box plot, in place of everything that stood on the old values', () => {
    const asked = spec({
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'won_value' }, { metric: 'sales_cycle_days', params: { basis: 'created' } }],
      sort: [{ by: 'won_value' }, { by: 'owner.name', direction: 'asc' }],
      top: { field: 'owner.name', n: 5, by: 'won_value' },
      compare: ['previous-year'],
      period: { from: '2026-01-01', to: '2026-06-30' },
    })
    const five = specForChart('box', asked, known)
    expect(five.values.map(({ metric: id, stat }) => `${id}:${stat}`)).toEqual(
      ['min', 'p25', 'p50', 'p75', 'max'].map((stat) => `sales_cycle_days:${stat}`),
    )
    expect(five.values.every(({ params }) => params?.['basis'] === 'created')).toBe(true)
    expect(five).toMatchObject({
      sort: [{ by: 'sales_cycle_days:p50' }, { by: 'owner.name' }],
      top: { by: 'sales_cycle_days:p50' },
      compare: [],
    })
    expect(ReportSpec.parse(five)).toEqual(five)
    expect(specForChart('box', five, known)).toBe(five)
    expect(specForChart('waterfall', asked, known).totals).toEqual({ rows: 'grand', columns: 'none' })
    for (const kind of chartKinds.filter((one) => one !== 'box' && one !== 'waterfall'))
      expect(specForChart(kind, asked, known)).toBe(asked)
  })
})
