import { z } from 'zod'
import { DeckItem, ShippedDeck } from './decks.ts'
import { ChartKind, Look } from './documents.ts'
import { ReportSpec } from './report-spec.ts'
import { StudyRequest } from './studies.ts'
import { LocalText } from './text.ts'

/** What stands on pages, one after the other: as in decks, and breaks where the author wants a new page. */
export const PageItem = z.union([DeckItem, z.strictObject({ kind: z.literal('page-break') })])
export type PageItem = z.output<typeof PageItem>

const language = z.enum(['zh', 'en'])
export const pageSizes = ['A4', 'Letter'] as const
export const orientations = ['portrait', 'landscape'] as const

export const PdfRequest = z.strictObject({
  /** A shipped deck's content, or items in their order. */
  items: z.union([ShippedDeck, z.array(PageItem).min(1).max(200)]),
  title: z.string().min(1).max(200).optional(),
  size: z.enum(pageSizes).default('A4'),
  orientation: z.enum(orientations).default('portrait'),
  /** Every visual begins a page of its own, else only where the author says so or there is no room. */
  apart: z.boolean().default(false),
  /** Under each chart the figures it draws, as a table. */
  figures: z.boolean().default(false),
  language,
})
export type PdfRequest = z.output<typeof PdfRequest>

/** What could not be answered, and why. */
const Left = z.array(z.object({ title: z.string(), text: LocalText }))

/** `missing` are characters that the embedded font has no glyph of: 〓 stands for them. */
export const PdfResult = z.object({
  fileName: z.string(),
  pages: z.int(),
  left: Left,
  missing: z.array(z.string()),
  milliseconds: z.object({ answers: z.number(), rest: z.number() }),
})

/** One visual as a picture: a report as a kind of chart, or a chart of a study (the first unless named). */
export const PictureRequest = z.strictObject({
  subject: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('report'), spec: ReportSpec, chart: ChartKind, look: Look.optional() }),
    z.strictObject({ is: z.literal('study'), ...StudyRequest.shape, chart: z.string().optional() }),
  ]),
  title: z.string().min(1).max(200),
  format: z.enum(['png', 'svg']),
  scheme: z.enum(['light', 'dark']).default('light'),
  /** In pixels; a drawing that needs more height takes it. PNG has twice as many of them. */
  width: z.int().min(200).max(4000).default(960),
  height: z.int().min(120).max(4000).default(540),
  language,
})
export type PictureRequest = z.output<typeof PictureRequest>

/** `asTable` says that the figures can't be drawn as that chart, so that their table stands in. */
export const PictureResult = z.object({ fileName: z.string(), asTable: z.boolean(), missing: z.array(z.string()) })
