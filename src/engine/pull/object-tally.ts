import type { SourceRecord } from '../ingest/readers/page-format.ts'
import { cellOf, isYes, valueAt } from '../ingest/readers/page-values.ts'
import type { PullObject } from './connector.ts'
import { momentOf } from './moment.ts'

/** What the pages of one object say together. */
export class ObjectTally {
  private readonly object: PullObject
  readonly ids = new Set<string>()
  readonly fields = new Map<string, string>()
  readonly archived = new Set<string>()
  readonly merged = new Set<string>()
  readonly deleted = new Set<string>()
  records = 0
  pages = 0
  /** The latest time of change, in milliseconds since 1970. */
  latest: number | null = null
  total: number | null = null

  constructor(object: PullObject) {
    this.object = object
  }

  add(records: readonly SourceRecord[], total: number | null): void {
    this.pages++
    this.total = total ?? this.total
    for (const record of records) this.addRecord(record)
  }

  private addRecord(record: SourceRecord): void {
    const { key, stamp, archived, mergedInto, deleted } = this.object
    this.records++
    const id = key === null ? '' : cellOf(valueAt(record, key))
    if (id !== '') this.ids.add(id)
    const changed = stamp.map((place) => cellOf(valueAt(record, place))).find((cell) => cell !== '')
    const moment = changed === undefined ? null : momentOf(changed)
    if (moment !== null && (this.latest === null || moment > this.latest)) this.latest = moment
    const isMerged = mergedInto !== undefined && cellOf(valueAt(record, mergedInto)) !== ''
    this.mark(this.merged, id, isMerged)
    this.mark(this.deleted, id, !isMerged && deleted !== undefined && isYes(cellOf(valueAt(record, deleted))))
    this.mark(this.archived, id, !isMerged && archived?.values.includes(cellOf(valueAt(record, archived.from))) === true)
    for (const [name, value] of Object.entries(record)) {
      if (value !== null && value !== undefined) this.fields.set(name, typeOf(value))
      else if (!this.fields.has(name)) this.fields.set(name, '')
    }
  }

  /** A record that came again counts as it came last. */
  private mark(set: Set<string>, id: string, isSo: boolean): void {
    if (isSo) set.add(id)
    else set.delete(id)
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (typeof value !== 'object' || value === null) return typeof value
  const named = (value as Readonly<Record<string, unknown>>)['__class__']
  return typeof named === 'string' ? named : 'object'
}
