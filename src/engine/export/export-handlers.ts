import type { ApiHandlers, Context } from '../../contract/api.ts'
import type { CellAddress } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyRequest } from '../../contract/studies.ts'
import type { EngineContext } from '../engine-context.ts'
import type { DeckSources } from '../deck/section-writer.ts'
import { writeDeck } from './deck-handler.ts'
import { pageHandlers } from './page-handlers.ts'
import { safeFileName } from './file-name.ts'
import { noteDeed } from '../workspace/audit.ts'
import { explainedSheets, reportSheets, rowsSheet } from './report-workbook.ts'
import { aboutStudySheet, studySheets } from './study-workbook.ts'
import { writeWorkbook, type Sheet } from './workbook.ts'

const pageRows = 10_000

/** Exports ask the same report engine as the screen does: a workbook can't say another number. */
export function exportHandlers(engine: EngineContext, sources: DeckSources): ApiHandlers['exports'] {
  const { database, now } = engine
  const { reports, studies } = sources
  return {
    ...pageHandlers(engine, sources),
    workbook: async ({ spec, cell, title, language }, context) => {
      const sheets =
        cell === undefined
          ? await ofReport(reports, { spec, title, language }, context)
          : await ofNumber(reports, { spec, cell, title, language }, context)
      const bytes = await writeWorkbook(sheets)
      const rows = sheets[0]?.rows ?? 0
      await noteDeed(database, now(), {
        kind: 'export',
        subject: title,
        detail: { format: 'xlsx', rows, isOfOneNumber: cell !== undefined },
      })
      return { bytes, fileName: `${safeFileName(title)}.xlsx`, rows }
    },
    study: async ({ title, language, ...request }, context) => {
      const sheets = await ofStudy(studies, { title, language, ...request }, context)
      const bytes = await writeWorkbook(sheets)
      const rows = sheets.slice(0, -1).reduce((sum, sheet) => sum + sheet.rows, 0)
      const detail = { format: 'xlsx', rows, isOfOneNumber: request.drill !== undefined }
      await noteDeed(database, now(), { kind: 'export', subject: title, detail })
      return { bytes, fileName: `${safeFileName(title)}.xlsx`, rows }
    },
    deck: writeDeck(engine, sources),
  }
}

interface StudyExport extends StudyRequest {
  readonly drill?: string | undefined
  readonly title: string
  readonly language: 'zh' | 'en'
}

interface Request {
  readonly spec: ReportSpec
  readonly title: string
  readonly language: 'zh' | 'en'
}

async function ofReport(reports: ApiHandlers['reports'], { spec, title, language }: Request, context: Context) {
  const { bytes, ...result } = await reports.run({ spec }, context)
  return reportSheets({ title, spec, result, bytes }, language)
}

async function ofNumber(
  reports: ApiHandlers['reports'],
  { spec, cell, title, language }: Request & { cell: CellAddress },
  context: Context,
) {
  const { bytes, ...explained } = await reports.explain({ spec, cell, offset: 0, limit: pageRows }, context)
  const pages = [bytes]
  for (let offset = pageRows; offset < explained.n; offset += pageRows) {
    pages.push((await reports.explain({ spec, cell, offset, limit: pageRows }, context)).bytes)
  }
  return explainedSheets({ title, explained, pages }, language)
}

async function ofStudy(
  studies: ApiHandlers['studies'],
  { study, params, drill, title, language }: StudyExport,
  context: Context,
): Promise<Sheet[]> {
  const result = await studies.run({ study, params }, context)
  if (drill === undefined) return studySheets(result, language)
  const { bytes, ...first } = await studies.rows({ study, params, drill, offset: 0, limit: pageRows }, context)
  const pages = [bytes]
  for (let offset = pageRows; offset < first.total; offset += pageRows)
    pages.push((await studies.rows({ study, params, drill, offset, limit: pageRows }, context)).bytes)
  return [rowsSheet({ title, columns: first.columns, pages }, language), aboutStudySheet(result, language)]
}
