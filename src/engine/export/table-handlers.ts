import { join } from 'node:path'
import type { ApiHandlers, Context } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyRequest } from '../../contract/studies.ts'
import type { TableRequest } from '../../contract/tables.ts'
import { withFilters } from '../cockpits/tile-filters.ts'
import { arrowFile, arrowStream, parquetFile, typedTable } from '../database/typed-file.ts'
import type { DeckSources } from '../deck/section-writer.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from '../workspace/audit.ts'
import { safeFileName } from './file-name.ts'
import { reportCsvRows, studyCsvRows } from './table-csv.ts'
import { csvBytes } from './csv-text.ts'
import { reportMetadata, studyMetadata } from './table-metadata.ts'
import { studyTyped } from './study-typed.ts'
import type { WorkbookSources } from './workbook-handlers.ts'

type Asked =
  | { readonly is: 'report'; readonly title: string; readonly spec: ReportSpec }
  | ({ readonly is: 'study'; readonly title: string; readonly table?: string | undefined; readonly chart?: string | null } & StudyRequest)

interface Taken {
  readonly title: string
  readonly rows: number
  readonly bytes: Uint8Array
}

/** Figures as files for other programs: the answers that the screen gets, written down. */
export function tableHandlers(engine: EngineContext, sources: WorkbookSources): Pick<ApiHandlers['exports'], 'table'> {
  return {
    table: async (request, context) => {
      const asked = await whatIsAsked(sources, request, context)
      const folder = join(engine.folder.root, 'incoming')
      const work = { ...request, folder, signal: context.signal }
      const { title, rows, bytes } =
        asked.is === 'report'
          ? await ofReport(sources, asked, work, await definitionsOf(sources, context), context)
          : await ofStudy(sources, asked, work, context)
      await noteDeed(engine.database, engine.now(), { kind: 'export', subject: title, detail: { format: request.format, rows } })
      return { bytes, rows, fileName: `${safeFileName(title)}.${request.format}` }
    },
  }
}

async function whatIsAsked({ cockpits }: DeckSources, { subject, title, language }: TableRequest, context: Context): Promise<Asked> {
  if (subject.is === 'report') return { ...subject, title: title ?? 'report' }
  if (subject.is === 'study') return { ...subject, title: title ?? subject.study }
  const view = await cockpits.open({ name: subject.cockpit }, context)
  const found = view.tiles.find(({ id }) => id === subject.tile)
  const known = view.tiles.filter((tile) => 'spec' in tile || tile.kind === 'study').map(({ id }) => id)
  if (found === undefined) throw new HelmdeckError('not-available', { what: `tile ${subject.tile}`, known })
  const tile = withFilters(view, found)
  const own = title ?? (tile.title[language] || tile.id)
  if ('spec' in tile) return { is: 'report', title: own, spec: tile.spec }
  if (tile.kind === 'study') return { is: 'study', title: own, study: tile.study, params: tile.params, chart: tile.chart ?? null }
  throw new HelmdeckError('not-available', { what: `tile ${subject.tile}`, known })
}

type Work = Pick<TableRequest, 'format' | 'mark' | 'language'> & { readonly folder: string; readonly signal: Context['signal'] }

async function definitionsOf({ catalog }: WorkbookSources, context: Context): Promise<ReadonlyMap<string, string>> {
  const { metrics } = await catalog.list({}, context)
  return new Map(metrics.map(({ id, definition }) => [id, JSON.stringify(definition)]))
}

async function ofReport(
  { reports }: WorkbookSources,
  { title, spec }: Extract<Asked, { is: 'report' }>,
  work: Work,
  definitions: ReadonlyMap<string, string>,
  context: Context,
): Promise<Taken> {
  const { bytes, ...result } = await reports.run({ spec }, context)
  const taken = { title, rows: result.rowCount }
  if (work.format === 'csv') return { ...taken, bytes: csvBytes(reportCsvRows(result, bytes, work.language), work) }
  const metadata = reportMetadata(title, spec, result, definitions)
  if (work.format === 'arrow') return { ...taken, bytes: arrowFile(bytes, metadata) }
  return { ...taken, bytes: await parquetFile(typedTable(bytes), metadata, work) }
}

async function ofStudy(
  { studies }: WorkbookSources,
  { title, study, params, table: named, chart }: Extract<Asked, { is: 'study' }>,
  work: Work,
  context: Context,
): Promise<Taken> {
  const result = await studies.run({ study, params }, context)
  const drawn = typeof chart === 'string' ? result.charts.find(({ id }) => id === chart) : result.charts[0]
  const wanted = named ?? (chart === undefined ? undefined : drawn?.table)
  const table = wanted === undefined ? result.tables[0] : result.tables.find(({ id }) => id === wanted)
  if (table === undefined)
    throw new HelmdeckError('not-available', { what: `table ${wanted ?? ''}`.trim(), known: result.tables.map(({ id }) => id) })
  const taken = { title, rows: table.rows.length }
  if (work.format === 'csv') return { ...taken, bytes: csvBytes(studyCsvRows(table, work.language), work) }
  const metadata = studyMetadata(title, result, table)
  const typed = studyTyped(table)
  return {
    ...taken,
    bytes: work.format === 'arrow' ? arrowFile(await arrowStream(typed, work), metadata) : await parquetFile(typed, metadata, work),
  }
}
