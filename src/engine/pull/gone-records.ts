import type { PagesHead } from '../ingest/readers/page-format.ts'
import type { PageStore } from './page-store.ts'
import type { ReadObject } from './read-object.ts'

/** So many may vanish at once without a question. */
const fewRows = 20
const believableShare = 0.05

export interface Gone {
  /** Ids, with their prefix, that the source has no more. */
  readonly ids: readonly string[]
  /** More than is believable: nothing is deleted until a person says so. */
  readonly isHeldBack: boolean
}

/** What the workspace holds, or this pull brought, and the source does not name any more. Needs the source's whole set of ids. */
export function goneRecords(read: ReadObject, held: ReadonlySet<string>, acceptDeletes: boolean): Gone {
  const named = namedIds(read)
  if (named === null) return { ids: [], isHeldBack: false }
  const { prefix } = read.object
  const ours = new Set([...held, ...[...read.tally.ids].map((id) => `${prefix}${id}`)])
  const saidThemselves = sayThemselves(read)
  const ids = [...ours].filter((id) => !named.has(id) && !saidThemselves.has(id))
  return { ids, isHeldBack: !acceptDeletes && ids.length > Math.max(fewRows, ours.size * believableShare) }
}

/** Records that came with the word that they are deleted or merged: their own column marks them. */
function sayThemselves({ object: { prefix, columns }, tally }: ReadObject): ReadonlySet<string> {
  return new Set(columns === null ? [] : [...tally.deleted, ...tally.merged].map((id) => `${prefix}${id}`))
}

/** With their prefix; null where nothing names all there are. */
function namedIds({ object, sourceIds, isFull, tally }: ReadObject): ReadonlySet<string> | null {
  const withPrefix = (ids: Iterable<string>): ReadonlySet<string> => new Set([...ids].map((id) => `${object.prefix}${id}`))
  if (object.key === null) return null
  if (sourceIds !== null) return withPrefix(sourceIds)
  const isWhole = isFull && object.comparesWhole && (tally.total === null || tally.ids.size >= tally.total)
  return isWhole ? withPrefix(tally.ids) : null
}

/** A file of what is gone: one row per id that says so. */
export async function writeGone(
  store: PageStore,
  { object }: ReadObject,
  ids: readonly string[],
  frame: Pick<PagesHead, 'connection' | 'system'> & { readonly at: string },
): Promise<string> {
  const { at, ...origin } = frame
  const head: PagesHead = {
    ...origin,
    helmdeckPages: 1,
    object: goneName(object.name),
    key: ['id'],
    stamp: [],
    columns: [
      { header: 'id', from: [['id']], as: 'value' },
      { header: 'deleted', from: [], constant: 'true', as: 'value' },
    ],
  }
  const file = await store.pages(head, () => undefined)
  try {
    await file.append({ page: file.pages + 1, at, next: null, total: ids.length, records: ids.map((id) => ({ id })) })
    return file.path
  } finally {
    await file.close()
  }
}

export function goneName(object: string): string {
  return `${object}-gone`
}
