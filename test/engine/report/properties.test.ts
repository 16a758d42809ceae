import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import { ask, contextOf, rowsOf, type Cell } from './ask.ts'
import { databaseOf } from './small-model.ts'

/** 120 deals from a fixed recipe: every dimension has empty values, dates span two years. */
const deals = Array.from({ length: 120 }, (_, index) => {
  const pick = (salt: number, of: number): number => ((index + 1) * 7919 * salt) % of
  const status = ['open', 'won', 'won', 'lost'][pick(3, 4)] ?? 'open'
  const day = (offset: number): string => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10)
  const created = pick(5, 600)
  return {
    owner: [null, 'Ann', 'Bob', 'Cid'][pick(11, 4)] ?? null,
    account: [null, 'Alpha', 'Beta', 'Gamma', 'Delta'][pick(13, 5)] ?? null,
    channel: [null, 'Web', 'Fair'][pick(17, 3)] ?? null,
    type: [null, 'new', 'repeat'][pick(19, 3)] ?? null,
    status,
    amount: pick(23, 10) === 0 ? null : pick(29, 1000) + 0.25,
    created_at: pick(31, 12) === 0 ? null : day(created),
    closed_at: status === 'open' ? null : day(created + pick(37, 90)),
  }
})
const lines = deals.flatMap((deal, index) =>
  deal.amount === null || index % 3 === 0
    ? []
    : [
        { opportunity: `opportunity-${index + 1}`, product: index % 2 === 0 ? 'Pump' : 'Valve', amount: deal.amount / 2 },
        { opportunity: `opportunity-${index + 1}`, product: 'Pump', amount: deal.amount / 2 },
      ],
)

let database: Database
const context = contextOf('2025-12-31')

beforeAll(async () => {
  database = await databaseOf({ opportunity: deals, opportunity_line: lines })
})
afterAll(() => database.close())

const fields = [
  'owner.name',
  'account.name',
  'channel.name',
  'opportunity.type',
  'opportunity.status',
  'product.name',
  'opportunity.created_at',
  'opportunity.closed_at',
] as const
const additive = ['opportunity_count', 'won_count', 'lost_count', 'won_value', 'lost_value'] as const
const others = [
  'win_rate',
  'average_deal_size',
  'median_deal_size',
  'sales_cycle_days',
  'customer_count',
  'win_rate_by_value',
  'new_customer_count',
] as const

const shelf = fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 3 })
const filter = fc.option(
  fc.oneof(
    fc.record({
      field: fc.constantFrom('owner.name', 'account.name', 'channel.name'),
      op: fc.constantFrom('in', 'not-in'),
      values: fc.subarray(['Ann', 'Bob', 'Alpha', 'Web', null]),
    }),
    fc.record({
      field: fc.constant('opportunity.created_at'),
      op: fc.constant('between'),
      values: fc.constantFrom(['2024-03-01', '2024-12-31'], ['2025-01-01', '2025-01-31']),
    }),
  ),
  { nil: undefined },
)
const period = fc.option(fc.constantFrom({ from: '2024-01-01', to: '2024-12-31' }, { from: '2024-06-15', to: '2025-03-03' }), {
  nil: undefined,
})

interface Shape {
  readonly shelf: readonly string[]
  readonly filter: unknown
  readonly period: { from: string; to: string } | undefined
}

function spec(shape: Shape, metrics: readonly string[], totals: 'none' | 'grand' | 'all-levels'): ReportSpecInput {
  return {
    rows: shape.shelf.map((field) => ({ field, ...(field.endsWith('_at') ? { grain: 'quarter' as const } : {}) })),
    values: metrics.map((metric) => ({ metric })),
    totals: { rows: totals },
    ...(shape.filter === undefined ? {} : { filters: [shape.filter as never] }),
    ...(shape.period === undefined ? {} : { period: shape.period }),
  }
}

function close(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === null || b === null || a === undefined || b === undefined) return a === b
  return Math.abs(Number(a) - Number(b)) < 1e-9 * Math.max(1, Math.abs(Number(b)))
}

