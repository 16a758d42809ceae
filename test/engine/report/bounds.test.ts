import { describe, expect, it } from 'vitest'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { openEngine, runImport, silentLog, still, upload } from '../ingest/engine-fixture.ts'

const deals = (amount: number): string => `Deal ID,Deal Name,Deal Stage,Deal Amount,Create Date\nD1,One,Proposal,${amount},2026-01-01\n`
const spec = ReportSpec.parse({ values: [{ metric: 'opportunity_count' }, { metric: 'pipeline_value' }], rows: [{ field: 'stage.name' }] })

describe('questions', () => {
  it('asked again are answered from memory until the data change', async () => {
    const engine = await openEngine()
    try {
      await runImport(engine, { uploads: [await upload(engine, 'deals.csv', deals(100))] })
      const first = await engine.handlers.reports.run({ spec }, still)
      const again = await engine.handlers.reports.run({ spec }, still)
      expect([again.bytes === first.bytes, again.milliseconds.compile, again.n]).toEqual([true, 0, first.n])
      await runImport(engine, { uploads: [await upload(engine, 'deals.csv', deals(250))] })
      const later = await engine.handlers.reports.run({ spec }, still)
      expect(later.dataVersion).toBeGreaterThan(first.dataVersion)
      expect(later.bytes === first.bytes).toBe(false)
    } finally {
      await engine.close()
    }
  })

  it('that would not end are stopped, and the next one is answered', async () => {
    const first = await openEngine()
    await runImport(first, { uploads: [await upload(first, 'deals.csv', deals(100))] })
    await first.close()
    const engine = await createEngine({ folder: first.folder, log: silentLog, queryMilliseconds: 0 })
    try {
      await expect(engine.handlers.reports.run({ spec }, still)).rejects.toMatchObject({ code: 'query-too-long', details: { seconds: 0 } })
      const loads = await engine.handlers.imports.loads({}, still)
      expect(loads.loads.length).toBe(1)
    } finally {
      await engine.close()
    }
  })

  it('that need more memory than there is say so', async () => {
    const database = await openDatabase({ file: ':memory:', allowedFolder: null, memoryLimit: '30MB' })
    try {
      const large = 'select list(repeat(range::varchar, 100)) from range(3000000)'
      await expect(database.rows(large)).rejects.toMatchObject({ code: 'query-too-large' })
      expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await database.close()
    }
  })
})
