import { expect, it } from 'vitest'
import { mostMissed } from '../../../renderer/features/home/most-missed.ts'
import { attention } from '../../../renderer/features/home/attention.ts'
import { emptyWorkspace, loadedWorkspace, loads } from '../../e2e/face/fake-data.ts'

it('finds nothing in an empty workspace', () => {
  expect(attention(emptyWorkspace, [])).toEqual([])
})

it('puts refused files before quarantine, and an old clock last', () => {
  expect(attention(loadedWorkspace, loads)).toEqual([
    { kind: 'refused', files: ['notes.pdf'] },
    { kind: 'quarantine', rows: 42 },
    { kind: 'matches', count: 2, example: { entity: 'product', from: 'GTXPro', to: 'GTX Pro', rows: 1480 } },
    { kind: 'clock', day: '2017-12-31' },
  ])
})

it('looks at the newest load that still counts, whatever the order', () => {
  const [newest, older] = loads
  const undone = attention(loadedWorkspace, [older!, { ...newest!, undone: true }])
  expect(undone.some((item) => item.kind === 'refused')).toBe(false)
})

it('names what a sales team asks for first among the missing', () => {
  const adds = { zh: '', en: '' }
  const needs = ['contact', 'team', 'pipeline', 'stage', 'payment.amount', 'channel', 'campaign', 'lead', 'order', 'exchange_rate']
  const named = mostMissed(needs.map((need) => ({ need, adds }))).map((one) => one.need)
  expect(named).toEqual(['lead', 'order', 'payment.amount', 'contact', 'team', 'pipeline', 'stage', 'channel'])
})
