import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CatalogMetric } from '../../../src/contract/catalog.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { openEngine, runImport, still, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'
import { rowsOf, type Cell } from './ask.ts'

const folder = join(import.meta.dirname, '../../../samples/company')

/** Worked out by samples/company/answers.py, which shares no code with the product, and by hand in samples/ANSWERS.md. */
type Figure = number | null | Readonly<Record<string, number | null>>
interface Expected {
  readonly total: Figure
  readonly n: number
  readonly params: Readonly<Record<string, string | number | boolean>>
  readonly period?: { readonly from: string; readonly to: string }
  readonly by: Readonly<Record<string, readonly (readonly [string | null, Figure])[]>>
  readonly variants?: readonly Pick<Expected, 'total' | 'n' | 'params' | 'period'>[]
}
const answers = (JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as { metrics: Record<string, Expected> }).metrics

/** Files named otherwise than the entity they fill. */
const entities: Readonly<Record<string, string>> = {
  people: 'person',
  opportunities: 'opportunity',
  opportunity_history: 'stage_visit',
  activities: 'activity',
  deliveries: 'delivery',
  touches: 'touch',
}
const entityOf = (file: string): string => entities[file.replace(/\..*$/, '')] ?? file.replace(/s\..*$|\..*$/, '')

let engine: TestEngine
let catalogue: readonly CatalogMetric[]

beforeAll(async () => {
  engine = await openEngine()
  await engine.handlers.workspace.saveSettings({ clock: '2026-06-30', reportingCurrency: 'CNY' }, still)
  const files = readdirSync(folder).filter((name) => /\.(csv|xlsx)$/.test(name))
  const uploads = await Promise.all(files.map((name) => uploadPath(engine, join(folder, name))))
  const { files: outcomes } = await runImport(engine, { uploads })
  expect(outcomes.filter(({ name, recognisedAs, rowsRead, loaded }) => recognisedAs !== entityOf(name) || loaded !== rowsRead)).toEqual([])
  catalogue = (await engine.handlers.catalog.list({}, still)).metrics
}, 120_000)
afterAll(() => engine.close())

async function ask(spec: ReportSpecInput): Promise<{ rows: Cell[][]; n: Readonly<Record<string, number>> }> {
  const { bytes, n } = (await engine.handlers.reports.run({ spec: ReportSpec.parse(spec) }, still)) as {
    bytes: Uint8Array
    n: Record<string, number>
  }
  return { rows: rowsOf(bytes), n }
}

const statsOf = (figure: Figure): readonly string[] => (figure === null || typeof figure !== 'object' ? [] : Object.keys(figure))
const flat = (figure: Figure, stats: readonly string[]): (number | null)[] =>
  figure !== null && typeof figure === 'object' ? stats.map((stat) => figure[stat] ?? null) : [figure]
const same = (actual: Cell | undefined, expected: number | null): boolean =>
  actual === null || actual === undefined || expected === null
    ? (actual ?? null) === expected
    : Math.abs(Number(actual) - expected) <= 1e-9 * Math.max(1, Math.abs(expected))

it('gives the figures that were worked by hand, in total and by every dimension it can reach', async () => {
  const wrong: string[] = []
  let compared = 0
  for (const [id, expected] of Object.entries(answers)) {
    const metric = catalogue.find((candidate) => candidate.id === id)
    if (metric === undefined) continue
    expect([id, metric.available]).toEqual([id, true])
    const stats = statsOf(expected.total)
    const known = new Set(metric.params.map((param) => param.id))
    const params = Object.fromEntries(Object.entries(expected.params).filter(([name]) => known.has(name)))
    const values = stats.length === 0 ? [{ metric: id, params }] : stats.map((stat) => ({ metric: id, params, stat: stat as 'p50' }))
    const base = { values, ...(expected.period ? { period: expected.period } : {}) }
    const compare = (place: string, actual: readonly Cell[] | undefined, figure: Figure): void => {
      compared += 1
      for (const [index, value] of flat(figure, stats).entries())
        if (!same(actual?.[index], value)) wrong.push(`${id} ${stats[index] ?? ''} ${place}: ${actual?.[index]} instead of ${value}`)
    }
    const total = await ask(base)
    compare('in total', total.rows[0], expected.total)
    if (Object.values(total.n)[0] !== expected.n) wrong.push(`${id}: n ${Object.values(total.n)[0]} instead of ${expected.n}`)
    const lastDay = [expected.period?.to ?? '', '2026-06-30'].sort().at(-1) ?? ''
    for (const [field, rows] of Object.entries(expected.by)) {
      const isGrain = field === 'month' || field === 'quarter'
      if (!isGrain && !metric.dimensions.includes(field)) continue
      const found = await ask({
        ...base,
        rows: [isGrain ? { field: 'date', grain: field } : { field }],
        ...(isGrain ? { period: { from: rows[0]?.[0] ?? '', to: (rows.at(-1)?.[0] ?? '') > lastDay ? '2026-12-31' : lastDay } } : {}),
      })
      const byKey = new Map(found.rows.map(([key, ...cells]) => [key ?? null, cells]))
      for (const [key, figure] of rows) compare(`by ${field} ${key}`, byKey.get(key), figure)
      const keys = new Set<Cell>(rows.map(([key]) => key))
      for (const key of byKey.keys()) if (!keys.has(key)) wrong.push(`${id} by ${field}: ${key} is too many`)
    }
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(400)
}, 180_000)

it('gives the figures of the named variants of each metric', async () => {
  const wrong: string[] = []
  let compared = 0
  for (const [metric, { variants = [] }] of Object.entries(answers)) {
    for (const { params, total, n, period } of variants) {
      const found = await ask({ values: [{ metric, params }], ...(period ? { period } : {}) })
      const said = `${metric} ${JSON.stringify(params)} ${period?.from ?? ''}`
      if (!same(found.rows[0]?.[0], total as number)) wrong.push(`${said}: ${found.rows[0]?.[0]} instead of ${JSON.stringify(total)}`)
      if (found.n[metric] !== n) wrong.push(`${said}: n ${found.n[metric]} instead of ${n}`)
      compared += 1
    }
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(50)
}, 60_000)

it('says what a number leaves out, and takes the median of lead to won as the lag where none is given', async () => {
  const period = { from: '2025-07-01', to: '2026-06-30' }
  const values = ['average_discount_rate', 'csat', 'push_count', 'receivable_balance', 'first_response_hours'].map((metric) => ({ metric }))
  const { warnings } = (await engine.handlers.reports.run({ spec: ReportSpec.parse({ values }) }, still)) as {
    warnings: { code: string; column?: string; text: { zh: string; en: string } }[]
  }
  // 1 - 0.942367 of the quoted money has no list price; 6 of 8 solved tickets were rated.
  expect(warnings.map(({ code, column, text }) => [code, column, text.en.slice(0, 3), text.zh.slice(0, 2)])).toEqual([
    ['without-list-price', 'average_discount_rate', '6% ', '6%'],
    ['response-rate', 'csat', '75%', '已解'],
  ])
  const { rows } = await ask({ values: [{ metric: 'cac_paid' }, { metric: 'cac_loaded', params: { lag: 'median' } }], period })
  expect(rows[0]?.slice(0, 2)).toEqual([42_550, 22_350])
})
