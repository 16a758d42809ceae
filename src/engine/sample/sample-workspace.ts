import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { HelmdeckError } from '../../contract/errors.ts'
import { openDatabase } from '../database/database.ts'
import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { queryText } from '../database/query-files.ts'
import { fileError } from '../workspace/atomic-file.ts'
import { createDocumentStore } from '../workspace/document-store.ts'
import { prepareFolder } from '../workspace/workspace-folder.ts'
import { generateSample } from './generate-sample.ts'
import type { SampleControl } from './generate-sample.ts'
import { checkSampleRequest } from './sample-request.ts'
import type { SampleRequest } from './sample-request.ts'

/**
 * Makes a workspace of the sample company at a path where there is none yet. The database is built beside and moved into
 * place whole, so a kill leaves an empty folder or a finished workspace. Its clock stands at `until`. Fails with `invalid-request`,
 * `not-a-workspace`, `workspace-unwritable`, `disk-full`, `cancelled`.
 */
export async function createSampleWorkspace(path: string, request: SampleRequest, control: SampleControl): Promise<void> {
  checkSampleRequest(request)
  const folder = await prepareFolder(path, { create: true })
  if (existsSync(folder.databaseFile))
    throw new HelmdeckError('invalid-request', { field: 'workspace', problem: 'it holds data already; name a new one' })
  const draft = join(folder.root, 'incoming', `sample-${process.pid}`)
  await withScratchDatabase(draft, async (database, file, closeFirst) => {
    await generateSample(database, { ...request, asOf: request.until }, control)
    await closeFirst()
    const documents = createDocumentStore(folder.documents, () => control.loadedAt)
    await documents.save('settings', 'workspace', { reportingCurrency: 'CNY', clock: request.until }, 'any')
    await rename(file, folder.databaseFile)
  })
}

/** A migrated database in a folder of its own, which is gone afterwards with all that is left in it. Half of the memory is its limit. */
export async function withScratchDatabase(
  folder: string,
  work: (database: Database, file: string, closeFirst: () => Promise<void>) => Promise<void>,
): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const file = join(folder, 'data.duckdb')
    const memoryLimit = `${Math.max(1, Math.floor(totalmem() / 2 ** 31))}GB`
    const database = await openDatabase({ file, allowedFolder: null, memoryLimit, preserveInsertionOrder: false })
    const closeFirst = async (): Promise<void> => {
      await database.run(queryText('sample/settle.sql'))
      await database.close()
    }
    try {
      await migrate(database)
      await work(database, file, closeFirst)
    } finally {
      await database.close()
    }
  } catch (cause) {
    throw fileError(cause)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
