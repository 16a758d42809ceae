import type { Context } from '../../contract/api.ts'
import type { FileKind, FileOutcome, ImportProgress, ImportRequest, ImportResult } from '../../contract/imports.ts'
import { changeSettings } from '../settings/settings.ts'
import type { Database } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { runLoad } from './load/run-load.ts'
import type { LoadResult } from './load/run-load.ts'
import { ensureMacros } from './macros.ts'
import type { ReadUpload, UploadReader } from './read-uploads.ts'
import { displayName, proposeImport } from './recognise/propose-import.ts'
import type { ImportDraft, RememberedRecipes } from './recognise/propose-import.ts'
import { decisionsOf } from './remember-decisions.ts'

/**
 * One import: read, keep the sources, load everything in one commit, then let go of the uploads. A failure or a cancel before
 * the commit leaves the workspace as it was, sources included. `inCommit` writes what stands and falls with the load.
 */
export async function runImport(
  context: EngineContext,
  reader: UploadReader,
  remembered: RememberedRecipes,
  request: ImportRequest,
  { signal, progress }: Context<ImportProgress>,
  inCommit?: (transaction: Database, load: number) => Promise<void>,
): Promise<ImportResult> {
  const read = await reader.readAll(request.uploads, request.recipe, {
    signal,
    progress: (file, fraction) => progress({ step: 'reading', file, fraction: fraction * 0.25 }),
  })
  const zone = (await context.settings()).timeZone
  const skip = new Set(request.skip)
  const tables = read.flatMap(({ file, tables }) => tables.map((table) => ({ upload: file.upload, table })))
  const kept = new SourceKeeping(
    context,
    read.filter(({ tables }) => tables.some((table) => !skip.has(table.id))),
  )
  let drafts: readonly ImportDraft[] = []
  let result: LoadResult
  try {
    result = await runLoad(context.database, async (transaction) => {
      progress({ step: 'recognising', file: null, fraction: 0.25 })
      await ensureMacros(transaction)
      drafts = await proposeImport(transaction, tables, { recipe: request.recipe, answers: request.answers }, remembered, { signal })
      const chosen = drafts.filter(({ table }) => !skip.has(table.id))
      return {
        drafts: chosen,
        mode: request.mode,
        answers: request.answers,
        zone,
        at: context.now(),
        progress,
        options: { signal },
        beforeCommit: async (load) => {
          await inCommit?.(transaction, load)
          await kept.done()
        },
      }
    })
    await (result.load === null ? kept.undo() : kept.settle())
  } catch (cause) {
    await kept.undo()
    throw cause
  }
  await afterCommit(context, remembered, drafts, result)
  for (const { file } of read) await context.uploads.discard(file.upload)
  progress({ step: 'done', file: null, fraction: 1 })
  return { load: result.load, dataVersion: await context.dataVersion(), files: orderedOutcomes(read, drafts, skip, result.files) }
}

/** Sources go into the archive while their rows are loaded, and are there before the load is committed. */
class SourceKeeping {
  private readonly context: EngineContext
  private readonly added: string[] = []
  private readonly work: Promise<void>

  constructor(context: EngineContext, uploads: readonly ReadUpload[]) {
    this.context = context
    this.work = this.keepAll(uploads)
    // Awaited in `done`; an early failure must not count as unhandled until then.
    this.work.catch(() => undefined)
  }

  async done(): Promise<void> {
    await this.work
  }

  /** A failure here is made good when the workspace is opened the next time. */
  async settle(): Promise<void> {
    for (const hash of this.added) await this.context.archive.settle(hash).catch(() => undefined)
  }

  async undo(): Promise<void> {
    await this.work.catch(() => undefined)
    for (const hash of this.added) await this.context.archive.remove(hash)
  }

  private async keepAll(uploads: readonly ReadUpload[]): Promise<void> {
    for (const { file, tables } of uploads) {
      if ((await this.context.archive.keep(file, tables)) === 'kept') this.added.push(file.hash)
    }
  }
}

async function afterCommit(
  context: EngineContext,
  remembered: RememberedRecipes,
  drafts: readonly ImportDraft[],
  result: LoadResult,
): Promise<void> {
  for (const draft of drafts) {
    const decided = decisionsOf(draft)
    if (decided) await remembered.save(decided.fingerprint, decided.recipe)
  }
  if (result.reportingCurrency !== null)
    await changeSettings(context.documents, context.database, { reportingCurrency: result.reportingCurrency })
  if (result.load !== null) context.changes.publish({ kind: 'data', dataVersion: await context.dataVersion(), document: null })
}

/** One outcome per table in the order of the uploads: loaded, refused or left out. */
function orderedOutcomes(
  read: readonly ReadUpload[],
  drafts: readonly ImportDraft[],
  skip: ReadonlySet<string>,
  loaded: readonly FileOutcome[],
): FileOutcome[] {
  const remaining = [...loaded]
  return read.flatMap(({ file, problem }) => {
    if (problem) return [emptyOutcome(file.name, 'custom', 0, 'refused', problem)]
    return drafts
      .filter((draft) => draft.upload === file.upload)
      .map((draft) =>
        skip.has(draft.table.id)
          ? emptyOutcome(displayName(draft), draft.kind, draft.confidence, 'skipped', null)
          : (remaining.shift() ?? emptyOutcome(displayName(draft), draft.kind, draft.confidence, 'skipped', null)),
      )
  })
}

function emptyOutcome(
  name: string,
  recognisedAs: FileKind,
  confidence: number,
  status: FileOutcome['status'],
  problem: FileOutcome['problem'],
): FileOutcome {
  return {
    name,
    recognisedAs,
    confidence,
    status,
    problem,
    rowsRead: 0,
    loaded: 0,
    updated: 0,
    unchanged: 0,
    older: 0,
    vanished: 0,
    quarantined: 0,
    matched: [],
    openQuestions: [],
  }
}
