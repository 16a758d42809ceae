import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ValueUse } from '../../../src/contract/report-spec.ts'
import type { Formula, MetricDefinition } from '../../../src/engine/catalog/definition.ts'
import { metrics } from '../../../src/engine/catalog/metrics.ts'
import { readWorkspaceData } from '../../../src/engine/catalog/workspace-data.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { reachableDimensions } from '../../../src/engine/report/resolve.ts'
import { ask, contextOf, withStudies } from '../report/ask.ts'
import { buildMarts } from '../report/small-model.ts'
import { inventCompany } from '../sample/sample-fixture.ts'

let context = contextOf('2026-09-30')
let database: Database

beforeAll(async () => {
  database = await inventCompany({ rows: 1_500 })
  await buildMarts(database)
  context = withStudies(database, context)
}, 120_000)
afterAll(() => database.close())

const formulasOf = ({ formula }: MetricDefinition): Record<string, Formula> => ('by' in formula ? formula.cases : { '': formula })

/** Every metric in every one of its variants. */
function uses(): (ValueUse & { readonly id: string })[] {
  return [...metrics.values()].flatMap((metric) => {
    const by = 'by' in metric.formula ? metric.formula.by : []
    return Object.keys(formulasOf(metric)).map((key) => ({
      metric: metric.id,
      params: Object.fromEntries(by.map((name, index) => [name, key.split(' ')[index] ?? ''])),
      id: `${metric.id} ${key}`,
    }))
  })
}

it('gives a finite number for every metric and variant of a company that has everything', async () => {
  const missing: string[] = []
  const all = uses()
  for (let start = 0; start < all.length; start += 40) {
    const values = all.slice(start, start + 40)
    const { table } = await ask(database, context, { values })
    for (const [index, { id }] of values.entries()) {
      const value = table[0]?.[index]
      if (typeof value !== 'number' || !Number.isFinite(value)) missing.push(id)
    }
  }
  // The sample company has targets for wins and for cash.
  const withoutTarget = ['contract', 'order', 'invoice', 'won-count', 'lead-count']
  expect(missing.sort()).toEqual(withoutTarget.map((basis) => `attainment_rate ${basis}`).sort())
  expect(all.length).toBeGreaterThan(130)
}, 60_000)

/** One metric for every set of facts that a metric is made of. */
function metricPerFacts(): [MetricDefinition, Formula][] {
  const found = new Map<string, [MetricDefinition, Formula]>()
  for (const metric of metrics.values()) {
    const [formula] = Object.values(formulasOf(metric))
    if (formula === undefined) continue
    const key = [...new Set(Object.values(formula.parts).map(({ fact }) => fact))].sort().join()
    if (!found.has(key)) found.set(key, [metric, formula])
  }
  return [...found.values()]
}

it('answers by every dimension that its facts reach, and what adds up adds up to the total', async () => {
  const data = await readWorkspaceData(database, 1)
  const wrong: string[] = []
  for (const [metric, formula] of metricPerFacts()) {
    const fields = reachableDimensions(formula, data)
    for (let start = 0; start < fields.length; start += 8) {
      const rows = fields.slice(start, start + 8).map((field) => ({ field }))
      const { table } = await ask(database, context, { rows, values: [{ metric: metric.id }], totals: { rows: 'grand' } })
      const values = table.map((row) => Number(row[rows.length] ?? 0))
      const total = values.pop() ?? 0
      const sum = values.reduce((all, value) => all + value, 0)
      const adds = metric.additivity === 'additive' && !(metric.unit === 'count' && fields.slice(start, start + 8).some(isProduct))
      if (adds && Math.abs(sum - total) > 1e-6 * Math.abs(total))
        wrong.push(`${metric.id} by ${rows.map(({ field }) => field).join()}: ${sum} instead of ${total}`)
    }
  }
  expect(wrong).toEqual([])
}, 120_000)

const isProduct = (field: string): boolean => field.startsWith('product.')
