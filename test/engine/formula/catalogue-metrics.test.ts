import { afterAll, beforeAll, expect, it } from 'vitest'
import { metrics } from '../../../src/engine/catalog/metrics.ts'
import { dimensions } from '../../../src/engine/catalog/dimensions.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { numberFields } from '../../../src/engine/formula/row-fields.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { ask, withStudies, type Answer } from '../report/ask.ts'
import { clock, dealsDatabase } from '../report/deals.ts'
import { contextWith, dimension, metric } from './user-field.ts'

let database: Database
let studies: ReportContext
const askable = (fields: Parameters<typeof contextWith>[1]): ReportContext => ({ ...studies, ...contextWith(clock, fields) })
beforeAll(async () => {
  database = await dealsDatabase()
  studies = withStudies(database, contextWith(clock, {}))
})
afterAll(() => database.close())

const period = { from: '2026-01-01', to: '2026-06-30' }

/** The row of numbers, or what the question is refused with. */
async function outcome(answer: Promise<Answer>): Promise<unknown> {
  return await answer.then(
    ({ table }) => table[0]?.slice(0, -1),
    (error: unknown) => (error instanceof HelmdeckError ? error.code : Promise.reject(error as Error)),
  )
}

it('every metric of the catalogue can stand in a formula, and is there what it is by itself', async () => {
  const numbers: string[] = []
  for (const { id } of metrics.values()) {
    const both = await outcome(
      ask(database, askable({ x: metric(`[${id}] * 2`) }), { values: [{ metric: id }, { metric: 'user.x' }], period }),
    )
    if (!Array.isArray(both)) expect(both, id).toBe('missing-data')
    else if (typeof both[0] === 'number') {
      numbers.push(id)
      expect(both[1], id).toBeCloseTo(both[0] * 2, 9)
    } else expect(both, id).toEqual([null, null])
  }
  expect(numbers).toEqual(
    expect.arrayContaining(['won_value', 'win_rate', 'median_deal_size', 'pipeline_value', 'customer_count', 'lead_count']),
  )
})

it('every field of the catalogue can stand in a formula, and every number can be added up', async () => {
  expect([...numberFields.keys()]).toEqual(
    expect.arrayContaining(['quote.amount', 'contract.amount', 'invoice.amount', 'instalment.amount']),
  )
  for (const id of numberFields.keys()) {
    const sum = await outcome(ask(database, askable({ x: metric(`sum([${id}])`) }), { values: [{ metric: 'user.x' }] }))
    // Probability is 1 of what is won and 0 of what is lost; the open deals have none of their own.
    const known: Readonly<Record<string, number>> = { 'opportunity.amount': 1150, 'opportunity.probability': 3 }
    expect(known[id] === undefined ? ['missing-data', '0', ''].includes(String(sum)) : sum, id).toEqual(
      known[id] === undefined ? true : [known[id]],
    )
  }
  const answered: string[] = []
  for (const { id } of dimensions.values()) {
    if (id === 'date') continue
    const asked = { rows: [{ field: 'user.x' }], values: [{ metric: 'opportunity_count' }], totals: { rows: 'grand' as const } }
    const answer = ask(database, askable({ x: dimension(`is_empty([${id}])`) }), asked)
    const total = await answer.then(
      ({ table }) => table.at(-1)?.[1],
      (error: unknown) => (error instanceof HelmdeckError ? error.code : Promise.reject(error as Error)),
    )
    if (total === 8) answered.push(id)
    else expect(total, id).toBe('unreachable-dimension')
  }
  expect(answered).toEqual(
    expect.arrayContaining(['owner.name', 'account.industry', 'product.name', 'opportunity.closed_at', 'opportunity.age_band']),
  )
})
