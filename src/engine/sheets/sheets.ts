import { HelmdeckError } from '../../contract/errors.ts'
import { SheetBody, sheetNames, type ImportedRow, type SheetName, type SheetView } from '../../contract/sheets.ts'
import { queryText } from '../database/query-files.ts'
import type { EngineContext } from '../engine-context.ts'
import { checkSheet, type SheetContext } from './check-sheet.ts'
import { rateGaps } from './rate-gaps.ts'
import { namedKinds, readKnownNames, type NamedKind } from './read-name.ts'
import { describeColumn, sheetDefinitions } from './sheet-definition.ts'
import { totalsOf } from './totals.ts'
import { writeSheet } from './write-sheet.ts'

export type SheetEngine = Pick<EngineContext, 'database' | 'documents' | 'settings' | 'clock'>

interface StoredSheet {
  readonly version: number
  readonly rows: SheetBody['rows']
}

/** A sheet's rows as they were typed; version 0 and no rows where nothing ever was. Fails with `invalid-request` where somebody spoiled the document. */
export async function readSheet({ documents }: Pick<SheetEngine, 'documents'>, name: SheetName): Promise<StoredSheet> {
  const stored = await documents.find('sheet', name)
  if (stored === null) return { version: 0, rows: [] }
  return { version: stored.version, rows: acceptSheet(stored.body).rows }
}

export function acceptSheet(body: unknown): SheetBody {
  const parsed = SheetBody.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HelmdeckError('invalid-request', {
    field: ['body', ...(issue?.path ?? [])].map(String).join('.'),
    problem: issue?.message ?? '',
  })
}

/** What cells are read against: the calendar, the year that a month without one means, the names the data knows. */
export async function sheetContext({ database, settings, clock }: SheetEngine, name: SheetName): Promise<SheetContext> {
  const [calendar, { day }] = await Promise.all([settings(), clock()])
  const kinds = sheetDefinitions[name].columns.flatMap(({ kind }) => namedKinds.filter((named) => named === kind))
  const known: Partial<Record<NamedKind, Awaited<ReturnType<typeof readKnownNames>>>> = {}
  for (const kind of kinds) known[kind] = await readKnownNames(database, kind)
  return { calendar, clockYear: Number(day.slice(0, 4)), reportingCurrency: calendar.reportingCurrency, known }
}

/**
 * Saves a sheet's rows as its next version and puts those that count into the model. What there was before anything was
 * typed is a version too. Fails with `document-conflict` where `basedOn` is not the version there is.
 */
export async function changeSheet(engine: SheetEngine, name: SheetName, rows: SheetBody['rows'], basedOn?: number): Promise<void> {
  const { version } = await readSheet(engine, name)
  if (basedOn !== undefined && basedOn !== version) throw new HelmdeckError('document-conflict', { name, version, basedOn })
  if (version === 0) await engine.documents.save('sheet', name, SheetBody.parse({}), null)
  const saved = await engine.documents.save('sheet', name, acceptSheet({ rows: withoutBlanksAtTheEnd(rows) }), 'any')
  await applySheet(engine, name, rows, saved)
}

async function applySheet(engine: SheetEngine, name: SheetName, rows: SheetBody['rows'], version: number): Promise<void> {
  const context = await sheetContext(engine, name)
  await writeSheet(engine.database, name, checkSheet(name, rows, context), version)
}

/** Makes the content of another version the newest one; `isStep` marks it as a step of undo or redo. */
export async function bringBackSheet(engine: SheetEngine, name: SheetName, version: number, isStep: boolean): Promise<number> {
  const found = await engine.documents.findVersion('sheet', name, version)
  if (found === null) throw new HelmdeckError('document-missing', { name: `${name} ${version}` })
  const { rows } = acceptSheet(found.body)
  const saved = await engine.documents.save('sheet', name, { version: 1, rows }, 'any', isStep ? version : undefined)
  await applySheet(engine, name, rows, saved)
  return saved
}

/** Brings the model in line with the sheets when a workspace is opened: a kill may have come between a document and its rows. */
export async function reconcileSheets(engine: SheetEngine): Promise<void> {
  const applied = await engine.database.rows<{ name: string; version: number }>(queryText('sheets/applied.sql'))
  for (const name of sheetNames) {
    const { version, rows } = await readSheet(engine, name).catch(() => ({ version: 0, rows: [] }))
    const known = applied.find((sheet) => sheet.name === name)?.version ?? 0
    if (version !== 0 && version !== known) await applySheet(engine, name, rows, version)
  }
}

/** A sheet with everything that is to be said about it. */
export async function viewSheet(engine: SheetEngine, name: SheetName): Promise<SheetView> {
  const [{ version, rows }, context] = await Promise.all([readSheet(engine, name), sheetContext(engine, name)])
  const checked = checkSheet(name, rows, context)
  const { undo, redo } = version === 0 ? { undo: null, redo: null } : await engine.documents.versions('sheet', name)
  const { columns, notes } = sheetDefinitions[name]
  const count = (state: string): number => checked.filter(({ cells }) => cells.some(({ reading }) => reading.state === state)).length
  return {
    name,
    version,
    columns: columns.map(describeColumn),
    rows: checked.map(({ cells, counts }) => ({
      cells: cells.map(({ text, reading: { state, problem, suggestions } }) => ({ text, state, problem, suggestions: [...suggestions] })),
      counts,
      note: null,
    })),
    totals: totalsOf(name, checked, context.reportingCurrency),
    errors: count('error'),
    unresolved: count('unresolved'),
    notes: [...notes, ...(name === 'exchange-rates' ? rateGaps(checked) : [])],
    imported: await importedRows(engine, name),
    undo,
    redo,
  }
}

async function importedRows({ database }: SheetEngine, name: SheetName): Promise<SheetView['imported']> {
  const rows = await database.rows<ImportedRow & { total: number; replaced: number }>(
    queryText(`sheets/imported_${name.replace('-', '_')}.sql`),
  )
  return {
    total: rows[0]?.total ?? 0,
    replaced: rows[0]?.replaced ?? 0,
    rows: rows.map(({ cells, file, row, isReplaced }) => ({ cells: [...cells], file, row, isReplaced })),
  }
}

/** Empty rows at the end are where the next one is typed, and no part of the sheet. */
function withoutBlanksAtTheEnd(rows: SheetBody['rows']): SheetBody['rows'] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''))
  return rows.slice(0, last + 1)
}
