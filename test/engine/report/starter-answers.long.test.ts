import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { UploadedTable } from '../../../src/engine/ingest/recognise/propose-import.ts'
import { readTables } from '../../../src/engine/ingest/readers/read-file.ts'
import { openTestWorkspace, type TestWorkspace } from '../ingest/import-fixture.ts'
import { load } from '../ingest/load-fixture.ts'
import { ask, contextOf, type Cell } from './ask.ts'

const folder = new URL('../../../samples/starter', import.meta.url).pathname

/** Worked out by samples/starter/answers.py, which shares no code with the product. */
interface Expected {
  readonly total: number | Record<string, number>
  readonly n?: number
  readonly by: Readonly<Record<string, readonly (readonly [string | null, number | null | Record<string, number>])[]>>
}

let workspace: TestWorkspace
let answers: { readonly as_of: string; readonly metrics: Readonly<Record<string, Expected>> }

beforeAll(async () => {
  answers = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8')) as typeof answers
  workspace = await openTestWorkspace()
  const names = (await readdir(folder)).filter((name) => /\.(csv|xlsx)$/.test(name))
  const uploads: UploadedTable[] = []
  for (const name of names) {
    const path = join(folder, name)
    const bytes = await readFile(path)
    const workFolder = join(workspace.folder, `work-${name}`)
    await mkdir(workFolder)
    for (const table of await readTables({
      path,
      name,
      hash: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      workFolder,
    }))
      uploads.push({ upload: name, table })
  }
  await load(workspace, uploads)
})

// A distribution's default figure, as the catalogue states it.
const defaultStat: Readonly<Record<string, string>> = {
  lead_response_minutes: 'p50',
  median_deal_size: 'p50',
  sales_cycle_days: 'average',
  lead_to_won_days: 'p50',
}
// Deals were open before the eighteen months that the answers list.
const asOf = ['open_opportunity_count', 'pipeline_value', 'weighted_pipeline_value']
const whole = { period: { from: '2025-04-01', to: '2026-09-30' } }

async function rows(metric: string, more: Partial<ReportSpecInput>): Promise<{ table: Cell[][]; n: number }> {
  const spec: ReportSpecInput = { values: [{ metric }], ...(['attainment_rate', 'target_value'].includes(metric) ? whole : {}), ...more }
  const { table, n } = await ask(workspace.database, contextOf(answers.as_of), spec)
  return { table, n: n[metric] ?? 0 }
}

function figure(metric: string, value: number | null | Record<string, number>): number | null {
  return value !== null && typeof value === 'object' ? (value[defaultStat[metric] ?? 'average'] ?? null) : value
}

function same(actual: Cell | undefined, expected: number | null): boolean {
  if (expected === null || actual === null || actual === undefined) return actual === expected
  return Math.abs(Number(actual) - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
}

describe('the starter sample', () => {
  it('gives the figures worked out apart from the product, in total and by every dimension', async () => {
    const wrong: string[] = []
    for (const [name, expected] of Object.entries(answers.metrics)) {
      if (name.includes(' ')) continue
      const total = await rows(name, {})
      if (!same(total.table[0]?.[0], figure(name, expected.total)))
        wrong.push(`${name}: ${total.table[0]?.[0]} instead of ${JSON.stringify(expected.total)}`)
      if (expected.n !== undefined && total.n !== expected.n) wrong.push(`${name}: n ${total.n} instead of ${expected.n}`)
      for (const [field, values] of Object.entries(expected.by)) {
        if (name === 'activities_per_won_deal' && field === 'product.line') continue // an activity has no product
        const grain = field === 'month' || field === 'quarter' ? field : null
        const { table } = await rows(name, {
          ...(grain !== null && asOf.includes(name) ? whole : {}),
          rows: [grain === null ? { field } : { field: 'date', grain }],
        })
        const found = new Map(table.map(([key, value]) => [key ?? null, value]))
        for (const [key, value] of values)
          if (!same(found.get(key), figure(name, value)))
            wrong.push(`${name} by ${field} ${key}: ${found.get(key)} instead of ${JSON.stringify(value)}`)
        const keys = new Set(values.map(([key]) => key))
        for (const key of found.keys())
          if (!keys.has(key as string | null)) wrong.push(`${name} by ${field}: ${key} (${found.get(key)}) is too many`)
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)
})
