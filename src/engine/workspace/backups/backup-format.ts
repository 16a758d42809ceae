import { z } from 'zod'
import { BackupReason } from '../../../contract/backups.ts'
import { isPackedName } from '../pack/packed-name.ts'

export const descriptionName = 'backup.json'
export const backupVersion = 1

/** One file of a backup. `crc` is of its bytes; null for what is linked: a source is named by its hash and looked into by the doctor. */
export const BackupFile = z.object({
  name: z.string().refine(isPackedName),
  bytes: z.int().nonnegative(),
  crc: z.int().nullable(),
  isLinked: z.boolean(),
})
export type BackupFile = z.infer<typeof BackupFile>

/** `backup.json`, written last: what a backup holds and how every part of it is told to be whole. */
export const BackupDescription = z.object({
  version: z.int().positive(),
  id: z.string(),
  at: z.string(),
  reason: BackupReason,
  note: z.string(),
  engineVersion: z.string(),
  schema: z.int().nonnegative(),
  dataVersion: z.int(),
  loads: z.int(),
  entities: z.array(z.object({ entity: z.string(), rows: z.int() })),
  files: z.array(BackupFile),
})
export type BackupDescription = z.infer<typeof BackupDescription>

const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z$/

export function isBackupId(name: string): boolean {
  return pattern.test(name)
}

/** The moment as a folder's name: a colon is no part of one on Windows. */
export function backupIdOf(moment: Date): string {
  return moment.toISOString().replace(/[:.]/g, '-')
}

export function momentOf(id: string): string {
  return id.replace(pattern, '$1T$2:$3:$4.$5Z')
}
