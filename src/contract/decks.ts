import { z } from 'zod'
import { ChartKind } from './documents.ts'
import { Day, Period, RelativePeriod, ReportSpec } from './report-spec.ts'
import { StudyName } from './studies.ts'
import { LocalText } from './text.ts'

/** Tells an item from others that show the same; what it is called by where nothing is said follows from what it shows. */
const id = z.string().min(1).max(60).optional()

const TileQuestions = z.record(
  z.string(),
  z.strictObject({ spec: ReportSpec.optional(), params: z.record(z.string(), z.unknown()).optional() }),
)
export type TileQuestions = z.output<typeof TileQuestions>

/** What a deck shows, one after the other: a report, a study with its first charts, every tile of a cockpit. */
export const DeckItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('report'), id, title: z.string().min(1).max(200), chart: ChartKind.default('table'), spec: ReportSpec }),
  z.strictObject({
    kind: z.literal('study'),
    id,
    study: StudyName,
    params: z.record(z.string(), z.unknown()).default({}),
    /** How many of its charts get a slide each. */
    charts: z.int().min(0).max(10).default(2),
    /** Only this one of its charts. */
    chart: z.string().min(1).max(80).optional(),
  }),
  z.strictObject({
    kind: z.literal('cockpit'),
    id,
    name: z.string().min(1),
    /** What its tiles are asked in place of what is saved, by their ids: filters and days that somebody chose on the screen. */
    questions: TileQuestions.optional(),
  }),
])
export type DeckItem = z.output<typeof DeckItem>

/** What an item is called in the keys of its slides, as long as no other of its deck is called the same. */
export function itemKey(item: DeckItem): string {
  if (item.id !== undefined) return item.id
  if (item.kind === 'report') return `report:${item.title}`
  return item.kind === 'study' ? `study:${item.study}` : `cockpit:${item.name}`
}

export const shippedDecks = ['weekly', 'monthly', 'quarterly'] as const
export const ShippedDeck = z.enum(shippedDecks)
export type ShippedDeck = z.infer<typeof ShippedDeck>

/** In place of the words that a slide would have. */
export const SlideWords = z.strictObject({ title: z.string().max(200).optional(), lead: z.string().max(500).optional() })
export type SlideWords = z.infer<typeof SlideWords>

/** What a deck says of its slides, by their keys, and of all its questions. */
const choices = {
  words: z.record(z.string(), SlideWords).default({}),
  /** Slides that are left out. */
  without: z.array(z.string()).max(500).default([]),
  /** In place of the periods and days that its items have. */
  period: z.union([Period, RelativePeriod]).optional(),
  asOf: Day.optional(),
  /** A template that the workspace keeps, null for Helmdeck's own look; without it the workspace's usual one. */
  template: z.string().min(1).max(120).nullable().optional(),
} as const

/** How much stands in one deck at most. */
export const mostItems = 60

/** A deck as it is saved. An empty title is the one it was begun with. */
export const DeckDocument = z.object({
  version: z.literal(1).default(1),
  title: z.string().max(200),
  items: z.array(DeckItem).max(mostItems),
  ...choices,
})
export type DeckDocument = z.output<typeof DeckDocument>

/** A deck to be written: one that is shipped, or items in their order. */
export const DeckRequest = z.strictObject({
  deck: z.union([ShippedDeck, z.array(DeckItem).min(1).max(mostItems)]),
  /** Without one a shipped deck has its own. */
  title: z.string().min(1).max(200).optional(),
  language: z.enum(['zh', 'en']),
  ...choices,
  /** What the bytes are, where there are any: a template in place of the one that is kept, or an earlier deck whose slides get new figures. */
  bytesAre: z.enum(['template', 'earlier']).default('template'),
  /** What the bytes are called, for messages. */
  fileName: z.string().max(255).optional(),
})
export type DeckRequest = z.output<typeof DeckRequest>

/** A shipped deck and its items, to be written as it is or changed first. */
export const DeckEntry = z.object({ name: ShippedDeck, title: LocalText, items: z.array(DeckItem) })
export type DeckEntry = z.output<typeof DeckEntry>

/** What became of the slides of an earlier deck, by their titles. */
export const DeckUpdate = z.object({
  updated: z.int(),
  added: z.array(z.string()),
  /** Made by people alone, and as they were. */
  untouched: z.int(),
  /** The deck shows them no more: they are out of the file. */
  removed: z.array(z.string()),
  /** The deck shows them no more, but somebody worked on them: there with the figures of then. */
  stale: z.array(z.string()),
  /** Somebody had taken them out of the file: they stay out. */
  leftOut: z.array(z.string()),
  /** Words that somebody wrote there stand beside the new figures. */
  edited: z.array(z.string()),
})
export type DeckUpdate = z.infer<typeof DeckUpdate>

/** What could not be answered, and why. */
export const LeftOut = z.array(z.object({ title: z.string(), text: LocalText }))

/** Items that were answered, of so many; the title of the next one. */
export const DeckProgress = z.object({ done: z.int(), total: z.int(), title: z.string() })
export type DeckProgress = z.infer<typeof DeckProgress>

/** A slide as it will be, drawn; pages of a table share the key of their words. */
export const SlidePreview = z.object({
  key: z.string(),
  /** The place of the item it shows; null for title and agenda. */
  item: z.int().nullable(),
  title: z.string(),
  lead: z.string(),
  /** SVG. */
  picture: z.string(),
})
export type SlidePreview = z.infer<typeof SlidePreview>

/** The document of a template; its file lies beside it, named by its hash. */
export const KeptTemplate = z.object({
  version: z.literal(1).default(1),
  title: z.string(),
  fileName: z.string(),
  hash: z.string().regex(/^[\da-f]{64}$/),
  bytes: z.int(),
  /** The workspace's usual one. */
  isDefault: z.boolean(),
})
export type KeptTemplate = z.output<typeof KeptTemplate>

export const TemplateEntry = KeptTemplate.omit({ version: true, title: true }).extend({ name: z.string(), savedAt: z.string() })
export type TemplateEntry = z.infer<typeof TemplateEntry>
