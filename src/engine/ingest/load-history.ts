import { Answers, FileOutcome } from '../../contract/imports.ts'
import type { LoadEntry, QuarantineRow } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { SourceArchive } from './sources/source-archive.ts'

/** Every load, newest first. */
export async function loadHistory(database: Database): Promise<LoadEntry[]> {
  const rows = await database.rows<{ id: number; at: string; mode: LoadEntry['mode']; undone: boolean; answers: string; outcome: string }>(
    queryText('imports/loads.sql'),
  )
  return rows.map(({ answers, outcome, ...load }) => ({
    ...load,
    answers: Answers.parse(JSON.parse(answers)),
    files: FileOutcome.array().parse(JSON.parse(outcome)),
  }))
}

/** Hashes of all files that loads name. */
export async function namedFiles(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ hash: string }>(queryText('imports/named_files.sql'))
  return new Set(rows.map(({ hash }) => hash))
}

interface QuarantineRecord {
  id: number
  load: number
  file: string
  sheet: string | null
  hash: string
  row: number
  column: string | null
  value: string | null
  zh: string
  en: string
}

/** A page of the rows that could not be used, newest load first, each with its text as it came. */
export async function quarantinePage(
  database: Database,
  archive: SourceArchive,
  { load, offset, limit }: { readonly load?: number | undefined; readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: QuarantineRow[] }> {
  const params = { load: load ?? null, offset, limit }
  const [count] = await database.rows<{ total: number }>(queryText('imports/quarantine_count.sql'), params)
  const records = await database.rows<QuarantineRecord>(queryText('imports/quarantine.sql'), params)
  const rows: QuarantineRow[] = []
  for (const { hash, zh, en, ...record } of records) {
    const { original } = await archive.readSourceRow({ hash, sheet: record.sheet, row: record.row })
    rows.push({ ...record, reason: { zh, en }, original })
  }
  return { total: count?.total ?? 0, rows }
}
