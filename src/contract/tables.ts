import { z } from 'zod'
import { ReportSpec } from './report-spec.ts'
import { StudyRequest } from './studies.ts'

export const tableFormats = ['csv', 'parquet', 'arrow'] as const
export type TableFormat = (typeof tableFormats)[number]

/** Figures to be taken away: of a report, of a study (its first table unless named), or of a tile as its cockpit asks for it. */
export const TableRequest = z.strictObject({
  subject: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('report'), spec: ReportSpec }),
    z.strictObject({ is: z.literal('study'), ...StudyRequest.shape, table: z.string().optional() }),
    z.strictObject({ is: z.literal('tile'), cockpit: z.string().min(1), tile: z.string().min(1) }),
  ]),
  /** Without one a tile has its own, a study its name. */
  title: z.string().min(1).max(200).optional(),
  format: z.enum(tableFormats),
  /** CSV begins with the mark by which Excel knows UTF-8. */
  mark: z.boolean().default(true),
  language: z.enum(['zh', 'en']),
})
export type TableRequest = z.output<typeof TableRequest>

export const WrittenTable = z.object({ fileName: z.string(), rows: z.int() })
