import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeDimensions, partsAddUp, whatChangedSpec } from '../../../renderer/report/what-changed.ts'
import type { Catalog } from '../../../src/contract/catalog.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { openEngine, runImport, still, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'
import { rowsOf } from './ask.ts'

const folder = join(import.meta.dirname, '../../../samples/company')

let engine: TestEngine
let catalog: Catalog

beforeAll(async () => {
  engine = await openEngine()
  await engine.handlers.workspace.saveSettings({ clock: '2026-06-30', reportingCurrency: 'CNY' }, still)
  const files = readdirSync(folder).filter((name) => /\.(csv|xlsx)$/.test(name))
  await runImport(engine, { uploads: await Promise.all(files.map((name) => uploadPath(engine, join(folder, name)))) })
  catalog = await engine.handlers.catalog.list({}, still)
}, 120_000)
afterAll(() => engine.close())

it('the parts of a change add up to it wherever people are told so', async () => {
  const wrong: string[] = []
  let checked = 0
  for (const metric of catalog.metrics.filter((one) => one.available))
    for (const { id: field } of changeDimensions(metric, catalog.dimensions, [])
      .filter((one) => partsAddUp(metric, one.id) === 'yes')
      .slice(0, 8)) {
      const explained = { metric: metric.id, params: {}, filters: [], having: [], period: { from: '2026-04-01', to: '2026-06-30' } }
      const asked = ReportSpec.parse({ values: [{ metric: metric.id }] })
      const spec = whatChangedSpec(explained, asked, { row: {}, value: metric.id }, { field, direction: 'desc' })
      if (spec === null) throw new Error('a period was given')
      const { bytes, columns } = await engine.handlers.reports.run({ spec }, still)
      const place = columns.findIndex(({ id }) => id === 'difference')
      const rows = rowsOf(bytes)
      const parts = rows.filter((row) => row.at(-1) === 1).reduce((sum, row) => sum + Number(row[place] ?? 0), 0)
      const whole = Number(rows.find((row) => row.at(-1) === 0)?.[place] ?? 0)
      checked += 1
      if (Math.abs(parts - whole) > 0.005) wrong.push(`${metric.id} by ${field}: ${parts} is not ${whole}`)
    }
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(60)
}, 120_000)
