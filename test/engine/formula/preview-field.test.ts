import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FieldDocument } from '../../../src/contract/fields.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { previewField } from '../../../src/engine/formula/preview-field.ts'
import { clock, dealsDatabase } from '../report/deals.ts'
import { contextWith, dimension, metric, type FieldBody } from './user-field.ts'

let database: Database
beforeAll(async () => {
  database = await dealsDatabase()
})
afterAll(() => database.close())

const preview = async (body: FieldBody, name?: string, saved: Readonly<Record<string, FieldBody>> = {}) =>
  await previewField(database, contextWith(clock, saved), { body: FieldDocument.parse(body), name, limit: 3 }, new AbortController().signal)

describe('trying out a field that is not saved', () => {
  it('gives the value a metric would have, and the rows it counts', async () => {
    const twice = await preview(metric('[opportunity_count] * 2'))
    // Eight deals stand in the small workspace.
    expect([Number(twice.value), twice.values]).toEqual([16, []])
    expect(twice.n).toBe(8)
  })

  it('gives the most frequent values of a dimension with their rows', async () => {
    const { values, value } = await preview(dimension('coalesce([account.industry], "nobody")'))
    expect(value).toBeNull()
    expect(values.length).toBeGreaterThan(1)
    expect(values.length).toBeLessThanOrEqual(3)
    expect(values.map(({ rows }) => rows)).toEqual(values.map(({ rows }) => rows).toSorted((left, right) => right - left))
  })

  it('takes the place of the field that is being changed, in the fields that lean on it too', async () => {
    const saved = { a: metric('[opportunity_count]'), b: metric('[user.a] + 1') }
    expect(Number((await preview(metric('[opportunity_count] * 3'), 'a', saved)).value)).toBe(24)
    expect(Number((await preview(metric('[user.a] + 100'), 'c', saved)).value)).toBe(108)
    await expect(preview(metric('[user.b]'), 'a', saved)).rejects.toMatchObject({ code: 'invalid-formula', details: { reason: 'cycle' } })
  })

  it('says what is wrong with a formula', async () => {
    await expect(preview(metric('[no such thing]'))).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { reason: 'unknown-name' },
    })
  })
})
