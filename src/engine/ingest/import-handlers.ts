import type { ApiHandlers, Context } from '../../contract/api.ts'
import type { FileProposal, ImportProgress, ImportRequest, ImportResult } from '../../contract/imports.ts'
import type { EngineContext } from '../engine-context.ts'
import { loadChanges } from './changes/load-changes.ts'
import { loadHistory, quarantinePage } from './load-history.ts'
import { ensureMacros } from './macros.ts'
import { listMatches, setMatch } from './matches.ts'
import { rewriteLoads } from './rewrite-loads.ts'
import { UploadReader } from './read-uploads.ts'
import type { ReadUpload } from './read-uploads.ts'
import { proposeImport, toProposal } from './recognise/propose-import.ts'
import { rememberedRecipes } from './remember-decisions.ts'
import { runImport } from './run-import.ts'
import { unmatchedPage } from './unmatched.ts'

/** The engine's side of `imports`. Loads run one after the other; proposals may run beside them. */
export function importHandlers(context: EngineContext): ApiHandlers['imports'] {
  const reader = new UploadReader(context.uploads)
  const remembered = rememberedRecipes(context.documents)
  const { inTurn } = context
  return {
    propose: async ({ uploads, recipe, answers }, { signal, progress }) => {
      const read = await reader.readAll(uploads, recipe, {
        signal,
        progress: (file, fraction) => progress({ step: 'reading', file, fraction: fraction * 0.8 }),
      })
      progress({ step: 'recognising', file: null, fraction: 0.8 })
      const tables = read.flatMap(({ file, tables }) => tables.map((table) => ({ upload: file.upload, table })))
      const drafts = await context.database.transaction(async (transaction) => {
        await ensureMacros(transaction)
        return await proposeImport(transaction, tables, { recipe, answers }, remembered, { signal })
      })
      progress({ step: 'done', file: null, fraction: 1 })
      const proposals = drafts.map(toProposal)
      return {
        files: read.flatMap((upload) =>
          upload.problem ? [refusedProposal(upload)] : proposals.filter((proposal) => proposal.upload === upload.file.upload),
        ),
      }
    },
    run: async (request: ImportRequest, call: Context<ImportProgress>): Promise<ImportResult> =>
      await inTurn(() => runImport(context, reader, remembered, request, call)),
    setLoad: async ({ load, undone }, call) => await inTurn(() => rewriteLoads(context, { load, undone }, call)),
    answerLoad: async ({ load, answers }, call) => await inTurn(() => rewriteLoads(context, { load, answers }, call)),
    loads: async () => ({ loads: await loadHistory(context.database) }),
    changes: async ({ load, entity, kind, offset, limit }, { signal }) =>
      await loadChanges(context.database, { load, entity: entity ?? null, kind: kind ?? null, offset, limit }, { signal }),
    quarantine: async (input) => await quarantinePage(context.database, context.archive, input),
    unmatched: async (input) => await unmatchedPage(context.database, input),
    matches: async () => ({ matches: await listMatches(context.database) }),
    setMatch: async ({ id, undone }) => {
      const dataVersion = await inTurn(() => setMatch(context.database, id, undone, context.now()))
      context.changes.publish({ kind: 'data', dataVersion, document: null })
      return {}
    },
  }
}

function refusedProposal({ file, problem }: ReadUpload): FileProposal {
  return {
    upload: file.upload,
    id: file.hash,
    name: file.name,
    hash: file.hash,
    bytes: file.bytes,
    rows: null,
    dialect: null,
    kind: 'custom',
    confidence: 0,
    reason: problem?.message ?? { zh: '', en: '' },
    columns: [],
    relations: [],
    questions: [],
    alreadyLoaded: false,
    problem,
  }
}
