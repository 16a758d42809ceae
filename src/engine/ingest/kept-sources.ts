import { isLoadQuestion } from '../../contract/imports.ts'
import type { FileOutcome } from '../../contract/imports.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { keptDraft, readingRecipe } from './load/replay-drafts.ts'
import type { KeptTable } from './load/replay-drafts.ts'
import { UploadReader } from './read-uploads.ts'
import type { ReadOptions, ReadUpload } from './read-uploads.ts'
import type { ImportDraft } from './recognise/propose-import.ts'
import type { SourceArchive } from './sources/source-archive.ts'
import type { Uploads } from './sources/uploads.ts'

const pieceBytes = 8 * 2 ** 20

/** Files out of the archive on the way every upload goes: what is loaded again is read as it was the first time. */
export class KeptSources {
  private readonly uploads: Uploads
  private readonly archive: SourceArchive
  private readonly reader: UploadReader
  private readonly open = new Map<string, string>()

  constructor(uploads: Uploads, archive: SourceArchive) {
    this.uploads = uploads
    this.archive = archive
    this.reader = new UploadReader(uploads)
  }

  /** The drafts of a load in its order, with the questions that were open about them. Throws `source-missing`, `cancelled`, `disk-full`. */
  async drafts(kept: readonly KeptTable[], outcomes: readonly FileOutcome[], options: ReadOptions): Promise<readonly ImportDraft[]> {
    const drafts: ImportDraft[] = []
    for (const [index, table] of kept.entries()) {
      const progress = (file: string, fraction: number): void => options.progress(file, (index + fraction) / kept.length)
      const read = await this.read(table, kept, { ...options, progress })
      const found = read.tables.find(({ sheet }) => sheet === table.sheet)
      if (found === undefined) throw new HelmdeckError('source-missing', { file: table.name })
      const draft = keptDraft({ upload: read.file.upload, table: found }, table)
      const name = table.reading.isOneOfSeveral ? `${table.name}#${table.sheet ?? ''}` : table.name
      const questions = outcomes.find((outcome) => outcome.name === name)?.openQuestions ?? []
      drafts.push({ ...draft, questions: questions.filter((question) => !isLoadQuestion(question)) })
    }
    return drafts
  }

  /** Lets go of the copies. */
  async discard(): Promise<void> {
    for (const upload of this.open.values()) await this.uploads.discard(upload)
    this.open.clear()
  }

  private async read(table: KeptTable, kept: readonly KeptTable[], options: ReadOptions): Promise<ReadUpload> {
    const upload = this.open.get(table.hash) ?? (await this.fetch(table))
    this.open.set(table.hash, upload)
    // One decision about the header counts for all sheets of a workbook: it is repeated only where they agree.
    const rows = new Set(kept.filter(({ hash }) => hash === table.hash).map(({ reading }) => reading.headerRow))
    const { headerRow: _header, ...others } = table.reading
    const recipe = readingRecipe(rows.size === 1 ? table : { ...table, reading: others })
    const [read] = await this.reader.readAll([upload], recipe, options)
    if (read === undefined || read.problem !== null) throw new HelmdeckError('source-missing', { file: table.name })
    return read
  }

  private async fetch({ hash, name }: KeptTable): Promise<string> {
    const { bytes } = await this.archive.describe(hash)
    const upload = await this.uploads.begin(name, bytes)
    for (let from = 0; from < bytes; from += pieceBytes)
      await this.uploads.append(upload, await this.archive.readOriginal(hash, from, Math.min(from + pieceBytes, bytes)))
    await this.uploads.finish(upload)
    return upload
  }
}
