import type { ApiHandlers, Context } from '../../contract/api.ts'
import { errorText } from '../../contract/error-text.ts'
import type { CellAddress } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyRequest } from '../../contract/studies.ts'
import type { Language } from '../../contract/text.ts'
import { queryText } from '../database/query-files.ts'
import type { DeckSources } from '../deck/section-writer.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from '../workspace/audit.ts'
import { aboutSheet, reportFacts, type Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { ChartData } from './chart-cells.ts'
import { safeFileName } from './file-name.ts'
import { checkFitsExcel } from './fits-excel.ts'
import { makeBook } from './make-book.ts'
import { pivotSheets } from './report-pivot.ts'
import { reportSheet, type AnsweredReport } from './report-sheet.ts'
import { explainedSheets, rowsSheet } from './report-workbook.ts'
import type { Sheet } from './sheet.ts'
import { aboutStudySheet, studySheets } from './study-workbook.ts'
import { words } from './workbook-words.ts'
import { excelRows, writeWorkbook } from './workbook.ts'

const pageRows = 10_000

/** Who answers: a workbook asks what the screen asks. */
export interface WorkbookSources extends DeckSources {
  readonly catalog: ApiHandlers['catalog']
}

type WorkbookHandlers = Pick<ApiHandlers['exports'], 'workbook' | 'book' | 'study'>

/** Workbooks of a report, of the rows behind a number, of a study, and of several of them. */
export function workbookHandlers(engine: EngineContext, sources: WorkbookSources): WorkbookHandlers {
  const { database, now, folder } = engine
  const written = async (title: string, sheets: readonly Sheet[], detail: Record<string, string | number | boolean>) => {
    checkFitsExcel(sheets)
    const bytes = await writeWorkbook(sheets)
    await noteDeed(database, now(), { kind: 'export', subject: title, detail: { format: 'xlsx', ...detail } })
    return { bytes, fileName: `${safeFileName(title)}.xlsx` }
  }
  return {
    workbook: async ({ spec, cell, title, language, chart, look: marks, pivot }, context) => {
      const look = await bookLook(engine, sources, language, context)
      const request = { title, spec, chart, look: marks }
      const sheets =
        cell === undefined
          ? await ofReport(engine, sources, request, look, pivot === true, context)
          : await ofNumber(sources, { ...request, cell }, look, context)
      const rows = sheets[0]?.rows ?? 0
      return { ...(await written(title, sheets, { rows, isOfOneNumber: cell !== undefined })), rows }
    },
    study: async ({ title, language, study, params, drill }, context) => {
      const look = await bookLook(engine, sources, language, context)
      const sheets = await ofStudy(engine, sources, { study, params, drill, title }, look, context)
      const rows = sheets.reduce((sum, { rows: own, name }) => sum + (name === words[language].about ? 0 : own), 0)
      return { ...(await written(title, sheets, { rows, isOfOneNumber: drill !== undefined })), rows }
    },
    book: async ({ items, title, language }, context) => {
      const look = await bookLook(engine, sources, language, context)
      const facts: Fact[] = [[words[language].workspace, folder.name], ...(await sourceFacts(engine, language))]
      const { sheets, rows, left } = await makeBook(sources, { title, items, look, facts }, context)
      const told = left.map(({ title: name, error }) => ({ title: name, text: errorText(error.code, error.details) }))
      return {
        ...(await written(title, sheets, { rows, sheets: sheets.length, left: left.length })),
        sheets: sheets.length,
        rows,
        left: told,
      }
    },
  }
}

async function bookLook(engine: EngineContext, { catalog }: WorkbookSources, language: Language, context: Context): Promise<BookLook> {
  const [{ reportingCurrency: currency, redUpGreenDown }, { metrics, dimensions }] = await Promise.all([
    engine.settings(),
    catalog.list({}, context),
  ])
  return {
    language,
    currency,
    redUpGreenDown,
    metrics: new Map(metrics.map((metric) => [metric.id, metric])),
    fields: new Map(dimensions.map(({ id, label }) => [id, label])),
  }
}

/** The files behind the numbers, with their hashes and counts. */
async function sourceFacts({ database }: EngineContext, language: Language): Promise<Fact[]> {
  const word = words[language]
  const files = await database.rows<{ name: string; sheet: string; hash: string; rows: number; load: number }>(
    queryText('export/sources.sql'),
  )
  return files.map(({ name, sheet, hash, rows, load }) => [
    word.sources,
    `${name}${sheet === '' ? '' : ` · ${sheet}`} (${word.rows} ${rows}; ${word.loads} ${load}; SHA-256 ${hash})`,
  ])
}

type ReportRequest = Pick<AnsweredReport, 'title' | 'spec' | 'chart' | 'look'>

async function ofReport(
  engine: EngineContext,
  sources: WorkbookSources,
  request: ReportRequest,
  look: BookLook,
  pivot: boolean,
  context: Context,
): Promise<Sheet[]> {
  const { bytes, ...result } = await sources.reports.run({ spec: request.spec }, context)
  const answered = { ...request, result, bytes }
  const data = new ChartData()
  const sheet = reportSheet(answered, look, data)
  const pivoted = pivot ? await pivotSheets(answered, look, async (spec: ReportSpec) => await sources.reports.run({ spec }, context)) : null
  const word = words[look.language]
  const facts: Fact[] = [
    ...reportFacts(answered, look),
    ...(sheet.rows >= excelRows ? [[word.warnings, word.split] as const] : []),
    ...(pivoted?.facts ?? []),
    ...(await sourceFacts(engine, look.language)),
  ]
  const drawn = data.sheet(look.language)
  return [sheet, aboutSheet(facts, look.language), ...(pivoted?.sheets ?? []), ...(drawn === null ? [] : [drawn])]
}

async function ofNumber(
  { reports }: WorkbookSources,
  { spec, cell, title }: ReportRequest & { cell: CellAddress },
  look: BookLook,
  context: Context,
): Promise<Sheet[]> {
  const { bytes, ...explained } = await reports.explain({ spec, cell, offset: 0, limit: pageRows }, context)
  const pages = [bytes]
  for (let offset = pageRows; offset < explained.n; offset += pageRows) {
    pages.push((await reports.explain({ spec, cell, offset, limit: pageRows }, context)).bytes)
  }
  return explainedSheets({ title, explained, pages }, look)
}

interface StudyExport extends StudyRequest {
  readonly drill?: string | undefined
  readonly title: string
}

async function ofStudy(
  engine: EngineContext,
  { studies }: WorkbookSources,
  { study, params, drill, title }: StudyExport,
  look: BookLook,
  context: Context,
): Promise<Sheet[]> {
  const { language } = look
  const result = await studies.run({ study, params }, context)
  const about = aboutStudySheet(result, await sourceFacts(engine, language), language)
  if (drill === undefined) {
    const data = new ChartData()
    const sheets = studySheets(result, look, data)
    const drawn = data.sheet(language)
    return [...sheets, about, ...(drawn === null ? [] : [drawn])]
  }
  const { bytes, ...first } = await studies.rows({ study, params, drill, offset: 0, limit: pageRows }, context)
  const pages = [bytes]
  for (let offset = pageRows; offset < first.total; offset += pageRows)
    pages.push((await studies.rows({ study, params, drill, offset, limit: pageRows }, context)).bytes)
  return [rowsSheet({ title, columns: first.columns, pages }, language), about]
}
