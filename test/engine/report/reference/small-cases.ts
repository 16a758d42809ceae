import { afterAll, beforeAll } from 'vitest'
import type { ReportSpecInput } from '../../../../src/contract/report-spec.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import type { ReportContext } from '../../../../src/engine/report/run-report.ts'
import { ask, type Answer } from '../ask.ts'
import { openReference } from './check.ts'
import { contextOf, loadModel, type Loadable } from './load-model.ts'

export const values = (...metrics: readonly string[]): ReportSpecInput => ({ values: metrics.map((metric) => ({ metric })) })

export interface SmallCases {
  /** A workspace of these rows alone, in renminbi. Clock: 2026-06-30. */
  load(rows: Loadable['rows']): Promise<{ readonly database: Database; readonly context: ReportContext }>
  /** What it answers to each question. */
  answers(rows: Loadable['rows'], ...specs: readonly ReportSpecInput[]): Promise<Answer['table'][]>
}

/** One database for all cases of a test file. */
export function smallCases(): SmallCases {
  let database: Database
  let version = 0
  beforeAll(async () => {
    database = await openReference()
  })
  afterAll(() => database.close())

  const load: SmallCases['load'] = async (rows) => {
    const model = { rows, spellings: [], reportingCurrency: 'CNY', clock: '2026-06-30', firstDayOfWeek: 1, fiscalYearStartMonth: 1 }
    version += 1
    await loadModel(database, model)
    return { database, context: contextOf(model, version) }
  }
  return {
    load,
    async answers(rows, ...specs) {
      const { context } = await load(rows)
      const tables: Answer['table'][] = []
      for (const spec of specs) tables.push((await ask(database, context, spec)).table)
      return tables
    },
  }
}
