import { z } from 'zod'

/** `before-restore` and `before-migration` are made by the product itself; it keeps the last three of them. */
export const BackupReason = z.enum(['manual', 'before-restore', 'before-migration'])
export type BackupReason = z.infer<typeof BackupReason>

/** A backup as lists show it. Where `damaged`, its description can't be read: counts are 0, the reason is null and it can't be restored. */
export const BackupEntry = z.object({
  /** The moment it was made, in UTC: `2026-11-22T05-42-20-123Z`. */
  id: z.string(),
  at: z.string(),
  reason: BackupReason.nullable(),
  note: z.string(),
  damaged: z.boolean(),
  engineVersion: z.string(),
  /** Format of its database: an older one is brought up to date when it is restored. */
  schema: z.int(),
  dataVersion: z.int(),
  loads: z.int(),
  /** Entities with rows. */
  entities: z.array(z.object({ entity: z.string(), rows: z.int() })),
  documents: z.int(),
  sources: z.int(),
  /** What it takes on the disk for itself. */
  bytes: z.int(),
  /** Imported files that it shares with the workspace: they take no room as long as the workspace has them, too. */
  sharedBytes: z.int(),
})
export type BackupEntry = z.infer<typeof BackupEntry>

export const BackupProgress = z.object({
  step: z.enum(['checking', 'copying', 'preparing', 'saving', 'switching', 'done']),
  /** 0..1 over the whole work. */
  fraction: z.number().min(0).max(1),
})
export type BackupProgress = z.infer<typeof BackupProgress>

/** An id, or `latest`: the newest that was not made by a restore, so that asking twice restores the same. */
export const BackupName = z.object({ backup: z.string().min(1).max(40) })

export const RestoreResult = z.object({
  restored: BackupEntry,
  /** The state before the restore. */
  kept: BackupEntry,
  dataVersion: z.int(),
})
export type RestoreResult = z.infer<typeof RestoreResult>
