import { z } from 'zod'
import { Day } from './report-spec.ts'
import { Thresholds } from './thresholds.ts'

export const Currency = z.string().regex(/^[A-Z]{3}$/)

/** How the fiscal year is cut: calendar months, or whole weeks in the pattern of each quarter. */
export const calendarKinds = ['gregorian', '4-4-5', '4-5-4', '5-4-4'] as const
export const CalendarKind = z.enum(calendarKinds)
export type CalendarKind = z.infer<typeof CalendarKind>

export const stageKinds = ['open', 'won', 'lost'] as const
export const StageKind = z.enum(stageKinds)
export type StageKind = z.infer<typeof StageKind>

/** What the workspace says about a stage in place of its source; what is not said stays as the source has it. */
export const StageSetting = z.strictObject({
  position: z.int().min(0).max(10_000).optional(),
  probability: z.number().min(0).max(1).optional(),
  kind: StageKind.optional(),
  forecastCategory: z.string().min(1).max(80).optional(),
  validFrom: Day.optional(),
  validTo: Day.optional(),
})
export type StageSetting = z.infer<typeof StageSetting>

/** Kinds of names that can be said to be another name; `region` covers country, province and city too. */
export const aliasKinds = ['region', 'channel', 'industry', 'stage', 'person', 'product'] as const
export const AliasKind = z.enum(aliasKinds)
export type AliasKind = z.infer<typeof AliasKind>

const AliasTable = z.record(z.string().min(1).max(200), z.string().min(1).max(200)).default({})
const Aliases = z.strictObject({
  region: AliasTable,
  channel: AliasTable,
  industry: AliasTable,
  stage: AliasTable,
  person: AliasTable,
  product: AliasTable,
})

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const WorkingCalendar = z.strictObject({
  /** `china` = weekends, statutory holidays and make-up working days; `weekdays` = Monday to Friday. */
  kind: z.enum(['china', 'weekdays']).default('china'),
  daysOff: z.array(Day).max(2000).default([]),
  daysOn: z.array(Day).max(2000).default([]),
  from: Time.default('09:00'),
  to: Time.default('18:00'),
})
export type WorkingCalendar = z.output<typeof WorkingCalendar>

const Me = z.strictObject({ person: z.string().nullable().default(null), team: z.string().nullable().default(null) })

/** Everything a workspace is told about how to read its data; a field this version does not know is refused. */
export const WorkspaceSettings = z.strictObject({
  version: z.literal(1).default(1),
  reportingCurrency: Currency.nullable().default(null),
  /** `event-date` = the rate of the day something happened; `budget` = the fixed rates of `budgetYear`. */
  rateRule: z.enum(['event-date', 'budget']).default('event-date'),
  budgetYear: z.int().min(1990).max(2100).nullable().default(null),
  /** Year -> currency -> what one unit of it is worth in the reporting currency. */
  budgetRates: z.record(z.string().regex(/^(19|20)\d\d$/), z.record(Currency, z.number().positive())).default({}),
  timeZone: z.string().default('Asia/Shanghai'),
  firstDayOfWeek: z.int().min(1).max(7).default(1),
  fiscalYearStartMonth: z.int().min(1).max(12).default(1),
  calendarKind: CalendarKind.default('gregorian'),
  /** The first week of a fiscal year of weeks: the one that holds the first of its start month, or the one that begins nearest to it. */
  fiscalFirstWeek: z.enum(['containing', 'nearest']).default('nearest'),
  workingCalendar: WorkingCalendar.prefault({}),
  /** By `pipeline/stage`, as the sources write them; `/stage` where a source names no pipeline. */
  stages: z.record(z.string().min(1).max(300), StageSetting).default({}),
  aliases: Aliases.prefault({}),
  thresholds: Thresholds.prefault({}),
  /** Rises in red and falls in green, as on Chinese exchanges. */
  redUpGreenDown: z.boolean().default(false),
  me: Me.prefault({}),
  /** null = today, or the last day in the data where that is over 30 days ago. */
  clock: Day.nullable().default(null),
})
export type WorkspaceSettings = z.output<typeof WorkspaceSettings>

/**
 * Some settings to change, as a JSON merge patch: objects are merged, a null takes an entry (or a whole setting) back to
 * what it was without being said, lists are replaced.
 */
export const SettingsChange = z.record(z.string(), z.json())
export type SettingsChange = Readonly<Record<string, z.infer<ReturnType<typeof z.json>>>>

/** The settings document, and what is to know about it. */
export const SettingsState = z.object({
  /** 0 = nothing was ever set. */
  version: z.int(),
  settings: WorkspaceSettings,
  /** Why the document cannot be read; the settings are then the last ones that could. */
  problem: z.object({ field: z.string(), problem: z.string() }).nullable(),
  /** The version that undo or redo would bring back; null where there is none. */
  undo: z.int().nullable(),
  redo: z.int().nullable(),
  /** Years whose statutory holidays are known, and the years of the data that lie outside of them. */
  holidays: z.object({ from: z.int(), to: z.int(), uncovered: z.array(z.int()) }),
})
export type SettingsState = z.output<typeof SettingsState>

/** A stage as the data has it, and as it counts with the settings. */
export const StageEntry = z.object({
  key: z.string(),
  pipeline: z.string().nullable(),
  name: z.string(),
  position: z.number().nullable(),
  probability: z.number().nullable(),
  kind: StageKind,
  forecastCategory: z.string().nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  /** On the workspace's day. */
  isValid: z.boolean(),
  deals: z.int(),
})
export type StageEntry = z.infer<typeof StageEntry>

/** A name in the data: what it counts as, and what it may mean where nothing says so. */
export const NameEntry = z.object({
  name: z.string(),
  rows: z.int(),
  countsAs: z.string().nullable(),
  /** A name that is probably the same thing; nobody has said whether it is. */
  resembles: z.string().nullable(),
})
export type NameEntry = z.infer<typeof NameEntry>
