import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CockpitView } from '../../../src/contract/documents.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { openEngine, runImport, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'

const samples = new URL('../../../samples', import.meta.url).pathname
const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const still = { signal: never, progress: () => undefined as never }

/** What each lacks most where there are deals alone. */
const waitsFor: Readonly<Record<string, string>> = {
  'sales-director': 'target',
  'sales-performance': 'lead',
  'chief-executive': 'target',
  'sales-rep': 'target',
  marketing: 'lead',
  finance: 'payment',
  service: 'ticket',
}
const names = Object.keys(waitsFor)

async function engineWith(...files: string[]): Promise<TestEngine> {
  const engine = await openEngine()
  await runImport(engine, { uploads: await Promise.all(files.map((file) => uploadPath(engine, `${samples}/${file}`))) })
  return engine
}

/** Every tile on the grid answers, fills its row and covers no other. */
async function checkTiles(engine: TestEngine, view: CockpitView): Promise<void> {
  const shown = view.tiles.filter(({ available }) => available)
  const cells = new Set<string>()
  expect(new Set(shown.map(({ id }) => id)).size, 'each has an id of its own').toBe(shown.length)
  for (const tile of shown) {
    const { id, layout } = tile
    for (let x = layout.x; x < layout.x + layout.w; x += 1) {
      for (let y = layout.y; y < layout.y + layout.h; y += 1) {
        expect(cells.has(`${x}/${y}`), `${id} covers another tile`).toBe(false)
        cells.add(`${x}/${y}`)
      }
    }
    const specs = 'spec' in tile ? [tile.spec, ...('spark' in tile && tile.spark !== undefined ? [tile.spark] : [])] : []
    for (const asked of specs) {
      const { rowCount } = await engine.handlers.reports.run({ spec: asked }, still)
      expect(rowCount, id).toBeGreaterThanOrEqual(0)
    }
  }
  const bottom = Math.max(...shown.map(({ layout }) => layout.y + layout.h))
  expect(cells.size, 'the grid has no hole').toBe(bottom * 12)
}

describe('the shipped cockpits', () => {
  let alone: TestEngine
  let together: TestEngine

  beforeAll(async () => {
    alone = await engineWith('tiny/opportunities.csv')
    together = await engineWith('tiny/opportunities.csv', 'tiny/leads.csv', 'tiny/accounts.csv')
  })
  afterAll(async () => {
    await alone.close()
    await together.close()
  })

  it('are listed', async () => {
    const { cockpits } = await alone.handlers.cockpits.list({}, still)
    expect(cockpits.filter(({ shipped }) => shipped).map(({ name }) => name)).toEqual(names)
    await expect(alone.handlers.cockpits.open({ name: 'nobody' }, still)).rejects.toMatchObject({ code: 'document-missing' })
  })

  it.each(names)('%s has no broken tile with deals alone, and says what each missing file would add', async (name) => {
    const view = await alone.handlers.cockpits.open({ name }, still)
    await checkTiles(alone, view)
    expect(view.missing.map(({ need }) => need)).toEqual(expect.arrayContaining([waitsFor[name]]))
    for (const { adds } of view.missing) expect([adds.zh, adds.en].every((text) => text.length > 1)).toBe(true)
    expect(view.tiles.filter(({ available }) => !available).every(({ missing }) => missing.length > 0)).toBe(true)
  })

  it('take up the tiles that further files make possible', async () => {
    const before = await alone.handlers.cockpits.open({ name: 'sales-director' }, still)
    const after = await together.handlers.cockpits.open({ name: 'sales-director' }, still)
    await checkTiles(together, after)
    const shown = (view: CockpitView): string[] => view.tiles.filter(({ available }) => available).map(({ id }) => id)
    expect(shown(before)).not.toContain('kpi-lead_count')
    expect(shown(after)).toContain('kpi-lead_count')
    expect(after.missing.map(({ need }) => need)).not.toContain('lead')
  })

  it('say in the catalogue what can be asked and what is missing', async () => {
    const { metrics, dimensions } = await alone.handlers.catalog.list({}, still)
    expect(metrics.length).toBeGreaterThanOrEqual(30)
    const available = (id: string): boolean | undefined => metrics.find((metric) => metric.id === id)?.available
    expect(['won_value', 'win_rate', 'pipeline_value', 'sales_cycle_days'].map(available)).toEqual([true, true, true, true])
    expect(metrics.find(({ id }) => id === 'lead_count')).toMatchObject({ available: false, missing: [{ need: 'lead' }] })
    expect(metrics.find(({ id }) => id === 'attainment_rate')).toMatchObject({ available: false, missing: [{ need: 'target' }] })
    expect(dimensions.find(({ id }) => id === 'account.industry')).toMatchObject({
      available: false,
      missing: [{ need: 'account.industry' }],
    })
    expect(dimensions.find(({ id }) => id === 'channel.name')).toMatchObject({ available: true })
  })

  it('lists a dimension’s values, most frequent first, the empty one too', async () => {
    // samples/ANSWERS.md: Web 5, Referral 3, Trade Show 2, two without.
    const { values } = await alone.handlers.catalog.values({ field: 'channel.name', search: '', limit: 200 }, still)
    expect(values).toEqual([
      { value: 'Web', rows: 5 },
      { value: 'Referral', rows: 3 },
      { value: 'Trade Show', rows: 2 },
      { value: null, rows: 2 },
    ])
    expect((await alone.handlers.catalog.values({ field: 'channel.name', search: 'rad', limit: 200 }, still)).values).toEqual([
      { value: 'Trade Show', rows: 2 },
    ])
    await expect(alone.handlers.catalog.values({ field: "x'; drop", search: '', limit: 1 }, still)).rejects.toMatchObject({
      code: 'unknown-field',
    })
  })
})
