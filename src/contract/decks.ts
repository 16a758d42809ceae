import { z } from 'zod'
import { ChartKind } from './documents.ts'
import { ReportSpec } from './report-spec.ts'
import { StudyName } from './studies.ts'
import { LocalText } from './text.ts'

/** What a deck shows, one after the other: a report, a study with its first charts, every tile of a cockpit. */
export const DeckItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('report'), title: z.string().min(1).max(200), chart: ChartKind.default('table'), spec: ReportSpec }),
  z.strictObject({
    kind: z.literal('study'),
    study: StudyName,
    params: z.record(z.string(), z.unknown()).default({}),
    /** How many of its charts get a slide each. */
    charts: z.int().min(0).max(10).default(2),
  }),
  z.strictObject({ kind: z.literal('cockpit'), name: z.string().min(1) }),
])
export type DeckItem = z.output<typeof DeckItem>

export const shippedDecks = ['weekly', 'monthly', 'quarterly'] as const
export const ShippedDeck = z.enum(shippedDecks)
export type ShippedDeck = z.infer<typeof ShippedDeck>

/** A deck to be written: one that is shipped, or items in their order. */
export const DeckRequest = z.strictObject({
  deck: z.union([ShippedDeck, z.array(DeckItem).min(1).max(60)]),
  /** Without one a shipped deck has its own. */
  title: z.string().min(1).max(200).optional(),
  language: z.enum(['zh', 'en']),
})
export type DeckRequest = z.output<typeof DeckRequest>

/** A shipped deck and its items, to be written as it is or changed first. */
export const DeckEntry = z.object({ name: ShippedDeck, title: LocalText, items: z.array(DeckItem) })
export type DeckEntry = z.output<typeof DeckEntry>
