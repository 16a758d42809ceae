import { describe, expect, it } from 'vitest'
import { changeDimensions, partsAddUp, whatChangedSpec } from '../../../renderer/report/what-changed.ts'
import type { CatalogDimension } from '../../../src/contract/catalog.ts'
import { ReportSpec, type Filter } from '../../../src/contract/report-spec.ts'

const web: Filter = { field: 'channel.name', op: 'in', values: ['Web'] }
const explained = {
  metric: 'cycle_days',
  params: { basis: 'won' },
  filters: [web],
  having: [],
  period: { from: '2026-01-01', to: '2026-03-31' },
}
const spec = ReportSpec.parse({
  rows: [{ field: 'channel.name' }],
  values: [{ metric: 'won_value' }, { metric: 'cycle_days', stat: 'median' }],
  asOf: '2026-04-01',
  sort: [{ by: 'won_value' }],
  limit: 5,
})

describe('what changed', () => {
  it('asks for the same number, under the same filters and days, beside the period before', () => {
    const asked = whatChangedSpec(explained, spec, { row: {}, value: 'cycle_days:median|Web' }, { field: 'owner.name', direction: 'asc' })
    expect(asked).toEqual(
      ReportSpec.parse({
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'cycle_days', stat: 'median', params: { basis: 'won' }, id: 'value' }],
        filters: [web],
        period: { from: '2026-01-01', to: '2026-03-31' },
        asOf: '2026-04-01',
        compare: ['previous-period'],
        calculations: [{ of: 'value', as: 'difference', against: 'previous-period', id: 'difference' }],
        sort: [{ by: 'difference', direction: 'asc' }],
        totals: { rows: 'grand' },
      }),
    )
  })

  it('asks nothing of a number without a period', () => {
    const cell = { row: {}, value: 'won_value' }
    expect(whatChangedSpec({ ...explained, period: null }, spec, cell, { field: 'owner.name', direction: 'desc' })).toBeNull()
  })

  it('says of sums that their parts add up, and of shares and averages that they do not', () => {
    const kinds = ['additive', 'semi-additive', 'ratio', 'distribution'] as const
    expect(kinds.map((additivity) => partsAddUp({ additivity, unit: 'money' }, 'owner.name'))).toEqual(['yes', 'yes', 'no', 'no'])
    expect(partsAddUp({ additivity: 'semi-additive', unit: 'percent' }, 'owner.name')).toBe('no')
    expect(partsAddUp({ additivity: 'additive', unit: 'count' }, 'product.line')).toBe('overlap')
  })

  it('offers what the number can be broken down by, and nothing that is pinned to one value', () => {
    const dimension = (id: string, more: Partial<CatalogDimension> = {}): CatalogDimension => ({
      id,
      group: 'x',
      label: { zh: id, en: id },
      type: 'text',
      isDate: false,
      available: true,
      ...more,
    })
    const all = [
      dimension('deal.name'),
      dimension('channel.name'),
      dimension('owner.name'),
      dimension('date', { isDate: true, type: 'date' }),
      dimension('lead.score', { type: 'integer' }),
      dimension('gone', { available: false }),
      dimension('elsewhere'),
    ]
    const metric = { dimensions: ['deal.name', 'channel.name', 'owner.name', 'date', 'lead.score', 'gone'] }
    expect(changeDimensions(metric, all, []).map(({ id }) => id)).toEqual(['owner.name', 'channel.name', 'deal.name'])
    expect(changeDimensions(metric, all, [web]).map(({ id }) => id)).toEqual(['owner.name', 'deal.name'])
  })
})
