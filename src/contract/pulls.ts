import { z } from 'zod'
import { ErrorCode, ErrorDetails } from './errors.ts'
import { ColumnMapping, FileKind } from './imports.ts'
import { ConnectionAuth } from './pull-auth.ts'
import { FxiaokeSettings, HubSpotSettings } from './pull-settings.ts'
import { RestDescription } from './rest-description.ts'
import { LocalText } from './text.ts'

/** The systems that can be pulled from. Others follow on the same engine: one declaration each. */
export const systems = ['tryton', 'salesforce', 'hubspot', 'fxiaoke', 'rest'] as const
export const System = z.enum(systems)
export type System = z.infer<typeof System>

/** Part of file and source names, and of the ids of systems whose ids are small numbers. */
export const ConnectionName = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'lower-case letters, digits and dashes')

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When a connection is pulled by itself, while a window or a browser host has the workspace open. Times of day are those of the workspace's zone. */
export const Schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  /** So long after the last pull began. */
  z.strictObject({ kind: z.literal('interval'), minutes: z.int().min(1).max(10_080) }),
  z.strictObject({ kind: z.literal('daily'), at: TimeOfDay }),
  /** 1 = Monday … 7 = Sunday. */
  z.strictObject({ kind: z.literal('weekly'), days: z.array(z.int().min(1).max(7)).min(1).max(7), at: TimeOfDay }),
])
export type Schedule = z.output<typeof Schedule>

/** What a workspace remembers of a connection. Never a secret: those are kept by the machine, not by the workspace. */
export const Connection = z.strictObject({
  version: z.literal(1).default(1),
  system: System,
  /** Where the system answers; for Tryton with the database as last part. Only this host is ever asked. */
  url: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new RegExp('^https?://[^/@?#]+(/[^?#]*)?$').test(url), 'no user, password, query or #'),
  user: z.string().max(200).nullable().default(null),
  auth: ConnectionAuth.default({ type: 'given' }),
  /** Objects to take; none named = all that the system offers. */
  objects: z.array(z.string()).default([]),
  /** Most calls in a day; a pull stops there and goes on the next day. */
  dailyCalls: z.int().min(1).max(10_000_000).default(100_000),
  /** How far before the last change seen an incremental pull begins: a row shows only when its transaction ends, with the time at which it began. */
  overlapMinutes: z.int().min(0).max(1440).default(10),
  schedule: Schedule.default({ kind: 'off' }),
  /** The schedule rests, but is not forgotten. */
  isPaused: z.boolean().default(false),
  /** Certificates (PEM) of an authority of one's own that may sign for this server, beside those that the system trusts. */
  authority: z
    .string()
    .max(200_000)
    .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'certificates in PEM')
    .nullable()
    .default(null),
  /** For `rest`: how the system is to be asked. */
  rest: RestDescription.optional(),
  hubspot: HubSpotSettings.optional(),
  fxiaoke: FxiaokeSettings.optional(),
})
export type Connection = z.output<typeof Connection>

/** What is changed of a connection; everything else stays. Its system can't be another one. */
export const ConnectionChange = z.strictObject({
  url: Connection.shape.url.optional(),
  user: z.string().max(200).nullable().optional(),
  objects: z.array(z.string()).optional(),
  dailyCalls: Connection.shape.dailyCalls.unwrap().optional(),
  overlapMinutes: Connection.shape.overlapMinutes.unwrap().optional(),
  schedule: Schedule.optional(),
  isPaused: z.boolean().optional(),
  authority: Connection.shape.authority.unwrap().optional(),
  rest: RestDescription.optional(),
  hubspot: HubSpotSettings.optional(),
  fxiaoke: FxiaokeSettings.optional(),
})
export type ConnectionChange = z.output<typeof ConnectionChange>

export const PullProgress = z.object({
  step: z.enum(['connecting', 'reading', 'comparing', 'loading', 'done']),
  object: z.string().nullable(),
  records: z.int(),
  /** 0..1 over the whole pull. */
  fraction: z.number().min(0).max(1),
})
export type PullProgress = z.infer<typeof PullProgress>

export const PullProblem = z.object({ code: ErrorCode, message: LocalText, details: ErrorDetails })
export type PullProblem = z.infer<typeof PullProblem>

/** Fields that came, went or changed their type since the last pull of an object. */
export const SchemaDrift = z.object({ appeared: z.array(z.string()), vanished: z.array(z.string()), retyped: z.array(z.string()) })
export type SchemaDrift = z.infer<typeof SchemaDrift>

