import { join } from 'node:path'
import { HelmdeckError } from '../../contract/errors.ts'
import type { FileProposal, Recipe } from '../../contract/imports.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { readTables } from './readers/read-file.ts'
import type { ReadOverrides, TableSource } from './readers/table-source.ts'
import { namesFile } from './recognise/apply-recipe.ts'
import { problemOf } from './file-problem.ts'
import type { ReceivedFile, Uploads } from './sources/uploads.ts'

/** An upload with the tables it holds, or the reason why it can't be read. */
export interface ReadUpload {
  readonly file: ReceivedFile
  readonly tables: readonly TableSource[]
  readonly problem: FileProposal['problem']
}

export interface ReadOptions {
  readonly signal: CancelSignal
  /** 0..1 over all uploads. */
  readonly progress: (file: string, fraction: number) => void
}

/** Reads uploads into tables, each once: what was read for the proposal is loaded afterwards. */
export class UploadReader {
  private readonly uploads: Uploads
  private readonly known = new WeakMap<ReceivedFile, Map<string, readonly TableSource[]>>()

  constructor(uploads: Uploads) {
    this.uploads = uploads
  }

  /** A file that can't be read is refused alone; `cancelled`, `disk-full` and an unknown upload end the whole import. */
  async readAll(ids: readonly string[], recipe: Recipe | undefined, { signal, progress }: ReadOptions): Promise<readonly ReadUpload[]> {
    const files = [...new Set(ids)].map((id) => this.uploads.file(id))
    const total = files.reduce((sum, file) => sum + file.bytes, 1)
    const read: ReadUpload[] = []
    let done = 0
    for (const file of files) {
      const at = (fraction: number): void => progress(file.name, (done + fraction * file.bytes) / total)
      at(0)
      read.push(await this.readOne(file, overridesFor(file.name, recipe), signal, at))
      done += file.bytes
    }
    return read
  }

  private async readOne(
    file: ReceivedFile,
    overrides: ReadOverrides,
    signal: CancelSignal,
    progress: (fraction: number) => void,
  ): Promise<ReadUpload> {
    const key = JSON.stringify(overrides)
    const readings = this.known.get(file) ?? new Map<string, readonly TableSource[]>()
    this.known.set(file, readings)
    try {
      const tables =
        readings.get(key) ??
        (await readTables({ ...file, workFolder: join(file.folder, `read-${readings.size}`), overrides }, { signal, progress }))
      readings.set(key, tables)
      const filled = tables.filter((table) => table.counts.loadable + table.counts.rejected > 0)
      if (filled.length === 0) throw new HelmdeckError('file-header-only', { file: file.name })
      return { file, tables: filled, problem: null }
    } catch (cause) {
      if (!(cause instanceof HelmdeckError) || !cause.code.startsWith('file-')) throw cause
      return { file, tables: [], problem: problemOf(cause) }
    }
  }
}

/** How a recipe says a file is to be read; entries by headers come too late for that. */
function overridesFor(name: string, recipe: Recipe | undefined): ReadOverrides {
  const overrides: { encoding?: string; delimiter?: string; headerRow?: number } = {}
  for (const entry of recipe?.files ?? []) {
    if (entry.name === undefined || !namesFile(entry.name, name)) continue
    if (entry.encoding !== undefined) overrides.encoding = entry.encoding
    if (entry.delimiter !== undefined) overrides.delimiter = entry.delimiter
    if (entry.headerRow !== undefined) overrides.headerRow = entry.headerRow
  }
  return overrides
}
