import { z } from 'zod'
import { ChartKind, Look } from './documents.ts'
import { ReportSpec } from './report-spec.ts'
import { StudyName } from './studies.ts'
import { LocalText } from './text.ts'

/** What a workbook holds, one after the other: a report, a study with its tables, every tile of a cockpit. Reports drawn as `kpi` share a sheet of key figures. */
export const WorkbookItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('report'),
    title: z.string().min(1).max(200),
    chart: ChartKind.default('table'),
    spec: ReportSpec,
    look: Look.optional(),
  }),
  z.strictObject({
    kind: z.literal('study'),
    study: StudyName,
    params: z.record(z.string(), z.unknown()).default({}),
    title: z.string().min(1).max(200).optional(),
    /** Only the table that this chart draws; null = the first one. Without it the figures and every table. */
    chart: z.string().nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('cockpit'), name: z.string().min(1) }),
])
export type WorkbookItem = z.output<typeof WorkbookItem>
/** As a person or a file writes it. */
export type WorkbookItemInput = z.input<typeof WorkbookItem>

export const WorkbookRequest = z.strictObject({
  items: z.array(WorkbookItem).min(1).max(200),
  title: z.string().min(1).max(200),
  language: z.enum(['zh', 'en']),
})
export type WorkbookRequest = z.output<typeof WorkbookRequest>

/** What was written, and what could not be answered or does not fit into Excel, with the reason. */
export const WrittenWorkbook = z.object({
  fileName: z.string(),
  sheets: z.int(),
  rows: z.int(),
  left: z.array(z.object({ title: z.string(), text: LocalText })),
})
