import type { Answers, FileProposal, FileRecipe, Recipe } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import type { TableSource } from '../readers/table-source.ts'
import { recipesFor } from './apply-recipe.ts'
import type { ColumnDraft } from './column-draft.ts'
import { headerFingerprint } from './fingerprint.ts'
import { mapByValues } from './map-by-values.ts'
import { draftTable } from './propose-table.ts'
import type { TableDraft } from './propose-table.ts'
import { findRelations } from './relations.ts'
import type { FoundRelation } from './relations.ts'

/** What people confirmed for files with the same headers, kept outside of the database. */
export interface RememberedRecipes {
  read(fingerprint: string): Promise<FileRecipe | null>
  save(fingerprint: string, recipe: FileRecipe): Promise<void>
}

/** One table of an upload, as the readers hand it over. */
export interface UploadedTable {
  readonly upload: string
  readonly table: TableSource
}

export interface ImportDecisions {
  readonly recipe?: Recipe | undefined
  readonly answers: Answers
}

/** A recognised table, ready to be shown or loaded. */
export interface ImportDraft extends TableDraft {
  readonly upload: string
  readonly relations: readonly FoundRelation[]
  readonly alreadyLoaded: boolean
  /** Does its file hold other tables too? Then it is called by its sheet as well. */
  readonly isOneOfSeveral: boolean
}

/** What people call a table: its file, and its sheet where the file has several. */
export function displayName({ table, isOneOfSeveral }: Pick<ImportDraft, 'table' | 'isOneOfSeveral'>): string {
  return isOneOfSeveral && table.sheet !== null ? `${table.name}#${table.sheet}` : table.name
}

/**
 * Recognises every table of an import: its kind, what its columns mean, how they relate to the other files and to what the
 * workspace holds. Call inside a transaction that has the macros. Throws `invalid-recipe`, `cancelled`.
 */
export async function proposeImport(
  database: Database,
  uploaded: readonly UploadedTable[],
  decisions: ImportDecisions,
  remembered: RememberedRecipes,
  options: RunOptions = {},
): Promise<readonly ImportDraft[]> {
  const drafts = await Promise.all(
    uploaded.map(async ({ table }) =>
      draftTable(table, await remembered.read(headerFingerprint(table.headers)), recipesFor(decisions.recipe, table), decisions.answers),
    ),
  )
  const relations = await findRelations(database, drafts, options)
  const hashes = await loadedHashes(database)
  return drafts.map((draft, index) => ({
    ...draft,
    columns: mapByValues(draft, index, relations),
    upload: uploaded[index]?.upload ?? '',
    relations: relations.filter((relation) => relation.tableIndex === index),
    alreadyLoaded: hashes.has(`${draft.table.hash}#${draft.table.sheet ?? ''}`),
    isOneOfSeveral: uploaded.filter(({ upload }) => upload === uploaded[index]?.upload).length > 1,
  }))
}

async function loadedHashes(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ hash: string; sheet: string | null }>(
    'select distinct f.hash, f.sheet from meta.file f join meta.load l on l.id = f.load_id where not l.undone',
  )
  return new Set(rows.map((row) => `${row.hash}#${row.sheet ?? ''}`))
}

/** The draft as the contract shows it. */
export function toProposal(draft: ImportDraft): FileProposal {
  const { table } = draft
  return {
    upload: draft.upload,
    id: table.id,
    name: displayName(draft),
    hash: table.hash,
    bytes: table.bytes,
    rows: table.counts.rows,
    dialect: {
      format: table.format,
      encoding: table.encoding,
      headerRow: table.dialect.headerRecord,
      ...(table.format === 'csv' ? { delimiter: table.dialect.delimiter } : {}),
      ...(table.dialect.quote === null ? {} : { quote: table.dialect.quote }),
      ...(table.sheet === null ? {} : { sheet: table.sheet }),
    },
    kind: draft.kind,
    confidence: draft.confidence,
    reason: draft.reason,
    columns: draft.columns.map(toMapping),
    relations: draft.relations.map(({ column, entity, toFile, matchedShare, matchedAfterNormalising }) => ({
      column,
      entity,
      toFile,
      matchedShare,
      matchedAfterNormalising,
    })),
    questions: [...draft.questions],
    alreadyLoaded: draft.alreadyLoaded,
    problem: null,
  }
}

function toMapping(column: ColumnDraft): FileProposal['columns'][number] {
  return {
    header: column.evidence.header,
    index: column.evidence.index,
    target: column.target,
    also: [...column.also],
    type: column.type,
    ...(column.format === undefined ? {} : { format: column.format }),
    confidence: column.confidence,
    reason: column.reason,
    samples: [...column.evidence.samples],
    emptyShare: column.evidence.emptyShare,
  }
}
