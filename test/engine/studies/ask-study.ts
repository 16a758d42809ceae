import type { StudyName } from '../../../src/contract/studies.ts'
import type { StudyCell, StudyResult } from '../../../src/contract/study-result.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { runStudy, studyThings } from '../../../src/engine/studies/run-study.ts'

const { signal } = new AbortController()

export async function askStudy(
  database: Database,
  context: ReportContext,
  study: StudyName,
  params: Record<string, unknown> = {},
): Promise<StudyResult> {
  return await runStudy(database, context, { study, params }, signal)
}

/** Ids of the things behind a number, rising. */
export async function drillInto(
  database: Database,
  context: ReportContext,
  { study, params, drill }: { study: StudyName; params?: Record<string, unknown>; drill: string | null | undefined },
): Promise<number[]> {
  const { ids } = await studyThings(database, context, { study, params: params ?? {} }, drill ?? '', signal)
  return ids.toSorted((a, b) => a - b)
}

/** The wanted columns of a table, row by row. */
export function tableOf(result: StudyResult, id: string, columns: readonly string[]): StudyCell[][] {
  const table = result.tables.find((one) => one.id === id)
  if (table === undefined) throw new Error(`no table ${id}`)
  return table.rows.map((row) => columns.map((column) => row[column] ?? null))
}

export function figureOf(result: StudyResult, id: string): StudyResult['figures'][number] {
  const figure = result.figures.find((one) => one.id === id)
  if (figure === undefined) throw new Error(`no figure ${id}`)
  return figure
}
