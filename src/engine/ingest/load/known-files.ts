import { z } from 'zod'
import { CellType, FileKind, FileOutcome } from '../../../contract/imports.ts'
import type { Database } from '../../database/database.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'

/** What every column of a file was taken for, as `meta.file` keeps it. */
export const Mapping = z.object({
  kind: FileKind,
  columns: z.array(
    z.object({
      header: z.string(),
      index: z.int(),
      target: z.string().nullable(),
      also: z.array(z.string()),
      type: CellType,
      format: z.string().optional(),
    }),
  ),
})
export type Mapping = z.infer<typeof Mapping>

/** What decides how a file's cells are read: a file with the same bytes and the same mapping says nothing new. */
export function mappingText(draft: ImportDraft): string {
  return JSON.stringify({
    kind: draft.kind,
    columns: draft.columns.map(({ evidence, target, also, type, format }) => ({
      header: evidence.header,
      index: evidence.index,
      target,
      also,
      type,
      format,
    })),
  })
}

/**
 * The outcome of the last load of this very file, if nothing of its kind has come after it; null where it has to be loaded.
 * Only loads with an id below `before` count, all where it is null.
 */
export async function earlierOutcome(
  database: Database,
  draft: ImportDraft,
  entity: string,
  before: number | null,
): Promise<FileOutcome | null> {
  const rows = await database.rows<{ hash: string; sheet: string | null; mapping: string; name: string; outcome: string; load_id: number }>(
    `select f.hash, f.sheet, f.mapping, f.name, l.outcome, f.load_id
     from meta.file f join meta.load l on l.id = f.load_id
     where f.kind = $entity and not l.undone and ($before::integer is null or l.id < $before::integer) order by l.id desc, f.id desc`,
    { entity, before },
  )
  const { table } = draft
  const newest = rows.filter((row) => row.load_id === rows[0]?.load_id)
  const same = newest.find((row) => row.hash === table.hash && row.sheet === table.sheet && row.mapping === mappingText(draft))
  if (same === undefined) return null
  const outcomes = FileOutcome.array().safeParse(JSON.parse(same.outcome)).data ?? []
  return outcomes.find((outcome) => outcome.name === same.name) ?? null
}
