import { HelmdeckError } from '../../../../contract/errors.ts'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'
import type { Page, PageRequest, PullObject, PullSession } from '../../connector.ts'
import type { TrytonClient } from './tryton-client.ts'
import { enrichments } from './tryton-enrichments.ts'
import { opportunityChanges } from './tryton-history.ts'
import { stageKinds, stageObject, type TrytonObject } from './tryton-objects.ts'
import { trytonMoment } from './tryton-values.ts'

const pageSize = 100
const dealsAtOnce = 500

interface FieldDefinition {
  readonly type: string
  readonly selection?: readonly (readonly [string, string])[]
}

/** A conversation with one database of a Tryton server. */
export class TrytonSession implements PullSession {
  private readonly client: TrytonClient
  private readonly objects: ReadonlyMap<string, TrytonObject>
  private readonly prefix: string
  private readonly known = new Map<string, Promise<ReadonlyMap<string, FieldDefinition>>>()
  readonly account: string
  readonly version: string | null

  constructor(
    client: TrytonClient,
    objects: readonly TrytonObject[],
    options: { readonly prefix: string; readonly account: string; readonly version: string | null },
  ) {
    this.client = client
    this.objects = new Map(objects.map((object) => [object.object.name, object]))
    this.prefix = options.prefix
    this.account = options.account
    this.version = options.version
  }

  async fields({ name }: PullObject): Promise<ReadonlyMap<string, string> | null> {
    const found = this.objects.get(name)
    if (found === undefined) return null
    return new Map([...(await this.definitions(found.model))].map(([field, { type }]) => [field, type]))
  }

  async page(object: PullObject, { since, from, of }: PageRequest): Promise<Page> {
    if (object.name === stageObject.name) return { records: await this.stages(), next: null, total: null }
    if (object.dependsOn !== undefined) return await this.historyPage(of ?? [], Number(from ?? 0))
    const found = this.found(object)
    const records = await this.read(found, [['id', '>', Number(from ?? 0)], ...changedSince(found, since)], pageSize)
    const last = records.at(-1)
    return { records, next: last === undefined || records.length < pageSize ? null : cellOf(last['id']), total: null }
  }

  async ids(object: PullObject): Promise<readonly string[] | null> {
    const { model, domain } = this.found(object)
    const ids = await this.client.call<number[]>(`model.${model}.search`, [domain, 0, null, null])
    return ids.map(String)
  }

  async byIds(object: PullObject, ids: readonly string[]): Promise<readonly SourceRecord[]> {
    return await this.read(this.found(object), [['id', 'in', ids.map(Number)]], null)
  }

  async count(object: PullObject): Promise<number | null> {
    const found = this.objects.get(object.name)
    if (found === undefined) return object.name === stageObject.name ? Object.keys(stageKinds).length : null
    return await this.client.call<number>(`model.${found.model}.search_count`, [found.domain])
  }

  callsFor({ name }: PullObject, records: number): number {
    const enriched = this.objects.get(name)?.enrichment === undefined ? 1 : 2
    return 2 + enriched * Math.ceil((records + 1) / pageSize)
  }

  private found({ name }: PullObject): TrytonObject {
    const found = this.objects.get(name)
    if (found === undefined) throw new Error(`no object ${name}`)
    return found
  }

  private async definitions(model: string): Promise<ReadonlyMap<string, FieldDefinition>> {
    const asked =
      this.known.get(model) ??
      this.client
        .call<Record<string, FieldDefinition>>(`model.${model}.fields_get`, [null])
        .then((fields) => new Map(Object.entries(fields)))
    this.known.set(model, asked)
    return await asked
  }

  /** Only fields that this server has: modules add and take them. */
  private async read(
    { model, domain, read, enrichment }: TrytonObject,
    more: readonly unknown[],
    limit: number | null,
  ): Promise<readonly SourceRecord[]> {
    const fields = await this.definitions(model)
    const there = read.filter((field) => fields.has(field.split('.')[0] ?? ''))
    const asked = [...more, ...domain.filter((clause) => fields.has((clause as readonly string[])[0] ?? ''))]
    // Nested clauses leave archived records out again, whatever the outer ones say.
    const records = await this.client.call<SourceRecord[]>(
      `model.${model}.search_read`,
      [asked, 0, limit, [['id', 'ASC']], [...there, 'create_date', 'write_date']],
      fields.has('active') ? { active_test: false } : {},
    )
    if (!Array.isArray(records)) throw new HelmdeckError('source-unreadable', { object: model, reason: 'shape' })
    return enrichment === undefined || records.length === 0 ? records : await enrichments[enrichment](this.client, records)
  }

  private async historyPage(ids: readonly string[], from: number): Promise<Page> {
    if (ids.length === 0) return { records: [], next: null, total: null }
    const to = from + dealsAtOnce
    const records = await opportunityChanges(this.client, ids.slice(from, to), this.prefix)
    return { records, next: to >= ids.length ? null : String(to), total: null }
  }

  /** States in the model's own order; one that a module adds is an open stage. */
  private async stages(): Promise<SourceRecord[]> {
    const { selection = [] } = (await this.definitions('sale.opportunity')).get('state') ?? { type: 'selection' }
    const order = Object.keys(stageKinds)
    const states = [...new Set([...order, ...selection.map(([state]) => state)])]
    return states.map((name, index) => ({ name, position: (index + 1) * 10, kind: stageKinds[name] ?? 'open' }))
  }
}

/** New rows have no write_date until the first edit, so both columns are needed. */
function changedSince({ changedThrough }: TrytonObject, since: string | null): readonly unknown[] {
  if (since === null) return []
  const moment = trytonMoment(since)
  const changed = [
    'OR',
    [['write_date', '>=', moment]],
    [
      ['write_date', '=', null],
      ['create_date', '>=', moment],
    ],
  ]
  return [changedThrough === undefined ? changed : [...changed, [[changedThrough, 'where', [changed]]]]]
}
