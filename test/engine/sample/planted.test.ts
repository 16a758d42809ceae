import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { plantedEffects } from './planted-effects.ts'
import { inventCompany, number } from './sample-fixture.ts'

describe('what is planted in the sample company', () => {
  let company: Database
  beforeAll(async () => {
    company = await inventCompany()
  }, 600_000)
  afterAll(() => company.close())

  it.each(plantedEffects)('is found again: $title', async ({ sql, expected, tolerance }) => {
    const found = await number(company, sql)
    expect(found).toBeGreaterThan(expected - tolerance)
    expect(found).toBeLessThan(expected + tolerance)
  })
})
