import { z } from 'zod'
import { LocalText } from './text.ts'
import { Missing } from './catalog.ts'
import { Filter, Period, RelativePeriod, ReportSpec } from './report-spec.ts'
import { FilterTile, placeOfTile, StudyTile, TargetTile, TextTile } from './tiles.ts'

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

/** A tile that draws a report. */
export const Tile = z.object({
  ...placeOfTile,
  kind: ChartKind,
  spec: ReportSpec,
  /** KPI tiles: the value, and a second report with the spark line's points. */
  spark: ReportSpec.optional(),
})
export type Tile = z.output<typeof Tile>

export const AnyTile = z.discriminatedUnion('kind', [Tile, TextTile, StudyTile, FilterTile, TargetTile])
export type AnyTile = z.output<typeof AnyTile>

export const CockpitTab = z.object({ id: z.string().min(1), title: LocalText })
export type CockpitTab = z.output<typeof CockpitTab>

export const CockpitDocument = z.object({
  version: z.literal(1).default(1),
  title: LocalText,
  filters: z.array(Filter).default([]),
  period: z.union([Period, RelativePeriod]).optional(),
  /** None = one page without tabs. */
  tabs: z.array(CockpitTab).default([]),
  tiles: z.array(AnyTile),
})
export type CockpitDocument = z.output<typeof CockpitDocument>

const shown = { available: z.boolean(), missing: z.array(Missing) }

/** A cockpit as this workspace can show it: tiles whose data is missing say what a file would add. */
export const CockpitView = z.object({
  name: z.string(),
  shipped: z.boolean(),
  title: LocalText,
  filters: z.array(Filter),
  period: z.union([Period, RelativePeriod]).nullable(),
  tabs: z.array(CockpitTab),
  tiles: z.array(
    z.discriminatedUnion('kind', [
      Tile.extend(shown),
      TextTile.extend(shown),
      StudyTile.extend(shown),
      FilterTile.extend(shown),
      TargetTile.extend(shown),
    ]),
  ),
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
