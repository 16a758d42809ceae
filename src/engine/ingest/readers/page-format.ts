import { z } from 'zod'

/** How the head of a file of pages begins: no export begins so. */
export const pagesMark = '{"helmdeckPages":1,'

const Place = z.array(z.string()).min(1)

/** One column of the table that the records become. The first place that holds something counts. */
export const PageColumn = z.object({
  header: z.string().min(1),
  from: z.array(Place),
  /** What the source's words become; any other stays. */
  map: z.record(z.string(), z.string()).optional(),
  /** Put before a value: ids that are small numbers are told apart from those of other sources. */
  prefix: z.string().optional(),
  /** `flag`: does one of the places hold anything but no, 0 or nothing? */
  as: z.enum(['value', 'flag']).default('value'),
  /** The same for every record. */
  constant: z.string().optional(),
})
export type PageColumn = z.output<typeof PageColumn>
export type PageColumnInput = z.input<typeof PageColumn>

/**
 * First line of a file of pages: what a pull received of one object, each further line one page as JSON. A record that came
 * several times (edited while it was read, or handed out twice) counts once, as it was by its latest stamp.
 */
export const PagesHead = z.object({
  helmdeckPages: z.literal(1),
  system: z.string(),
  connection: z.string(),
  object: z.string(),
  /** Where a record's id stands; null where records have none. */
  key: Place.nullable(),
  /** Where its time of change stands; the first place that holds something counts. */
  stamp: z.array(Place),
  /** null = every field there is, parts of a structure as `whole.part`. */
  columns: z.array(PageColumn).nullable(),
})
export type PagesHead = z.output<typeof PagesHead>

export type SourceRecord = Readonly<Record<string, unknown>>

/** A line below the head. `next` is where the following page begins, null after the last one. */
export interface PageLine {
  readonly page: number
  readonly at: string
  readonly next: string | null
  /** As the source says. */
  readonly total: number | null
  readonly records: readonly SourceRecord[]
}
