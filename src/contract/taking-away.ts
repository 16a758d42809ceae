import { z } from 'zod'
import { readErrors, reportErrors, writeErrors } from './call-errors.ts'
import { DeckEntry, DeckProgress, DeckRequest, DeckUpdate, LeftOut, SlidePreview, TemplateEntry } from './decks.ts'
import { ChartKind, Look } from './documents.ts'
import { call, stream, type Contract } from './method.ts'
import { PdfRequest, PdfResult, PictureRequest, PictureResult } from './pages.ts'
import { CellAddress } from './report-result.ts'
import { ReportSpec } from './report-spec.ts'
import { StudyDrill, StudyRequest } from './studies.ts'
import { TableRequest, WrittenTable } from './tables.ts'
import { WorkbookRequest, WrittenWorkbook } from './workbooks.ts'

/** What leaves the product: decks, and everything that is written into a file. */
export const takingAway = {
  decks: {
    /** The shipped decks with what each of them shows. */
    list: call(z.object({}), z.object({ decks: z.array(DeckEntry) }), readErrors),
    /** The slides as they would be written, drawn. */
    preview: stream(DeckRequest, DeckProgress, z.object({ slides: z.array(SlidePreview), left: LeftOut }), [
      ...reportErrors,
      'document-missing',
      'template-unusable',
    ]),
    /** Company templates that the workspace keeps. */
    templates: call(z.object({}), z.object({ templates: z.array(TemplateEntry) }), readErrors),
    /** Checks and keeps a template; one of the same name is replaced. The first becomes the usual one. */
    keepTemplate: call(z.object({ fileName: z.string().min(1).max(255) }), TemplateEntry, [...writeErrors, 'template-unusable'], {
      bytesIn: true,
    }),
    removeTemplate: call(z.object({ name: z.string() }), z.object({}), [...writeErrors, 'document-missing']),
    /** Makes one the usual one; null = Helmdeck's own look is. */
    setTemplate: call(z.object({ name: z.string().nullable() }), z.object({}), [...writeErrors, 'document-missing']),
  },
  exports: {
    /**
     * A workbook with typed cells: the report with its marks and its chart, or the rows behind one of its numbers. With `pivot` a
     * PivotTable on the finest rows of the report stands beside it. What does not fit into Excel is refused before it is written.
     */
    workbook: call(
      z.object({
        spec: ReportSpec,
        cell: CellAddress.optional(),
        title: z.string(),
        language: z.enum(['zh', 'en']),
        chart: ChartKind.optional(),
        look: Look.optional(),
        pivot: z.boolean().optional(),
      }),
      z.object({ fileName: z.string(), rows: z.int() }),
      reportErrors,
      { bytesOut: true },
    ),
    /**
     * A review deck as PPTX, its charts native, on a template, or as new figures in an earlier deck (`update` says what became of it); what
     * could not be answered is named in `left`, and the rest is there.
     */
    deck: stream(
      DeckRequest,
      DeckProgress,
      z.object({ fileName: z.string(), slides: z.int(), left: LeftOut, update: DeckUpdate.nullable() }),
      [...reportErrors, 'document-missing', 'template-unusable', 'deck-unknown'],
      { bytesIn: true, bytesOut: true },
    ),
    /** Cockpits, studies and reports on pages, as PDF; what could not be answered is named in `left`, and the rest is there. */
    pdf: call(PdfRequest, PdfResult, [...reportErrors, 'document-missing'], { bytesOut: true }),
    /**
     * The figures of a report, a table of a study or a tile of a cockpit. CSV has labels and what could run as a formula quoted; Parquet
     * and Arrow have the columns' ids, their types to the last digit and in their metadata what was asked.
     */
    table: call(TableRequest, WrittenTable, [...reportErrors, 'document-missing', 'disk-full', 'workspace-unwritable'], {
      bytesOut: true,
    }),
    /** One visual as the screen draws it. */
    picture: call(PictureRequest, PictureResult, reportErrors, { bytesOut: true }),
    /** Several reports, studies and cockpits as one workbook; what could not be answered is named in `left`, and the rest is there. */
    book: call(WorkbookRequest, WrittenWorkbook, [...reportErrors, 'document-missing'], { bytesOut: true }),
    /** A study as a workbook, a sheet for each of its tables; with a drill the rows behind one of its numbers. */
    study: call(
      z.object({
        ...StudyRequest.shape,
        drill: StudyDrill.optional(),
        title: z.string(),
        language: z.enum(['zh', 'en']),
      }),
      z.object({ fileName: z.string(), rows: z.int() }),
      reportErrors,
      { bytesOut: true },
    ),
  },
} satisfies Contract
