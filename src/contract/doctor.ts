import { z } from 'zod'
import { LocalText } from './text.ts'

export const doctorCheckIds = [
  'data-version',
  'unique-keys',
  'references',
  'links',
  'rows-accounted',
  'row-origins',
  'history',
  'quarantine',
  'sources',
  'marts',
  'filled-columns',
  'totals',
  'documents',
  'leftovers',
] as const
export const DoctorCheckId = z.enum(doctorCheckIds)
export type DoctorCheckId = z.infer<typeof DoctorCheckId>

/** One promise of a workspace and whether it is kept. */
export const DoctorCheck = z.object({
  id: DoctorCheckId,
  label: LocalText,
  ok: z.boolean(),
  /** How many things were looked at: rows, files, texts; 0 where a workspace has none of them. */
  checked: z.int(),
  /** How many of them are off. */
  found: z.int(),
  /** A few of those, named by table, file, key or row; the same in every language. */
  examples: z.array(z.string()),
  /** What to do where the promise is broken. */
  advice: LocalText,
})
export type DoctorCheck = z.infer<typeof DoctorCheck>

export const DoctorReport = z.object({ ok: z.boolean(), dataVersion: z.int().nullable(), checks: z.array(DoctorCheck) })
export type DoctorReport = z.infer<typeof DoctorReport>

/** The check that is under way; `fraction` is 0..1 over all of them. */
export const DoctorProgress = z.object({ check: DoctorCheckId, fraction: z.number().min(0).max(1) })
export type DoctorProgress = z.infer<typeof DoctorProgress>
