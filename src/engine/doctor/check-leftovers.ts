import type { EngineContext } from '../engine-context.ts'
import { namedFiles } from '../ingest/load-history.ts'
import { backupStrays, listBackups } from '../workspace/backups/backup-folder.ts'
import { problems, type Finding } from './finding.ts'

/** What lies in the workspace's folder and belongs to nothing: uploads and drafts of a dead process, sources no load names. */
export async function checkLeftovers({ archive, database, documents, folder, uploads }: EngineContext): Promise<Finding> {
  const named = await namedFiles(database)
  const sources = await archive.entries()
  const incoming = await uploads.strays()
  const drafts = await documents.strays()
  const backups = await listBackups(folder)
  const unfinished = await backupStrays(folder)
  return problems(sources.length + incoming.length + drafts.length + backups.length + unfinished.length, [
    ...incoming.map((name) => `incoming/${name}`),
    ...sources.filter((name) => !named.has(name)).map((name) => `sources/${name}`),
    ...drafts.map((path) => `documents/${path}`),
    ...unfinished,
  ])
}
