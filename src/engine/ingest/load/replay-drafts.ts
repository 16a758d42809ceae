import { z } from 'zod'
import { FileKind } from '../../../contract/imports.ts'
import type { Recipe } from '../../../contract/imports.ts'
import type { Database } from '../../database/database.ts'
import type { ImportDraft, UploadedTable } from '../recognise/propose-import.ts'
import { draftTable } from '../recognise/propose-table.ts'
import { Mapping } from './known-files.ts'

const Reading = z.object({
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  headerRow: z.int().optional(),
  kind: FileKind.optional(),
  isOneOfSeveral: z.boolean().default(false),
})

/** How the bytes of a file became a table, as `meta.file` keeps it. */
export function readingText({ table, kind, isOneOfSeveral }: ImportDraft): string {
  const { encoding, dialect, format } = table
  const reading: z.input<typeof Reading> = {
    ...(format === 'csv' ? { encoding, delimiter: dialect.delimiter } : {}),
    headerRow: dialect.headerRecord,
    kind,
    isOneOfSeveral,
  }
  return JSON.stringify(reading)
}

/** A table of a file that a load named, as the load took it. */
export interface KeptTable {
  /** The file's own name. */
  readonly name: string
  readonly hash: string
  readonly sheet: string | null
  /** The table of the model it fills. */
  readonly entity: string
  readonly reading: z.output<typeof Reading>
  readonly mapping: Mapping
}

/** The tables of a load in their order. */
export async function keptTables(database: Database, load: number): Promise<readonly KeptTable[]> {
  const rows = await database.rows<{ name: string; hash: string; sheet: string | null; entity: string; reading: string; mapping: string }>(
    'select name, hash, sheet, kind as entity, reading, mapping from meta.file where load_id = $load order by id',
    { load },
  )
  return rows.map(({ name, hash, sheet, entity, reading, mapping }) => {
    const read = Reading.parse(JSON.parse(reading))
    const own = read.isOneOfSeveral && sheet !== null ? name.slice(0, -`#${sheet}`.length) : name
    return { name: own, hash, sheet, entity, reading: read, mapping: Mapping.parse(JSON.parse(mapping)) }
  })
}

/** How the readers are told to read a kept file as it was read before. */
export function readingRecipe({ name, reading }: KeptTable): Recipe {
  const { encoding, delimiter, headerRow } = reading
  return {
    version: 1,
    files: [
      {
        name,
        columns: {},
        ...(encoding === undefined ? {} : { encoding }),
        ...(delimiter === undefined ? {} : { delimiter }),
        ...(headerRow === undefined ? {} : { headerRow }),
      },
    ],
  }
}

/** The draft that was loaded: the table's own evidence under the decisions of then. */
export function keptDraft({ upload, table }: UploadedTable, kept: KeptTable): ImportDraft {
  const draft = draftTable(table, null, [], {})
  return {
    ...draft,
    kind: kept.reading.kind ?? draft.kind,
    confidence: 1,
    questions: [],
    columns: draft.columns.map((column) => {
      const { index } = column.evidence
      const then = kept.mapping.columns.find((candidate) => candidate.index === index)
      if (then === undefined) return column
      const { target, also, type, format } = then
      return { ...column, target, also, type, format }
    }),
    upload,
    relations: [],
    alreadyLoaded: true,
    isOneOfSeveral: kept.reading.isOneOfSeveral,
  }
}
