import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../renderer/report/period-choice.ts'
import { scopedSpark, scopedSpec } from '../../../renderer/features/cockpits/tile-spec.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'

describe('the period of a cockpit', () => {
  it('is counted from the workspace clock, with both ends included', () => {
    expect(periodOf('this-quarter', '2017-12-31')).toEqual({ from: '2017-10-01', to: '2017-12-31' })
    expect(periodOf('last-quarter', '2017-02-15')).toEqual({ from: '2016-10-01', to: '2016-12-31' })
    expect(periodOf('this-month', '2024-02-29')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(periodOf('this-month', '2100-02-01')).toEqual({ from: '2100-02-01', to: '2100-02-28' })
    expect(periodOf('last-12-months', '2026-09-30')).toEqual({ from: '2025-10-01', to: '2026-09-30' })
    expect(periodOf('last-year', '2026-09-30')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(periodOf('cockpit', '2026-09-30')).toBeNull()
  })
})

describe('the filter strip', () => {
  const spec = ReportSpec.parse({
    values: [{ metric: 'won_value' }],
    filters: [
      { field: 'owner.name', op: 'in', values: ['A'] },
      { field: 'stage.name', op: 'in', values: ['Won'] },
    ],
  })
  const scope = { period: { from: '2026-07-01', to: '2026-09-30' }, filters: [{ field: 'owner.name', op: 'in' as const, values: ['B'] }] }

  it('replaces a tile filter on the same field and keeps the others', () => {
    expect(scopedSpec(spec, scope)).toMatchObject({
      period: scope.period,
      filters: [{ field: 'stage.name' }, { field: 'owner.name', values: ['B'] }],
    })
  })

  it('leaves a spark line its own period', () => {
    expect(scopedSpark(spec, scope)).not.toHaveProperty('period')
    expect(scopedSpark(spec, scope).filters).toHaveLength(2)
  })
})
