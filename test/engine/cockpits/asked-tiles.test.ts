import { expect, it } from 'vitest'
import { CockpitView } from '../../../src/contract/documents.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { askedTiles } from '../../../src/engine/cockpits/tile-filters.ts'

const place = { title: { zh: '一', en: 'one' }, layout: { x: 0, y: 0, w: 3, h: 3 }, missing: [] }
const spec = ReportSpec.parse({ values: [{ metric: 'won_value' }] })
const mine = { field: 'owner.name', op: 'in', values: ['A'] } as const
const view = CockpitView.parse({
  name: 'c',
  shipped: true,
  title: { zh: '板', en: 'Board' },
  filters: [mine],
  period: null,
  tabs: [],
  tiles: [
    { ...place, id: 'a', kind: 'kpi', spec, available: true },
    { ...place, id: 'b', kind: 'bar', spec, available: true },
    { ...place, id: 'c', kind: 'study', study: 'rfm', available: true },
    { ...place, id: 'd', kind: 'bar', spec, available: false },
  ],
  missing: [],
})

it('a tile is asked what somebody chose for it, every other one its own question within the cockpit', () => {
  const chosen = ReportSpec.parse({ ...spec, period: { from: '2026-01-01', to: '2026-03-31' } })
  const tiles = askedTiles(view, { b: { spec: chosen }, c: { params: { asOf: '2026-03-31' } }, d: { spec: chosen } })
  expect(tiles.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(tiles.map((tile) => ('spec' in tile ? tile.spec : 'params' in tile ? tile.params : null))).toEqual([
    { ...spec, filters: [mine] },
    chosen,
    { asOf: '2026-03-31' },
  ])
  expect(askedTiles(view, { constructor: {} }).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})
