import type { Database } from '../../../src/engine/database/database.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { migrate } from '../../../src/engine/database/migrate.ts'
import { generateModel } from '../../../src/engine/sample/generate-sample.ts'
import type { SampleView } from '../../../src/engine/sample/generate-sample.ts'

/** `HELMDECK_SAMPLE_ROWS=200000` asks the same of a bigger company: nothing may be looser there. */
export const sampleRows = Number(process.env['HELMDECK_SAMPLE_ROWS'] ?? 20_000)

/** A sample company in memory: the model alone, without marts. */
export async function inventCompany(view: Partial<SampleView> = {}): Promise<Database> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  const whole = { rows: sampleRows, seed: 7, until: '2026-09-30', asOf: '2026-09-30', ...view }
  await generateModel(database, whole, { loadedAt: new Date('2026-10-01T00:00:00Z') })
  return database
}

export async function number(database: Database, sql: string): Promise<number> {
  const [row] = await database.rows<{ value: number | string }>(`select (${sql}) as value`)
  return Number(row?.value)
}
