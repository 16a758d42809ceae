import { z } from 'zod'
import { LocalText } from './text.ts'
import { Missing } from './catalog.ts'
import { Filter, Period, ReportSpec } from './report-spec.ts'

export const DocumentKind = z.enum(['report', 'cockpit', 'recipe', 'settings', 'sheet', 'field'])
export type DocumentKind = z.infer<typeof DocumentKind>

export const chartKinds = ['table', 'pivot', 'kpi', 'bar', 'stacked-bar', 'line', 'area', 'doughnut'] as const
export const ChartKind = z.enum(chartKinds)
export type ChartKind = z.infer<typeof ChartKind>

export const SavedReport = z.object({
  version: z.literal(1).default(1),
  title: z.string(),
  chart: ChartKind.default('table'),
  spec: ReportSpec,
})
export type SavedReport = z.output<typeof SavedReport>

/** A tile on the 12-column grid; `h` counts rows of 40 px. */
export const Tile = z.object({
  id: z.string(),
  title: LocalText,
  kind: ChartKind,
  spec: ReportSpec,
  /** KPI tiles: the value, and a second report with the spark line's points. */
  spark: ReportSpec.optional(),
  layout: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
})
export type Tile = z.output<typeof Tile>

export const CockpitDocument = z.object({
  version: z.literal(1).default(1),
  title: LocalText,
  filters: z.array(Filter).default([]),
  period: Period.optional(),
  tiles: z.array(Tile),
})
export type CockpitDocument = z.output<typeof CockpitDocument>

/** A cockpit as this workspace can show it: tiles whose data is missing say what a file would add. */
export const CockpitView = z.object({
  name: z.string(),
  shipped: z.boolean(),
  title: LocalText,
  period: Period.nullable(),
  tiles: z.array(Tile.extend({ available: z.boolean(), missing: z.array(Missing) })),
  missing: z.array(Missing),
})
export type CockpitView = z.output<typeof CockpitView>

export const DocumentEntry = z.object({
  kind: DocumentKind,
  name: z.string(),
  title: LocalText,
  version: z.int(),
  savedAt: z.string(),
})
export type DocumentEntry = z.infer<typeof DocumentEntry>

/** One version of a document; `of` is the version whose content it brought back. */
export const DocumentVersion = z.object({ version: z.int(), savedAt: z.string(), of: z.int().nullable() })
export type DocumentVersion = z.infer<typeof DocumentVersion>

/** All versions, newest first, and the ones that undo and redo would bring back; null where there is none. */
export const DocumentVersions = z.object({ versions: z.array(DocumentVersion), undo: z.int().nullable(), redo: z.int().nullable() })
export type DocumentVersions = z.infer<typeof DocumentVersions>
