import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { SchemaDrift } from '../../contract/pulls.ts'
import type { PagesHead, SourceRecord } from '../ingest/readers/page-format.ts'
import { FieldsChanged, type PullObject, type PullSession } from './connector.ts'
import { ObjectTally } from './object-tally.ts'
import type { PageFile, PageStore } from './page-store.ts'
import type { ObjectCursor } from './pull-records.ts'
import { fieldDrift, missingColumns } from './schema-drift.ts'

/** What a pull received of one object. */
export interface ReadObject {
  readonly object: PullObject
  readonly path: string
  readonly tally: ObjectTally
  readonly isFull: boolean
  /** Headers whose field the source said beforehand that it has no more, and those whose field came with no record. */
  readonly absent: readonly string[]
  readonly lost: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly drift: SchemaDrift
  /** All ids of the source, ours included; null where it doesn't say. */
  readonly sourceIds: readonly string[] | null
}

export interface ReadingFrame {
  readonly session: PullSession
  readonly store: PageStore
  readonly connection: string
  readonly system: string
  readonly now: () => Date
  readonly signal: CancelSignal
  /** Records so far of this object. */
  readonly report: (records: number) => void
  /** Ids, with their prefix, that the workspace holds of this object. */
  readonly held: ReadonlySet<string>
}

const tellingRecords = 20

interface Reading {
  readonly since: string | null
  readonly of: readonly string[] | null
  readonly known: ObjectCursor | undefined
}

/** Reads an object page by page to its end, going on where a broken-off reading stands. */
export async function readObject(object: PullObject, reading: Reading, frame: ReadingFrame): Promise<ReadObject> {
  try {
    return await readPages(object, reading, frame)
  } catch (cause) {
    if (!(cause instanceof FieldsChanged)) throw cause
    return await readPages(object, reading, frame)
  }
}

async function readPages(declaredObject: PullObject, { since, of, known }: Reading, frame: ReadingFrame): Promise<ReadObject> {
  const { session, store, signal } = frame
  const more = (await session.columns?.(declaredObject)) ?? []
  const object = more.length === 0 ? declaredObject : { ...declaredObject, columns: [...(declaredObject.columns ?? []), ...more] }
  const tally = new ObjectTally(object)
  const declared = await session.fields(object)
  const lostBefore = declared === null ? [] : missingColumns(object, new Set(declared.keys()))
  const file = await store.pages(headOf(object, lostBefore, frame), ({ records, total }) => tally.add(records, total))
  try {
    while (!file.isWhole) {
      if (signal.aborted) throw new HelmdeckError('cancelled')
      const page = await session.page(object, { since, from: file.next, of })
      // A page that leads to itself would be read for ever.
      if (page.next !== null && page.next === file.next)
        throw new HelmdeckError('source-unreadable', { object: object.name, reason: 'shape' })
      await addPage(file, tally, page.records, { next: page.next, total: page.total, now: frame.now })
      frame.report(tally.records)
    }
    checkIds(object, tally)
    const sourceIds = object.key === null ? null : await session.ids(object)
    if (sourceIds !== null) await fetchMissing(object, sourceIds, file, tally, since, frame)
    const lostNow = declared === null && tally.records > 0 ? missingColumns(object, new Set(tally.fields.keys())) : []
    // A few records may leave a field out because it is empty in them: only many, or all, tell that it is gone.
    const tells = declared !== null || (tally.records > 0 && (since === null || tally.records >= tellingRecords))
    const fields = { ...(tells ? {} : known?.fields), ...Object.fromEntries(declared ?? tally.fields) }
    const drift = fieldDrift(known?.fields ?? null, fields)
    return { object, path: file.path, tally, isFull: since === null, absent: lostBefore, lost: lostNow, fields, drift, sourceIds }
  } finally {
    await file.close()
  }
}

/** The first line of an object's pages. */
export function headOf(
  object: PullObject,
  lost: readonly string[],
  { connection, system }: Pick<ReadingFrame, 'connection' | 'system'>,
): PagesHead {
  const columns = object.columns?.filter(({ header }) => !lost.includes(header)) ?? null
  return {
    helmdeckPages: 1,
    system,
    connection,
    object: object.name,
    key: object.key === null ? null : [...object.key],
    stamp: object.stamp.map((place) => [...place]),
    columns: columns?.map(({ target: _target, as = 'value', ...column }) => ({ ...column, as })) ?? null,
  }
}

async function addPage(
  file: PageFile,
  tally: ObjectTally,
  records: readonly SourceRecord[],
  { next, total, now }: { readonly next: string | null; readonly total: number | null; readonly now: () => Date },
): Promise<void> {
  await file.append({ page: file.pages + 1, at: now().toISOString(), next, total, records })
  tally.add(records, total)
}

/** Records without their id could never be told from new ones again. */
function checkIds({ name, key }: PullObject, tally: ObjectTally): void {
  if (key !== null && tally.records > 0 && tally.ids.size === 0)
    throw new HelmdeckError('source-unreadable', { object: name, reason: 'shape' })
}

const idsAtOnce = 200

/** What the source has, and neither the pages nor (in an incremental reading) the cursor brought. */
async function fetchMissing(
  object: PullObject,
  sourceIds: readonly string[],
  file: PageFile,
  tally: ObjectTally,
  since: string | null,
  { session, now, held }: ReadingFrame,
): Promise<void> {
  const isKnown = (id: string): boolean => tally.ids.has(id) || (since !== null && held.has(`${object.prefix}${id}`))
  const missing = sourceIds.filter((id) => !isKnown(id))
  for (let from = 0; from < missing.length; from += idsAtOnce) {
    const records = await session.byIds(object, missing.slice(from, from + idsAtOnce))
    if (records === null) return
    if (records.length > 0) await addPage(file, tally, records, { next: null, total: null, now })
  }
}
