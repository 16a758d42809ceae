import { openDatabase } from '../src/engine/database/database.ts'
import { migrate } from '../src/engine/database/migrate.ts'
import { generateSample } from '../src/engine/sample/generate-sample.ts'
import { defaultSample } from '../src/engine/sample/sample-request.ts'
import { WorkspaceSettings } from '../src/contract/settings.ts'
import { runStudy } from '../src/engine/studies/run-study.ts'
import { callOutAt } from '../src/engine/studies/win-loss/drivers.ts'
import type { Database } from '../src/engine/database/database.ts'

export interface FalsePositives {
  readonly companies: number
  /** Companies in which anything was called out although nothing is there. */
  readonly misled: number
  /** Values that were tried, and of them called out. */
  readonly tried: number
  readonly calledOut: number
}

/** Won and lost are dealt out anew among all decided deals: whatever goes with winning now is chance. */
const dealtAnew = `
update mart.opportunity set status = p.status
from (
  select a.id, b.status
  from (select id, row_number() over (order by hash(id, $seed::integer), id) as place from mart.opportunity where status in ('won', 'lost')) a
  join (select status, row_number() over (order by id) as place from mart.opportunity where status in ('won', 'lost')) b on b.place = a.place
) p
where mart.opportunity.id = p.id`

/** What win/loss calls out in companies where nothing goes with winning; a fraction of them is expected, see its definition. */
export async function falsePositives(companies: number, seed: number, told: (line: string) => unknown): Promise<FalsePositives> {
  const sum = { companies, misled: 0, tried: 0, calledOut: 0 }
  for (let place = 0; place < companies; place += 1) {
    const found = await inOne(seed + place)
    sum.tried += found.length
    const misled = found.filter(({ p }) => p <= callOutAt)
    sum.calledOut += misled.length
    if (misled.length === 0) continue
    sum.misled += 1
    told(`seed ${seed + place}: ${misled.map(({ field, value, p }) => `${field} ${value ?? '(none)'} ${p.toFixed(4)}`).join(', ')}`)
  }
  return sum
}

interface Called {
  readonly field: string
  readonly value: string | null
  readonly p: number
}

async function inOne(seed: number): Promise<Called[]> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    await migrate(database)
    const request = { ...defaultSample, rows: 2000, seed }
    await generateSample(database, { ...request, asOf: request.until }, { loadedAt: new Date('2026-10-01T00:00:00Z') })
    await database.run(dealtAnew, { seed })
    return await calledBy(database, request.until)
  } finally {
    await database.close()
  }
}

async function calledBy(database: Database, clock: string): Promise<Called[]> {
  const settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY', clock })
  const { signal } = new AbortController()
  const params = { period: { from: '2023-07-01', to: clock } }
  const { tables } = await runStudy(database, { settings, clock, dataVersion: 1 }, { study: 'win-loss', params }, signal)
  const drivers = tables.find(({ id }) => id === 'drivers')
  if (drivers === undefined) throw new Error('win-loss names no drivers')
  return drivers.rows.map((row) => ({ field: String(row['field']), value: row['value'] as string | null, p: Number(row['p']) }))
}
