import { z } from 'zod'
import { ReportSpec } from './report-spec.ts'
import { StudyName } from './studies.ts'
import { LocalText } from './text.ts'

/**
 * A place on the 12-column grid; `h` counts rows of 40 px. `home` is the row a tile goes back to as soon as what pushed it down
 * makes room again.
 */
export const TileLayout = z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int(), home: z.int().optional() })
export type TileLayout = z.output<typeof TileLayout>

/** What every tile has. `ignores` names fields of the cockpit's filters that it does not listen to, `date` for its period, `*` for all. */
export const placeOfTile = {
  id: z.string(),
  title: LocalText,
  layout: TileLayout,
  /** The tab it stands on; the first one where none, or none that exists, is named. */
  tab: z.string().optional(),
  ignores: z.array(z.string()).optional(),
} as const

/** A text in a safe part of Markdown. `{{name}}` stands for the grand total of the first value of `values[name]`. */
export const TextTile = z.object({
  ...placeOfTile,
  kind: z.literal('text'),
  text: LocalText,
  values: z.record(z.string(), ReportSpec).default({}),
})
export type TextTile = z.output<typeof TextTile>

/** A study's sentence and one of its charts, the first unless named. Its params are checked by the study. */
export const StudyTile = z.object({
  ...placeOfTile,
  kind: z.literal('study'),
  study: StudyName,
  params: z.record(z.string(), z.unknown()).default({}),
  chart: z.string().optional(),
})
export type StudyTile = z.output<typeof StudyTile>

/** A control that filters the whole cockpit by a field. */
export const FilterTile = z.object({ ...placeOfTile, kind: z.literal('filter'), field: z.string().min(1) })
export type FilterTile = z.output<typeof FilterTile>

/** Actual against target: the first value of the spec, the second as its target, and where there is a third the share that is reached. */
export const TargetTile = z.object({ ...placeOfTile, kind: z.literal('target'), spec: ReportSpec })
export type TargetTile = z.output<typeof TargetTile>

/** A picture of one's own: `image` names its file among those of the workspace, `alt` says what is seen. */
export const ImageTile = z.object({
  ...placeOfTile,
  kind: z.literal('image'),
  image: z.string().regex(/^[0-9a-f]{64}$/),
  alt: z.string().max(300).default(''),
})
export type ImageTile = z.output<typeof ImageTile>
