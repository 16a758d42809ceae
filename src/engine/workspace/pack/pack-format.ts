import { z } from 'zod'

/** The first part of every packed workspace: what it takes to read the rest. */
export const PackManifest = z.object({
  format: z.literal('helmdeckz'),
  version: z.int().positive(),
  /** Newest migration in the database. */
  schema: z.int().nonnegative(),
  name: z.string().max(255),
  engine: z.string().max(40),
})
export type PackManifest = z.infer<typeof PackManifest>

export const manifestName = 'helmdeckz.json'
export const packVersion = 1

/** What of a workspace is packed. Locks, unfinished uploads, temporary files and backups stay. */
export const packedFiles: readonly string[] = ['data.duckdb', 'data.duckdb.wal']
export const packedFolders: readonly string[] = ['sources', 'documents']
