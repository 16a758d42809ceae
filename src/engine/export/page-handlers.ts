import type { ApiHandlers } from '../../contract/api.ts'
import { errorText } from '../../contract/error-text.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { PictureRequest } from '../../contract/pages.ts'
import { readReport } from '../deck/report-data.ts'
import { shippedContents } from '../deck/shipped-decks.ts'
import type { EngineContext } from '../engine-context.ts'
import { coloursOf, type KnownValues } from '../pages/known-values.ts'
import { PageWriter, subtitleOf, type PageSources } from '../pages/page-writer.ts'
import type { PageSection } from '../pages/page-section.ts'
import { dimensionValues } from '../report/dimension-values.ts'
import { reportContext } from '../report/report-handlers.ts'
import { noteDeed } from '../workspace/audit.ts'
import { safeFileName } from './file-name.ts'
import { roomOf, writePdf } from './pdf/write-pdf.ts'
import { pictureAsPng } from './pictures/picture-png.ts'
import { pictureOf, type PictureLook, type PictureSubject } from './pictures/picture-of.ts'

/** What leaves the product as pages and pictures: asked of the handlers that the screen asks. */
export function pageHandlers(engine: EngineContext, sources: PageSources): Pick<ApiHandlers['exports'], 'pdf' | 'picture'> {
  const { database, now, settings, clock, folder } = engine
  return {
    pdf: async ({ items: asked, title: own, language, ...pages }, context) => {
      const start = performance.now()
      const timed = timedSources(sources)
      const shipped = typeof asked === 'string' ? shippedContents[asked] : null
      const items = typeof asked === 'string' ? shippedContents[asked].items : asked
      const [{ reportingCurrency: currency, redUpGreenDown: redRises }, { day }] = await Promise.all([settings(), clock()])
      const room = roomOf(pages)
      // A drawing of that width stands on the page at two thirds of its size: 11 px become 7.5 points.
      const width = Math.round(room.width * 1.5)
      const look = {
        language,
        currency,
        redRises,
        width,
        height: Math.round(Math.min(width * 0.5, room.height * 0.87)),
        mostHeight: Math.round((room.height - 120) * 1.5),
      }
      const writer = new PageWriter(
        timed.sources,
        knownValues(engine, context),
        { ...look, apart: pages.apart, figures: pages.figures },
        context,
      )
      const sections: PageSection[] = []
      for (const item of items) sections.push(...(await writer.sections(item)))
      if (sections.length === 0) throw writer.failed[0]?.error ?? new HelmdeckError('missing-data', {})
      const title = own ?? shipped?.title[language] ?? sections[0]?.title ?? folder.name
      const {
        bytes,
        pages: count,
        missing,
      } = await writePdf({ ...pages, title, subtitle: subtitleOf(folder.name, day, look), sections }, look)
      const left = writer.failed.map(({ title: name, error }) => ({ title: name, text: errorText(error.code, error.details) }))
      await noteDeed(database, now(), { kind: 'export', subject: title, detail: { format: 'pdf', pages: count, left: left.length } })
      const answers = timed.milliseconds()
      const milliseconds = { answers, rest: performance.now() - start - answers }
      return { bytes, fileName: `${safeFileName(title)}.pdf`, pages: count, left, missing, milliseconds }
    },
    picture: async (request, context) => {
      const { title, format, language, scheme, width, height } = request
      const { reportingCurrency: currency, redUpGreenDown: redRises } = await settings()
      const look: PictureLook = { language, currency, redRises, scheme, width, height }
      const picture = await pictureOf(await subjectOf(request, sources, knownValues(engine, context), look, context), look)
      const { bytes, missing } =
        format === 'png' ? await pictureAsPng(picture.svg) : { bytes: new TextEncoder().encode(picture.svg), missing: [] }
      await noteDeed(database, now(), { kind: 'export', subject: title, detail: { format } })
      return { bytes, fileName: `${safeFileName(title)}.${format}`, asTable: picture.refused !== null, missing }
    },
  }
}

type Context = Parameters<ApiHandlers['exports']['picture']>[1]

/** The same sources, with the time that their answers took. */
function timedSources({ reports, studies, cockpits }: PageSources): { sources: PageSources; milliseconds: () => number } {
  let spent = 0
  const timed = async <T>(ask: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    try {
      return await ask()
    } finally {
      spent += performance.now() - start
    }
  }
  return {
    sources: {
      cockpits,
      reports: { ...reports, run: async (...asked) => await timed(async () => await reports.run(...asked)) },
      studies: { ...studies, run: async (...asked) => await timed(async () => await studies.run(...asked)) },
    },
    milliseconds: () => spent,
  }
}

function knownValues(engine: EngineContext, { signal }: Pick<Context, 'signal'>): KnownValues {
  return async (field) => {
    try {
      const asked = { field, search: '', limit: 8 }
      return (await dimensionValues(engine.database, await reportContext(engine), asked, { signal })).map(({ value }) => value)
    } catch (error) {
      // A field without a list of values has no order of the workspace's either.
      if (error instanceof HelmdeckError && error.code !== 'cancelled') return undefined
      throw error
    }
  }
}

async function subjectOf(
  { subject, title }: PictureRequest,
  sources: PageSources,
  known: KnownValues,
  look: PictureLook,
  context: Context,
): Promise<PictureSubject> {
  if (subject.is === 'report') {
    const { bytes, ...result } = await sources.reports.run({ spec: subject.spec }, context)
    return {
      is: 'report',
      title,
      chart: subject.chart,
      report: readReport(result, bytes, look),
      look: subject.look,
      ...(await coloursOf(subject.spec, subject.chart, known)),
    }
  }
  const { study, params, chart: asked } = subject
  const result = await sources.studies.run({ study, params }, context)
  const chart = asked === undefined ? result.charts[0] : result.charts.find(({ id }) => id === asked)
  const table = result.tables.find(({ id }) => id === chart?.table)
  if (chart === undefined || table === undefined) {
    throw new HelmdeckError('not-available', { what: `chart ${asked ?? ''}`, known: result.charts.map(({ id }) => id) })
  }
  return { is: 'study', chart, table }
}
