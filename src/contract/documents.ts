import { z } from 'zod'
import { LocalText } from './text.ts'
import { Missing } from './catalog.ts'
import { Day, Filter, Period, ReportSpec } from './report-spec.ts'

export const DocumentKind = z.enum(['report', 'cockpit', 'recipe', 'settings'])
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

const settings = {
  reportingCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  timeZone: z.string(),
  firstDayOfWeek: z.int().min(1).max(7),
  fiscalYearStartMonth: z.int().min(1).max(12),
  /** null = today, or the last day in the data where that is over 30 days ago. */
  clock: Day.nullable(),
}

export const WorkspaceSettings = z.object({
  reportingCurrency: settings.reportingCurrency.default(null),
  timeZone: settings.timeZone.default('Asia/Shanghai'),
  firstDayOfWeek: settings.firstDayOfWeek.default(1),
  fiscalYearStartMonth: settings.fiscalYearStartMonth.default(1),
  clock: settings.clock.default(null),
})
export type WorkspaceSettings = z.output<typeof WorkspaceSettings>

/** Some settings to change. Not `WorkspaceSettings.partial()`: that would reset what is left out to its default. */
export const SettingsChange = z.object(settings).partial()
export type SettingsChange = z.output<typeof SettingsChange>
