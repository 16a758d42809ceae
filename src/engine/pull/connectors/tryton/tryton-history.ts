import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'
import type { TrytonClient } from './tryton-client.ts'
import { microseconds, trytonMicroseconds } from './tryton-values.ts'

type Revision = readonly [at: unknown, id: number, by: string | null]

const atOnce = 4

/** Fields whose history is kept, and what they are called; ids get the connection's prefix. */
const tracked = [
  { field: 'state', name: 'Stage', isId: false },
  { field: 'amount', name: 'Amount', isId: false },
  { field: 'employee', name: 'Owner', isId: true },
] as const

interface Told {
  readonly id: number
  readonly at: string
  readonly by: string | null
}

/**
 * What became of deals field by field, from the states they were in after each of their revisions. A search with a point in time
 * counts revisions instead of deals and matches states long gone: records are read by id instead.
 */
export async function opportunityChanges(client: TrytonClient, ids: readonly string[], prefix: string): Promise<SourceRecord[]> {
  const revisions = await client.call<Revision[]>('model.sale.opportunity.history_revisions', [ids.map(Number)])
  const told = revisions.map(([at, id, by]): Told => ({ at: cellOf(at), id, by })).toSorted((a, b) => a.id - b.id || (a.at < b.at ? -1 : 1))
  const states = await statesAfter(client, told)
  const changes: SourceRecord[] = []
  for (const [index, { id, at, by }] of told.entries()) {
    const before: SourceRecord = told[index - 1]?.id === id ? (states[index - 1] ?? {}) : {}
    const state = states[index] ?? {}
    for (const { field, name, isId } of tracked) {
      const [old, now] = [before[field], state[field]].map((value) =>
        isId && cellOf(value) !== '' ? `${prefix}${cellOf(value)}` : cellOf(value),
      )
      if (!isSame(old ?? '', now ?? '')) changes.push({ record: id, field: name, old, new: now, at, by })
    }
  }
  return changes
}

/** The state after each revision, which lasts until the next one: one question at one moment answers for all deals it falls into. */
async function statesAfter(client: TrytonClient, told: readonly Told[]): Promise<readonly SourceRecord[]> {
  const spans = told.map(({ id, at }, index) => {
    const next = told[index + 1]
    return { from: microseconds(at), to: next?.id === id ? microseconds(next.at) : Infinity }
  })
  const fields = tracked.map(({ field }) => field)
  const states = Array.from<SourceRecord>({ length: told.length })
  await forEachAtOnce(momentsWithin(spans), async ({ at, within }) => {
    // Of two revisions of one moment both are what the deal was after it.
    const of = new Map<number, number[]>()
    for (const index of within) of.set(told[index]!.id, [...(of.get(told[index]!.id) ?? []), index])
    const context = at === Infinity ? {} : { _datetime: trytonMicroseconds(at) }
    for (const record of await client.call<SourceRecord[]>('model.sale.opportunity.read', [[...of.keys()], fields], context))
      for (const index of of.get(Number(record['id'])) ?? []) states[index] = record
  })
  return states
}

interface Span {
  readonly from: number
  readonly to: number
}

/** As few moments as fall into every span, each with the spans it stands for: always the last moment of the span that ends first. */
export function momentsWithin(spans: readonly Span[]): readonly { readonly at: number; readonly within: readonly number[] }[] {
  const order = spans.map((_, index) => index).toSorted((a, b) => spans[a]!.to - spans[b]!.to)
  const moments: { readonly at: number; readonly within: number[] }[] = []
  let open = order
  while (open.length > 0) {
    const { from, to } = spans[open[0]!]!
    // Two revisions of one moment: the span between them is empty.
    const at = Math.max(from, to === Infinity ? Infinity : to - 1)
    // Sorted by their end: none that is open ends earlier.
    const within = open.filter((index) => spans[index]!.from <= at)
    moments.push({ at, within })
    const taken = new Set(within)
    open = open.filter((index) => !taken.has(index))
  }
  return moments
}

/** 32670.00 and 32670 are one amount. */
function isSame(a: string, b: string): boolean {
  const plain = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text)
  return plain(a) === plain(b)
}

async function forEachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index]!)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
