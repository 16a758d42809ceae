import { AuditEntry } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'

/** What is written down for good; `subject` is what it was done to. */
export interface Deed {
  readonly kind:
    | 'load'
    | 'undo-load'
    | 'redo-load'
    | 'answer-load'
    | 'match'
    | 'settings'
    | 'document'
    | 'document-brought-back'
    | 'document-erased'
    | 'document-removed'
    | 'export'
    | 'backup'
    | 'restore'
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** Adds a line to the audit log; inside a transaction it stands or falls with the deed. No secrets, no row contents. */
export async function noteDeed(database: Database, at: Date, { kind, subject, detail }: Deed): Promise<void> {
  const time = at.toISOString().replace('Z', '')
  await database.run(queryText('workspace/note_deed.sql'), { at: time, kind, subject, detail: JSON.stringify(detail) })
}

/** A page of the audit log, newest first, and how many lines there are. */
export async function auditPage(
  database: Database,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; entries: AuditEntry[] }> {
  const [count] = await database.rows<{ lines: number }>(queryText('workspace/audit_count.sql'))
  const rows = await database.rows<Omit<AuditEntry, 'detail'> & { detail: string }>(queryText('workspace/audit.sql'), { offset, limit })
  return {
    total: count?.lines ?? 0,
    entries: rows.map((row) => ({ ...row, detail: AuditEntry.shape.detail.parse(JSON.parse(row.detail)) })),
  }
}

/** Writes down in an older state of a workspace what was done since: nothing that was done is forgotten by going back. */
export async function carryDeeds(present: Database, older: Database): Promise<void> {
  const [row] = await older.rows<{ lines: number }>(queryText('workspace/audit_count.sql'))
  const later = await present.rows<Omit<AuditEntry, 'id' | 'kind' | 'detail'> & Pick<Deed, 'kind'> & { detail: string }>(
    queryText('workspace/audit_after.sql'),
    {
      known: row?.lines ?? 0,
    },
  )
  for (const { at, kind, subject, detail } of later) {
    await noteDeed(older, new Date(at), { kind, subject, detail: JSON.parse(detail) as Deed['detail'] })
  }
}
