import { join } from 'node:path'
import { studyNames, type StudyName } from '../../src/contract/studies.ts'
import { WorkspaceSettings } from '../../src/contract/settings.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { runStudy } from '../../src/engine/studies/run-study.ts'
import { sampleCompany } from '../company/sample-company.ts'

/** Seconds of a study as its room first shows it, and the share of them in which DuckDB was at work for it. */
export interface StudyTime {
  readonly study: StudyName
  readonly seconds: number
  readonly sqlShare: number
  readonly refused: string | null
}

/** Every study with its usual parameters on the sample company, the best of so many rounds. */
export async function benchStudies(leads: number, rounds: number): Promise<StudyTime[]> {
  const company = await sampleCompany(leads)
  const database = await openDatabase({ file: join(company.workspace, 'data.duckdb'), allowedFolder: company.workspace })
  try {
    const times: StudyTime[] = []
    for (const study of studyNames) {
      const tries: StudyTime[] = []
      for (let round = 0; round < rounds; round += 1) tries.push(await timed(database, study, company.until))
      times.push(tries.reduce((best, other) => (other.seconds < best.seconds ? other : best)))
    }
    return times
  } finally {
    await database.close()
  }
}

export function studiesText(leads: number, times: readonly StudyTime[]): string {
  const lines = times.map(
    ({ study, seconds, sqlShare, refused }) =>
      `  ${study.padEnd(16)} ${refused ?? `${seconds.toFixed(2)} s, ${Math.round(sqlShare * 100)} % of it in DuckDB`}`,
  )
  return [`studies on ${leads.toLocaleString('en')} leads`, ...lines].join('\n')
}

async function timed(database: Database, study: StudyName, clock: string): Promise<StudyTime> {
  const settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY', clock })
  const busy = new Busy()
  const started = performance.now()
  let refused: string | null = null
  try {
    const { signal } = new AbortController()
    await runStudy(watched(database, busy), { settings, clock, dataVersion: 1 }, { study, params: {} }, signal)
  } catch (error) {
    refused = error instanceof Error ? error.message : String(error)
  }
  const milliseconds = performance.now() - started
  return { study, seconds: milliseconds / 1000, sqlShare: busy.milliseconds / milliseconds, refused }
}

/** Time in which at least one statement runs. */
class Busy {
  milliseconds = 0
  #running = 0
  #since = 0

  async during<T>(work: Promise<T>): Promise<T> {
    if (this.#running === 0) this.#since = performance.now()
    this.#running += 1
    try {
      return await work
    } finally {
      this.#running -= 1
      if (this.#running === 0) this.milliseconds += performance.now() - this.#since
    }
  }
}

function watched(database: Database, busy: Busy): Database {
  return {
    run: async (...given) => await busy.during(database.run(...given)),
    rows: async (...given) => (await busy.during(database.rows(...given))) as never,
    arrow: async (...given) => await busy.during(database.arrow(...given)),
    transaction: async (work) => await database.transaction(async (inside) => await work(watched(inside, busy))),
    close: async () => await database.close(),
  }
}
