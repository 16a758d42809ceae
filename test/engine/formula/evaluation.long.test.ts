import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { readWorkspaceData } from '../../../src/engine/catalog/workspace-data.ts'
import { checkFormula } from '../../../src/engine/formula/check-formula.ts'
import { FieldCompiler } from '../../../src/engine/formula/field-compiler.ts'
import { printFormula } from '../../../src/engine/formula/print.ts'
import type { Expression } from '../../../src/engine/formula/syntax-tree.ts'
import { ask } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'
import { evaluateRow, evaluateRows, type Row, type Value } from './evaluate.ts'
import { metricFormula, rowBoolean, rowNumber, rowText } from './typed-formula.ts'
import { contextWith, dimension, metric } from './user-field.ts'

const clock = '2025-12-31'
const industries: Readonly<Record<string, string | null>> = { Alpha: 'Food', Beta: '新客户', Gamma: null }

/** 24 deals from a fixed recipe; every field is empty somewhere. */
const deals = Array.from({ length: 24 }, (_, index) => {
  const pick = (salt: number, of: number): number => ((index + 1) * 7919 * salt) % of
  const day = (offset: number): string => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10)
  const status = ['open', 'won', 'lost'][pick(3, 3)] ?? 'open'
  return {
    name: `Deal ${index}`,
    owner: [null, 'Ann', 'Bob', 'ann '][pick(11, 4)] ?? null,
    account: [null, 'Alpha', 'Beta', 'Gamma'][pick(13, 4)] ?? null,
    type: [null, 'new', "it's"][pick(19, 3)] ?? null,
    status,
    amount: pick(23, 6) === 0 ? null : [0, 1, 100, 250.25, 7.5][pick(29, 5)],
    created_at: pick(31, 8) === 0 ? null : day(pick(5, 600)),
    closed_at: status === 'open' ? null : day(600 + pick(37, 90)),
  }
})
const rows = deals.map((deal): Row & { owner: string | null; name: string } => ({
  name: deal.name,
  owner: deal.owner,
  'owner.name': deal.owner,
  'account.industry': deal.account === null ? null : (industries[deal.account] ?? null),
  'opportunity.type': deal.type,
  'opportunity.status': deal.status,
  'opportunity.amount': deal.amount ?? null,
  'opportunity.created_at': deal.created_at,
  'opportunity.closed_at': deal.closed_at,
}))

let database: Database
let compiler: FieldCompiler
beforeAll(async () => {
  database = await databaseOf({
    account: Object.entries(industries).map(([name, industry]) => ({ name, industry })),
    opportunity: deals.map((deal) => ({ ...deal, amount: deal.amount ?? null })),
  })
  compiler = new FieldCompiler(await readWorkspaceData(database, 1), [])
})
afterAll(() => database.close())

const isGood = (use: 'dimension' | 'metric', tree: Expression): boolean => checkFormula(printFormula(tree), use, compiler).ok

function same(found: unknown, wanted: Value): boolean {
  if (typeof found !== 'number' || typeof wanted !== 'number') return found === wanted
  return Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
}

describe('a formula means in the database what it means by itself', () => {
  it('for one row, whatever the formula', async () => {
    const formulas = fc.array(fc.oneof(rowNumber, rowText, rowBoolean), { minLength: 12, maxLength: 20 })
    let checked = 0
    await fc.assert(
      fc.asyncProperty(formulas, async (trees) => {
        const good = trees.filter((tree) => isGood('dimension', tree)).slice(0, 7)
        const fields = Object.fromEntries(good.map((tree, index) => [`f${index}`, dimension(printFormula(tree))]))
        const { table } = await ask(database, contextWith(clock, fields), {
          rows: [{ field: 'opportunity.name' }, ...good.map((_, index) => ({ field: `user.f${index}` }))],
          values: [{ metric: 'opportunity_count' }],
        })
        expect(table).toHaveLength(rows.length)
        for (const [name, ...values] of table) {
          const row = rows.find((one) => one.name === name)
          if (row === undefined) throw new Error(String(name))
          good.forEach((tree, index) => {
            const wanted = evaluateRow(tree, row, clock)
            expect(
              same(values[index], wanted),
              `${printFormula(tree)} of ${JSON.stringify(row)}: ${String(values[index])}, not ${String(wanted)}`,
            ).toBe(true)
            checked += 1
          })
        }
      }),
      { numRuns: 15 },
    )
    expect(checked).toBeGreaterThan(1000)
  })

  it('for groups of rows and their total, whatever the formula', async () => {
    let checked = 0
    await fc.assert(
      fc.asyncProperty(fc.array(metricFormula, { minLength: 8, maxLength: 16 }), async (trees) => {
        const good = trees.filter((tree) => isGood('metric', tree)).slice(0, 6)
        fc.pre(good.length > 0)
        const fields = Object.fromEntries(good.map((tree, index) => [`f${index}`, metric(printFormula(tree))]))
        const { table } = await ask(database, contextWith(clock, fields), {
          rows: [{ field: 'owner.name' }],
          values: [{ metric: 'opportunity_count' }, ...good.map((_, index) => ({ metric: `user.f${index}` }))],
          totals: { rows: 'grand' },
        })
        expect(table).toHaveLength(5)
        for (const [owner, , ...values] of table) {
          const isTotal = values.at(-1) === 0
          const group = rows.filter((row) => isTotal || row.owner === owner)
          good.forEach((tree, index) => {
            const wanted = evaluateRows(tree, group, clock)
            expect(
              same(values[index], wanted),
              `${printFormula(tree)} of ${isTotal ? 'all' : String(owner)}: ${String(values[index])}, not ${String(wanted)}`,
            ).toBe(true)
            checked += 1
          })
        }
      }),
      { numRuns: 15 },
    )
    expect(checked).toBeGreaterThan(100)
  })
})
