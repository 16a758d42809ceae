import { z } from 'zod'
import { LocalText } from './text.ts'
import { Day } from './report-spec.ts'
import { Missing } from './catalog.ts'

export const EntityCount = z.object({
  entity: z.string(),
  label: LocalText,
  rows: z.int(),
  /** What a file with this entity would add, where there is none yet. */
  adds: LocalText,
})
export type EntityCount = z.infer<typeof EntityCount>

export const WorkspaceInfo = z.object({
  name: z.string(),
  dataVersion: z.int(),
  clock: Day,
  clockIsToday: z.boolean(),
  reportingCurrency: z.string().nullable(),
  timeZone: z.string(),
  lastLoadAt: z.string().nullable(),
  entities: z.array(EntityCount),
  quarantined: z.int(),
  matches: z.int(),
  missing: z.array(Missing),
  engineVersion: z.string(),
})
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>

/** What changed, for everybody who is looking. `dataVersion` keys every cached result. `connections`: how a pull of `document` (connection/<name>) goes. */
export const Change = z.object({
  kind: z.enum(['data', 'documents', 'settings', 'backups', 'connections', 'opened']),
  dataVersion: z.int(),
  document: z.string().nullable(),
})
export type Change = z.infer<typeof Change>
