import { basename } from 'node:path'
import type { Api } from '../../contract/api.ts'
import { HelmdeckError, type ErrorDetails } from '../../contract/errors.ts'
import { Answers, Recipe, type FileOutcome, type LoadMode } from '../../contract/imports.ts'
import { listFiles, type FileList, type ListedFile } from '../../host/list-files.ts'
import { outcomeJson, refusedOutcome, skippedOutcome, type OutcomeJson } from '../outcome.ts'
import { outcomeTable } from '../outcome-table.ts'
import { userPath } from '../places.ts'
import { readJsonFile } from '../read-document.ts'
import type { Terminal } from '../terminal.ts'
import { uploadFile } from '../../host/upload-file.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface ImportOptions {
  readonly recipe?: string
  readonly answers?: string
  readonly full?: boolean
  readonly append?: boolean
  readonly replace?: boolean
  readonly json?: boolean
}

export async function importFiles(terminal: Terminal, workspace: string, paths: readonly string[], options: ImportOptions): Promise<void> {
  const recipe = options.recipe === undefined ? undefined : await readJsonFile(terminal, options.recipe, Recipe, 'invalid-recipe')
  const answers = options.answers === undefined ? {} : await readJsonFile(terminal, options.answers, Answers, 'invalid-recipe')
  const list = await listFiles(paths.map((path) => userPath(terminal, path)))
  if (list.files.length + list.skipped.length + list.refused.length === 0) {
    throw new HelmdeckError('file-missing', { file: paths.map((path) => basename(path)).join(', ') })
  }
  const { load, files } = await withWorkspace(terminal, workspace, { create: true }, (api) =>
    runImport(terminal, api, list, { answers, mode: modeOf(options), ...(recipe === undefined ? {} : { recipe }) }),
  )
  terminal.out(options.json ? `${JSON.stringify({ load, files })}\n` : outcomeTable(files, terminal.language))
  const refused = files.find(({ status }) => status === 'refused')
  if (refused?.problem) throw new HelmdeckError(refused.problem.code, refused.problem.details)
}

interface Decided {
  readonly recipe?: Recipe
  readonly answers: Answers
  readonly mode: LoadMode
}

function modeOf({ append, replace, full }: ImportOptions): LoadMode {
  if (append) return 'append'
  if (replace) return 'replace'
  return full ? 'full' : 'upsert'
}

async function runImport(
  terminal: Terminal,
  api: Api,
  list: FileList,
  decided: Decided,
): Promise<{ load: number | null; files: OutcomeJson[] }> {
  const { language, stop } = terminal
  const refused = list.refused.map(({ name, code, format }) => refusedOutcome(name, code, withFormat(name, format), language))
  const uploads: string[] = []
  for (const file of list.files) {
    try {
      uploads.push(await uploadFile(api, file, stop))
    } catch (error) {
      if (!isAboutTheFile(error)) throw error
      refused.push(refusedOutcome(file.name, error.code, { ...error.details, file: file.name }, language))
    }
  }
  const skipped = list.skipped.map(skippedOutcome)
  if (uploads.length === 0) return { load: null, files: [...refused, ...skipped] }
  const progress = progressLine(terminal)
  const result = await api.imports.run({ uploads, ...decided }, { signal: stop, onProgress: progress.show }).finally(progress.clear)
  const done = result.files.map((outcome) => outcomeJson(passedOver(outcome, list.files), language))
  return { load: result.load, files: [...done, ...refused, ...skipped] }
}

function withFormat(file: string, format: string | null): ErrorDetails {
  return format === null ? { file } : { file, format }
}

function isAboutTheFile(error: unknown): error is HelmdeckError {
  return error instanceof HelmdeckError && (error.code.startsWith('file-') || error.code === 'upload-incomplete')
}

/** A letter that lies beside the exports is no failure of the import; named directly it is. */
function passedOver(outcome: FileOutcome, files: readonly ListedFile[]): FileOutcome {
  const inFolder = files.some(({ name, inFolder: found }) => found && basename(name) === basename(outcome.name))
  const isForeign = outcome.status === 'refused' && outcome.problem?.code === 'file-unsupported'
  return inFolder && isForeign ? { ...outcome, status: 'skipped' } : outcome
}

function progressLine({ isInteractive, err }: Terminal): {
  show(progress: { step: string; file: string | null; fraction: number }): void
  clear(): void
} {
  if (!isInteractive) return { show: () => undefined, clear: () => undefined }
  return {
    show: ({ step, file, fraction }) => err(`\r\u001b[K${Math.round(fraction * 100)} % ${step} ${file ?? ''}`),
    clear: () => err('\r\u001b[K'),
  }
}
