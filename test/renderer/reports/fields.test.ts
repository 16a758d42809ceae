import { describe, expect, it } from 'vitest'
import { chartNeed, drawnChart } from '../../../renderer/charts/chart-fit.ts'
import { dimensionFields, metricFields, searchFields } from '../../../renderer/features/reports/field-list.ts'
import { nameOf } from '../../../renderer/editing/document-name.ts'
import { titleOf } from '../../../renderer/features/reports/report-title.ts'
import { filterText, opsOf } from '../../../renderer/report/filter-words.ts'
import type { Catalog, CatalogDimension, CatalogMetric } from '../../../src/contract/catalog.ts'
import { ReportSpec, type RelativePeriod, type ReportSpecInput } from '../../../src/contract/report-spec.ts'

const metric = (id: string, group: string, zh: string, en: string, dimensions: string[], available = true): CatalogMetric => ({
  id,
  group,
  label: { zh, en },
  definition: { zh: '', en: '' },
  unit: 'count',
  direction: 'neutral',
  additivity: 'additive',
  dateBasis: { zh: '', en: '' },
  stats: [],
  params: [],
  dimensions,
  available,
  ...(available ? {} : { missing: [{ need: 'payment', adds: { zh: '回款额', en: 'money received' } }] }),
})
const dimension = (id: string, group: string, zh: string, en: string, isDate = false): CatalogDimension => ({
  id,
  group,
  label: { zh, en },
  type: isDate ? 'date' : 'text',
  isDate,
  available: true,
})
const catalog: Catalog = {
  metrics: [
    metric('won_value', 'opportunity', '赢单金额', 'Won value', ['date', 'product.line', 'owner.name']),
    metric('lead_count', 'lead', '新增线索数', 'New leads', ['date', 'owner.name', 'lead.status']),
    metric('received_amount', 'payment', '回款额', 'Money received', ['date'], false),
  ],
  dimensions: [
    dimension('date', 'date', '日期', 'Date', true),
    dimension('product.line', 'product', '产品线', 'Product line'),
    dimension('lead.status', 'lead', '线索状态', 'Lead status'),
    dimension('owner.name', 'owner', '负责人', 'Owner'),
  ],
}
const spec = (input: ReportSpecInput): ReportSpec => ReportSpec.parse(input)
const won = spec({ values: [{ metric: 'won_value' }], rows: [{ field: 'product.line' }] })

describe('the field list', () => {
  it('refuses dimensions that a metric of the report has no values of, naming the metric', () => {
    const fields = dimensionFields(catalog, won).flatMap((group) => group.fields)
    expect(fields.map((field) => [field.id, field.used, field.refusal])).toEqual([
      ['date', false, null],
      ['product.line', true, null],
      ['lead.status', false, { why: 'unreachable', fields: [{ zh: '赢单金额', en: 'Won value' }] }],
      ['owner.name', false, null],
    ])
  })

  it('refuses metrics that a dimension or a filter of the report does not reach, and those without data', () => {
    const byLine = metricFields(catalog, won).flatMap((group) => group.fields)
    expect(byLine.map((field) => field.refusal?.why ?? null)).toEqual([null, 'unreachable', 'missing'])
    const filtered = spec({ values: [{ metric: 'lead_count' }], filters: [{ field: 'lead.status', op: 'is-empty' }] })
    const refused = metricFields(catalog, filtered).flatMap((group) => group.fields)[0]
    expect(refused?.refusal).toEqual({ why: 'unreachable', fields: [{ zh: '线索状态', en: 'Lead status' }] })
  })

  it('finds a field by words of either language or by its id', () => {
    const found = (search: string) =>
      searchFields(metricFields(catalog, won), search).flatMap((group) => group.fields.map((field) => field.id))
    expect(found('value WON')).toEqual(['won_value'])
    expect(found('线索')).toEqual(['lead_count'])
    expect(found('received_')).toEqual(['received_amount'])
    expect(found('  ')).toHaveLength(3)
    expect(found('nothing like it')).toEqual([])
  })
})

describe('the title of a report', () => {
  it('says in either language what the fields say', () => {
    const report = spec({
      values: [{ metric: 'won_value' }],
      rows: [{ field: 'date', grain: 'quarter' }],
      columns: [{ field: 'product.line' }],
    })
    expect(titleOf(report, catalog, 'en')).toBe('Won value by quarter, product line')
    expect(titleOf(report, catalog, 'zh')).toBe('按季度、产品线的赢单金额')
    expect(titleOf({ ...report, values: [] }, catalog, 'en')).toBe('')
  })

  it('gives a name that nobody has yet and that is no address of the product', () => {
    expect(nameOf('Won value, by quarter!', [])).toBe('won-value-by-quarter')
    expect(nameOf('按季度的赢单金额', ['按季度的赢单金额'])).toBe('按季度的赢单金额-2')
    expect(nameOf('New', [])).toBe('new-2')
    expect(nameOf('…', [])).toBe('report')
    expect(nameOf('x'.repeat(500), []).length).toBeLessThanOrEqual(60)
  })
})

describe('the chart switcher', () => {
  it('offers what the fields suffice for and falls back to the table', () => {
    expect(chartNeed('doughnut', won, catalog)).toBeNull()
    expect(chartNeed('doughnut', spec({ ...won, values: [{ metric: 'won_value' }, { metric: 'lead_count' }] }), catalog)).toBe(
      'needsOneValue',
    )
    expect(chartNeed('stacked-bar', won, catalog)).toBe('needsParts')
    expect(chartNeed('stacked-bar', spec({ ...won, columns: [{ field: 'owner.name' }] }), catalog)).toBeNull()
    expect(chartNeed('line', spec({ values: [{ metric: 'won_value' }] }), catalog)).toBe('needsRow')
    expect(drawnChart('line', spec({ values: [{ metric: 'won_value' }] }), catalog)).toBe('table')
    expect(drawnChart('kpi', won, catalog)).toBe('table')
  })
})

describe('a filter in words', () => {
  const words = {
    empty: '(empty)',
    other: 'Other',
    day: (day: string) => `day ${day}`,
    period: ({ relative, n, unit }: RelativePeriod) => `${relative} ${n} ${unit}`,
    op: (op: string) => op,
    chosen: (count: number) => `${count} chosen`,
  }
  const say = (filter: ReportSpecInput['filters']) =>
    spec({ ...won, filters: filter ?? [] }).filters.map((one) => filterText('Field', one, words))

  it('names its values, its days and the empty value', () => {
    expect(say([{ field: 'a', op: 'in', values: ['x', null] }])).toEqual(['Field: x, (empty)'])
    expect(say([{ field: 'a', op: 'in', values: ['w', 'x', 'y', 'z'] }])).toEqual(['Field: 4 chosen'])
    expect(say([{ field: 'a', op: 'between', values: ['2017-01-01', '2017-12-31'] }])).toEqual(['Field: day 2017-01-01 – day 2017-12-31'])
    expect(say([{ field: 'a', op: 'at-least', values: [10] }])).toEqual(['Field ≥ 10'])
    expect(say([{ field: 'a', op: 'is-empty' }])).toEqual(['Field is-empty'])
    expect(say([{ field: 'a', op: 'within', period: { relative: 'last', unit: 'week', n: 2 } }])).toEqual(['Field: last 2 week'])
  })

  it('offers no empty days of the conformed date', () => {
    expect(opsOf({ id: 'date', type: 'date', isDate: true })).not.toContain('is-empty')
    expect(opsOf({ id: 'lead.created_at', type: 'date', isDate: true })).toContain('is-empty')
  })
})
