import type { Answers, LoadMode, Recipe } from '../../../src/contract/imports.ts'
import { runLoad } from '../../../src/engine/ingest/load/run-load.ts'
import type { LoadResult } from '../../../src/engine/ingest/load/run-load.ts'
import { ensureMacros } from '../../../src/engine/ingest/macros.ts'
import { proposeImport } from '../../../src/engine/ingest/recognise/propose-import.ts'
import type { UploadedTable } from '../../../src/engine/ingest/recognise/propose-import.ts'
import type { TestWorkspace } from './import-fixture.ts'

export interface LoadOptions {
  readonly recipe?: Recipe
  readonly answers?: Answers
  readonly mode?: LoadMode
  readonly zone?: string
}

/** Recognises and loads tables the way an import does. */
export async function load(
  { database, remembered }: TestWorkspace,
  uploads: readonly UploadedTable[],
  { recipe, answers = {}, mode = 'upsert', zone = 'Asia/Shanghai' }: LoadOptions = {},
): Promise<LoadResult> {
  return await runLoad(database, async (transaction) => {
    await ensureMacros(transaction)
    const drafts = await proposeImport(transaction, uploads, { recipe, answers }, remembered)
    return { drafts, mode, answers, zone, at: new Date('2026-01-02T03:04:05Z'), progress: () => undefined, options: {} }
  })
}
