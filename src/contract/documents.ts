import { z } from 'zod'
import { LocalText } from './text.ts'
import { Missing } from './catalog.ts'
import { Day, Filter, Period, RelativePeriod, ReportSpec } from './report-spec.ts'
import { FilterTile, ImageTile, placeOfTile, StudyTile, TargetTile, TextTile } from './tiles.ts'

export const DocumentKind = z.enum(['report', 'cockpit', 'recipe', 'settings', 'sheet', 'field', 'deck', 'template', 'connection'])
export type DocumentKind = z.infer<typeof DocumentKind>

export const chartKinds = [
  'table',
  'pivot',
  'kpi',
  'bar',
  'stacked-bar',
  'full-stacked-bar',
  'line',
  'area',
  'combo',
  'doughnut',
  'treemap',
  'scatter',
  'bubble',
  'heat',
  'cohort',
  'funnel',
  'waterfall',
  'sankey',
  'histogram',
  'box',
  'bullet',
] as const
export const ChartKind = z.enum(chartKinds)
export type ChartKind = z.infer<typeof ChartKind>

/** How a value's numbers are written: `full` with separators, `wan` in 万 and 亿, `thousands` in K, M and B; decimals as the unit asks unless given. */
export const ValueFormat = z.strictObject({
  digits: z.int().min(0).max(6).optional(),
  scale: z.enum(['full', 'wan', 'thousands']).optional(),
})
export type ValueFormat = z.infer<typeof ValueFormat>

/** What marks a cell: good and bad as meant, warning, or the colours of rises and falls as the settings give them. */
export const tones = ['good', 'bad', 'warning', 'rise', 'fall'] as const
export const Tone = z.enum(tones)
export type Tone = z.infer<typeof Tone>

/** Marks the cells that meet it, both ends included; `top` and `bottom` count cells of one column by their order. `percent` is told as a fraction. */
export const CellRule = z.discriminatedUnion('when', [
  z.strictObject({ when: z.enum(['above', 'below']), than: z.number(), tone: Tone }),
  z.strictObject({ when: z.literal('between'), from: z.number(), to: z.number(), tone: Tone }),
  z.strictObject({ when: z.enum(['top', 'bottom']), n: z.int().min(1).max(1000), tone: Tone }),
])
export type CellRule = z.infer<typeof CellRule>

/** `accent` shades from the least to the most, `diverging` from falls through nothing to rises. */
export const ColourScale = z.enum(['accent', 'diverging'])
export type ColourScale = z.infer<typeof ColourScale>

/** How one value of the report is shown. The first rule that a cell meets counts, before the shades; `totals` lets both reach totals. */
export const ValueLook = z.strictObject({
  format: ValueFormat.optional(),
  bars: z.boolean().optional(),
  shades: ColourScale.optional(),
  rules: z.array(CellRule).max(10).optional(),
  totals: z.boolean().optional(),
})
export type ValueLook = z.infer<typeof ValueLook>

/** What of a report is looks only: no number depends on it. Widths by column id in pixels, values by value id; `follows` = the chart is the one its fields suggest. */
export const Look = z.strictObject({
  widths: z.record(z.string(), z.int().min(40).max(1200)).optional(),
  values: z.record(z.string(), ValueLook).optional(),
  follows: z.boolean().optional(),
})
export type Look = z.infer<typeof Look>

export const SavedReport = z.object({
  version: z.literal(1).default(1),
  title: z.string(),
  chart: ChartKind.default('table'),
  spec: ReportSpec,
  look: Look.optional(),
})
export type SavedReport = z.output<typeof SavedReport>

/** A tile that draws a report. */
export const Tile = z.object({
  ...placeOfTile,
  kind: ChartKind,
  spec: ReportSpec,
  /** KPI tiles: the value, and a second report with the spark line's points. */
  spark: ReportSpec.optional(),
  look: Look.optional(),
})
export type Tile = z.output<typeof Tile>

export const AnyTile = z.discriminatedUnion('kind', [Tile, TextTile, StudyTile, FilterTile, TargetTile, ImageTile])
export type AnyTile = z.output<typeof AnyTile>

export const CockpitTab = z.object({ id: z.string().min(1), title: LocalText })
export type CockpitTab = z.output<typeof CockpitTab>

/** A note at a day on the time axes of a cockpit; `always` is seen by everybody who looks, `editing` only while it is edited. */
export const Annotation = z.object({
  id: z.string().min(1),
  day: Day,
  text: z.string().min(1).max(200),
  seen: z.enum(['always', 'editing']).default('always'),
})
export type Annotation = z.output<typeof Annotation>

/** What a cockpit is asked by, under a name: a null period leaves every tile its own. */
export const CockpitStand = z.object({
  id: z.string().min(1),
  title: z.string().min(1).max(80),
  filters: z.array(Filter).default([]),
  period: z.union([Period, RelativePeriod]).nullable().default(null),
  asOf: Day.nullable().default(null),
  tab: z.string().nullable().default(null),
})
export type CockpitStand = z.output<typeof CockpitStand>

export const CockpitDocument = z.object({
  version: z.literal(1).default(1),
  title: LocalText,
  filters: z.array(Filter).default([]),
  period: z.union([Period, RelativePeriod]).optional(),
  /** None = one page without tabs. */
  tabs: z.array(CockpitTab).default([]),
  tiles: z.array(AnyTile),
  annotations: z.array(Annotation).max(200).optional(),
  /** Saved views. */
  views: z.array(CockpitStand).max(50).optional(),
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
      ImageTile.extend(shown),
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

/** One version of a document; `of` is the version whose content it brought back, `label` what people call it. */
export const DocumentVersion = z.object({
  version: z.int(),
  savedAt: z.string(),
  of: z.int().nullable(),
  label: z.string().min(1).max(120).optional(),
})
export type DocumentVersion = z.infer<typeof DocumentVersion>

/** All versions, newest first, and the ones that undo and redo would bring back; null where there is none. */
export const DocumentVersions = z.object({ versions: z.array(DocumentVersion), undo: z.int().nullable(), redo: z.int().nullable() })
export type DocumentVersions = z.infer<typeof DocumentVersions>

/** How long what was deleted can be brought back. */
export const trashDays = 30

/** A deleted document. The same name can lie there several times, each with the version it had last. */
export const TrashedDocument = DocumentEntry.extend({ removedAt: z.string() })
export type TrashedDocument = z.infer<typeof TrashedDocument>