/** Purchases know their customer, owner and channel, but nothing of a deal. */
function canAnswer(fields: readonly (string | undefined)[], metrics: readonly string[]): boolean {
  return (
    !metrics.some((metric) => metric.includes('customer')) ||
    fields.every((field) => field === undefined || ['owner.name', 'account.name', 'channel.name'].includes(field))
  )
}

function fieldsOf(some: Shape): (string | undefined)[] {
  return [...some.shelf, (some.filter as { field: string } | undefined)?.field]
}

const shape = fc.record({ shelf, filter, period })

describe('for any question', () => {
  it('an additive metric’s rows add up to its total; money by product too', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom(...additive), async (some, metric) => {
        fc.pre(!(some.shelf.includes('product.name') && metric.endsWith('count')))
        const { table } = await ask(database, context, spec(some, [metric], 'grand'))
        const depth = some.shelf.length
        const sum = table.filter((row) => row.at(-1) === depth).reduce((total, row) => total + Number(row[depth]), 0)
        expect(close(sum, table.at(-1)?.[depth])).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('a subtotal at any level is what the shorter question answers', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.subarray([...additive, ...others], { minLength: 1, maxLength: 4 }), async (some, metrics) => {
        fc.pre(canAnswer(fieldsOf(some), metrics))
        const depth = some.shelf.length
        const { table } = await ask(database, context, spec(some, metrics, 'all-levels'))
        for (let level = 0; level < depth; level += 1) {
          const shorter = await ask(database, context, spec({ ...some, shelf: some.shelf.slice(0, level) }, metrics, 'none'))
          const here = new Map(
            table.filter((row) => row.at(-1) === level).map((row) => [JSON.stringify(row.slice(0, level)), row.slice(depth, -1)]),
          )
          const counted = shorter.table.map((row) => [JSON.stringify(row.slice(0, level)), row.slice(level, -1)] as const)
          expect([...here.keys()].sort()).toEqual(counted.map(([key]) => key).sort())
          for (const [key, values] of counted)
            values.forEach((value, index) => expect(close(here.get(key)?.[index], value), `${key} ${metrics[index]}`).toBe(true))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('the rows behind any cell are as many as its n says, and give its value again', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.constantFrom(...additive, ...others), fc.nat(), async (some, metric, place) => {
        fc.pre(canAnswer(fieldsOf(some), [metric]))
        const asked = spec(some, [metric], 'all-levels')
        const { table, columns, n } = await ask(database, context, asked)
        const row = table[place % table.length]
        if (row === undefined) return
        const level = Number(row.at(-1))
        const cell = {
          row: Object.fromEntries(columns.slice(0, level).map(({ id }, index) => [id, row[index] as string | null])),
          value: metric,
        }
        const explained = await explain(database, context, { spec: ReportSpec.parse(asked), cell, offset: 0, limit: 1000 })
        expect(close(explained.value === null ? null : Number(explained.value), row[some.shelf.length])).toBe(true)
        expect(rowsOf(explained.bytes)).toHaveLength(explained.n)
        if (level === 0) expect(explained.n).toBe(n[metric])
      }),
      { numRuns: 40 },
    )
  })

  it('columns spread the same numbers that rows hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('owner.name', 'account.name'),
        fc.constantFrom('channel.name', 'opportunity.type', 'product.name'),
        fc.constantFrom(...additive, ...others),
        async (down, across, metric) => {
          fc.pre(canAnswer([down, across], [metric]))
          const flat = await ask(database, context, { rows: [{ field: down }, { field: across }], values: [{ metric }] })
          const pivot = await ask(database, context, { rows: [{ field: down }], columns: [{ field: across }], values: [{ metric }] })
          const spread = new Map(
            pivot.table.flatMap((row) =>
              pivot.columns.slice(1).map(({ path }, index) => [JSON.stringify([row[0], path?.[0] ?? null]), row[index + 1]] as const),
            ),
          )
          for (const [first, second, value] of flat.table) expect(close(spread.get(JSON.stringify([first, second])), value)).toBe(true)
        },
      ),
      { numRuns: 20 },
    )
  })
})