/** What became of one object of a pull. One that fails keeps its place: the others go on, and it begins again where it stood. */
export const PulledObject = z.object({
  object: z.string(),
  /** The entity of the model it fills. */
  entity: z.string(),
  state: z.enum(['done', 'incomplete', 'refused', 'stopped']),
  mode: z.enum(['full', 'incremental']),
  pages: z.int(),
  records: z.int(),
  /** How many the source says there are and how many the workspace holds of them after the pull; null where the source doesn't say. */
  inSource: z.int().nullable(),
  held: z.int().nullable(),
  /** Told apart: gone from the source, put into its archive, merged into another. */
  deleted: z.int(),
  archived: z.int(),
  merged: z.int(),
  /** Rows that would be deleted but are so many that a person has to say so. */
  heldBack: z.int(),
  drift: SchemaDrift,
  problem: PullProblem.nullable(),
})
export type PulledObject = z.infer<typeof PulledObject>

export const PullRun = z.object({
  id: z.int(),
  connection: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  /** Who began it. */
  trigger: z.enum(['person', 'schedule']).default('person'),
  /** Was the secret the one that the machine keeps, or given for this pull only? */
  secret: z.enum(['kept', 'given']).default('kept'),
  /** `partial`: some objects failed, the others are in. `interrupted`: the workspace was closed on the way; it goes on when it is opened. */
  state: z.enum(['done', 'partial', 'failed', 'cancelled', 'interrupted']),
  /** null where nothing was new. */
  load: z.int().nullable(),
  calls: z.int(),
  /** The share of the time that was spent waiting for the server, 0..1. */
  serverShare: z.number(),
  /** Did it go on with pages that an earlier one had read? */
  isResumed: z.boolean(),
  /** When its reading began, also where an earlier pull began it: what was read is at least as new as this. null where nothing was. */
  asOf: z.string().nullable().default(null),
  objects: z.array(PulledObject),
  problem: PullProblem.nullable(),
})
export type PullRun = z.infer<typeof PullRun>

/**
 * `manual`: no schedule; `waiting`: for `nextRunAt`; `retrying`: the last pull failed, and is tried again at `nextRunAt`, after growing
 * pauses; `reconnect`: nothing is tried until a person connects again, since a refused login that is repeated may lock the account.
 */
export const ConnectionState = z.enum(['manual', 'waiting', 'running', 'retrying', 'reconnect', 'paused'])
export type ConnectionState = z.infer<typeof ConnectionState>

export const ConnectionEntry = z.object({
  name: z.string(),
  system: System,
  url: z.string(),
  user: z.string().nullable(),
  objects: z.array(z.string()),
  dailyCalls: z.int(),
  callsToday: z.int(),
  overlapMinutes: z.int(),
  schedule: Schedule,
  hasAuthority: z.boolean(),
  state: ConnectionState,
  /** When it is pulled next; in the past = as soon as a host has the workspace open; null where it waits for a person, is being pulled, or has no schedule. */
  nextRunAt: z.string().nullable(),
  /** Pulls that failed since the last one that did not, or since it was connected again. */
  failures: z.int(),
  /** Of the last of these; null where there is none. */
  lastError: PullProblem.extend({ at: z.string() }).nullable(),
  /** The pull that runs now. */
  running: z.object({ startedAt: z.string(), trigger: PullRun.shape.trigger.unwrap(), progress: PullProgress }).nullable(),
  /** What the workspace has is at least as new as this; null before the first whole pull. */
  freshAsOf: z.string().nullable(),
  lastRun: PullRun.nullable(),
})
export type ConnectionEntry = z.infer<typeof ConnectionEntry>

/** What a connection would read, found out by asking the system. */
export const ConnectionTest = z.object({
  account: z.string(),
  version: z.string().nullable(),
  objects: z.array(
    z.object({
      object: z.string(),
      label: LocalText,
      entity: z.string(),
      records: z.int().nullable(),
      calls: z.int().nullable(),
      /** About how long a full pull of it takes, from the one question that was asked. */
      seconds: z.number().nullable(),
      problem: PullProblem.nullable(),
    }),
  ),
})
export type ConnectionTest = z.infer<typeof ConnectionTest>

/** The first records of one object, and what its columns would become. */
export const ObjectPreview = z.object({
  object: z.string(),
  kind: FileKind,
  /** How many records were looked at. */
  records: z.int(),
  /** `from` is where the values stand in a record, as in a description; null where that is no field of its own. */
  columns: z.array(ColumnMapping.extend({ from: z.string().nullable() })),
})
export type ObjectPreview = z.infer<typeof ObjectPreview>
