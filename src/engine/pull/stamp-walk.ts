import type { SourceRecord } from '../ingest/readers/page-format.ts'

/** A place in records sorted by their time of change: from this moment on, or at this very moment behind an id (`after`). */
export interface StampPlace {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly after: string | null
}

interface PageSeen {
  readonly records: readonly SourceRecord[]
  readonly mayHaveMore: boolean
  readonly stampOf: (record: SourceRecord) => number | null
  readonly idOf: (record: SourceRecord) => string
  readonly compareIds: (a: string, b: string) => number
}

/**
 * Where the next page begins: at the last moment seen, so that no offset shifts when records are edited in between and no limit of
 * results is met. Where a page holds nothing but one moment, that moment is read to its end by ids first. null behind the last page.
 */
export function nextStampPlace(place: StampPlace, { records, mayHaveMore, stampOf, idOf, compareIds }: PageSeen): StampPlace | null {
  if (place.after !== null) {
    if (!mayHaveMore || records.length === 0) return { at: place.at + 1, after: null }
    const last = records.map(idOf).reduce((a, b) => (compareIds(a, b) >= 0 ? a : b), place.after)
    return last === place.after ? { at: place.at + 1, after: null } : { at: place.at, after: last }
  }
  if (!mayHaveMore) return null
  const stamps = records.map(stampOf).filter((stamp) => stamp !== null)
  const latest = Math.max(place.at, ...stamps)
  // The moment may be one nobody has asked about yet; reading it by ids begins before every id.
  return latest > place.at ? { at: latest, after: null } : { at: place.at, after: '' }
}
