import { z } from 'zod'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'
import { matchHeader } from '../../../ingest/recognise/match-header.ts'
import { FieldsChanged, type ObjectColumn, type Page, type PageRequest, type PullObject, type PullSession } from '../../connector.ts'
import type { PullAnswer } from '../../pull-client.ts'
import { BulkQuery } from './bulk-query.ts'
import type { Asked, SalesforceClient } from './salesforce-client.ts'
import { salesforceObjects, type Resource, type SalesforceObject } from './salesforce-objects.ts'
import { plainId, stampOf, withValues } from './salesforce-values.ts'
import { soql, type After } from './soql.ts'

/** From so many records on a job answers in a few large pages what would take a call for each 2,000 (or 200, of wide records). */
export const bulkFrom = 20_000
/** So many ids are compared in each pull: 25 calls. Of larger objects a full pull names everything. */
const mostIds = 50_000
/** Ids named in one question. */
const idsAtOnce = 50
/** An address may have 16 KB; the rest of it is short. */
const longestQuestion = 12_000

const Described = z.object({
  fields: z.array(z.object({ name: z.string().regex(/^[A-Za-z]\w*$/), type: z.string(), custom: z.boolean().default(false) })),
})
type Field = z.infer<typeof Described>['fields'][number]

const Answer = z.object({
  totalSize: z.int().optional(),
  done: z.boolean(),
  nextRecordsUrl: z
    .string()
    .regex(/^\/services\/data\/v\d{2,3}\.0\/(query|queryAll)\/[A-Za-z0-9-]+$/)
    .optional(),
  records: z.array(z.record(z.string(), z.unknown())),
})

/** Where a reading goes on: behind a record, at a cursor of the server while it lives, or in the results of a job. */
const Place = z.object({
  after: z.object({ stamp: z.string(), id: z.string() }).optional(),
  cursor: z.string().optional(),
  job: z.string().optional(),
  locator: z.string().nullable().optional(),
  /** How many of the records whose history is read are done. */
  of: z.int().optional(),
  /** There are no jobs for this object. */
  plain: z.boolean().optional(),
})
type Place = z.infer<typeof Place>

/** Structures come field by field, too; contents of files and what is sealed are nobody's figures. */
const unread: ReadonlySet<string> = new Set(['address', 'location', 'base64', 'encryptedstring', 'json', 'complexvalue'])

/** A conversation with one organisation. */
export class SalesforceSession implements PullSession {
  private readonly client: SalesforceClient
  private readonly base: string
  private readonly bulk: BulkQuery
  private readonly known = new Map<string, Promise<readonly Field[]>>()
  readonly account: string
  readonly version: string

  constructor(client: SalesforceClient, options: { readonly base: string; readonly account: string; readonly version: string }) {
    this.client = client
    this.base = options.base
    this.bulk = new BulkQuery(client, options.base)
    this.account = options.account
    this.version = options.version
  }

  async fields({ name }: PullObject): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.described(name)).map(({ name: field, type }) => [field, type]))
  }

  /** Fields of the organisation's own, each a column; those that are named as a column of the model fill it, as in a file. */
  async columns({ name, kind, columns }: PullObject): Promise<readonly ObjectColumn[]> {
    const taken = new Set((columns ?? []).map(({ target }) => target))
    const own = (await this.described(name)).filter(({ custom, type }) => custom && !unread.has(type))
    return own.map(({ name: field }) => {
      const match = kind === null || kind === 'custom' ? undefined : matchHeader(kind, field)[0]
      const target = match === undefined || match.strength === 'weak' ? null : `${kind}.${match.column}`
      const isFree = target !== null && !taken.has(target)
      if (isFree) taken.add(target)
      return { header: field, from: [[field]], target: isFree ? target : null }
    })
  }

  async page(object: PullObject, { since, from, of }: PageRequest): Promise<Page> {
    const found = this.found(object)
    const place = from === null ? {} : Place.parse(JSON.parse(from))
    if (found.historyOf !== undefined && since !== null) return await this.historyPage(found, found.historyOf, of ?? [], place)
    if (place.job !== undefined) {
      const page = await this.jobPage(found, place.job, place.locator ?? null)
      // The results are gone: the question is asked again.
      return page ?? (await this.page(object, { since, from: null, of: null }))
    }
    if (place.cursor !== undefined) {
      const { answer } = await this.more(place.cursor, object.name)
      if (answer !== null) return this.pageOf(answer, object.name, place, null)
    }
    const fields = await this.readable(found)
    const question = { sobject: object.name, fields, stamp: stampField(found, fields), since, after: place.after ?? null }
    const asked = soql(question)
    if (encodeURIComponent(asked).length > longestQuestion) {
      const page = await this.jobFor(found, since)
      if (page === null) throw this.client.failed(object.name, 'URI Too Long')
      return page
    }
    const answer = await this.question(found.resource, asked, object.name)
    const page = this.pageOf(answer, object.name, place, since)
    const isLarge = (Answer.parse(answer.body).totalSize ?? 0) >= bulkFrom
    if (!isLarge || page.next === null || place.plain === true) return page
    const first = await this.jobFor(found, since)
    if (first !== null) return { ...first, total: page.total }
    return { ...page, next: JSON.stringify({ ...Place.parse(JSON.parse(page.next)), plain: true }) }
  }

  /** The histories of records that changed, some of them at a time. */
  private async historyPage(found: SalesforceObject, field: string, ids: readonly string[], { of = 0, cursor }: Place): Promise<Page> {
    const { object, resource } = found
    if (of >= ids.length) return { records: [], next: null, total: null }
    const fields = await this.readable(found)
    const to = of + idsAtOnce
    const asked = soql({ sobject: object.name, fields, stamp: stampField(found, fields), of: { field, ids: ids.slice(of, to) } })
    const { answer: more } = cursor === undefined ? { answer: null } : await this.more(cursor, object.name)
    const page = this.pageOf(more ?? (await this.question(resource, asked, object.name)), object.name, {}, null)
    const next = cursorOf(page)
    if (next !== null) return { ...page, next: JSON.stringify({ of, cursor: next }), total: null }
    return { ...page, next: to >= ids.length ? null : JSON.stringify({ of: to }), total: null }
  }

  /** What a cursor goes on with; null where it lives no more. */
  private async more(cursor: string, object: string): Promise<Asked> {
    return await this.client.ask({ method: 'GET', path: cursor }, object, ['INVALID_QUERY_LOCATOR'])
  }

  async ids(object: PullObject): Promise<readonly string[] | null> {
    if (!this.found(object).namesIds) return null
    const ids = new Set<string>()
    const question = { sobject: object.name, fields: ['Id'], stamp: null }
    let total: number | null = null
    let place: Place | null = {}
    while (place !== null) {
      const page: Page = await this.idsFrom(object.name, question, place)
      total ??= page.total
      if (total !== null && total > mostIds) return null
      const before = ids.size
      for (const record of page.records) ids.add(plainId(cellOf(record['Id'])))
      // The same page again and again would be read for ever.
      if (ids.size === before && page.next !== null) return null
      place = page.next === null ? null : Place.parse(JSON.parse(page.next))
    }
    // A list that is shorter than it says tells nobody what is gone.
    return total !== null && ids.size < total ? null : [...ids]
  }

  async byIds(object: PullObject, ids: readonly string[]): Promise<readonly SourceRecord[]> {
    const found = this.found(object)
    const fields = await this.readable(found)
    const records: SourceRecord[] = []
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const asked = soql({ sobject: object.name, fields, stamp: null, of: { field: 'Id', ids: ids.slice(from, from + idsAtOnce) } })
      if (encodeURIComponent(asked).length > longestQuestion + 4000) {
        const job = await this.bulk.start(
          'query',
          soql({ sobject: object.name, fields, stamp: null, of: { field: 'Id', ids }, isUnordered: true }),
          object.name,
        )
        const page = job === null ? null : await this.bulk.page(job, null, fields, object.name)
        return (page?.records ?? []).map(withValues)
      }
      let page = this.pageOf(await this.question('query', asked, object.name), object.name, {}, null)
      records.push(...page.records)
      for (let next = cursorOf(page); next !== null; next = cursorOf(page)) {
        page = this.pageOf(await this.client.get(next, {}, object.name), object.name, {}, null)
        records.push(...page.records)
      }
    }
    return records
  }

  async count({ name }: PullObject): Promise<number | null> {
    const { body } = await this.question('query', `SELECT COUNT() FROM ${name}`, name)
    const { totalSize } = (body ?? {}) as { readonly totalSize?: unknown }
    if (typeof totalSize !== 'number') throw this.client.unreadable(name)
    return totalSize
  }

  callsFor(_object: PullObject, records: number): number {
    return records > bulkFrom ? 12 + Math.ceil(records / bulkFrom) : 2 + 2 * Math.ceil((records + 1) / 2000)
  }

  private async idsFrom(sobject: string, question: { fields: readonly string[]; stamp: null }, place: Place): Promise<Page> {
    if (place.cursor !== undefined) {
      const { answer } = await this.more(place.cursor, sobject)
      if (answer !== null) return this.pageOf(answer, sobject, place, null)
    }
    const asked = soql({ sobject, ...question, after: place.after ?? null })
    return this.pageOf(await this.question('query', asked, sobject), sobject, place, null)
  }

  private async jobFor(found: SalesforceObject, since: string | null): Promise<Page | null> {
    const { name } = found.object
    const fields = await this.readable(found)
    const asked = soql({ sobject: name, fields, stamp: stampField(found, fields), since, isUnordered: true })
    const job = await this.bulk.start(found.resource, asked, name)
    return job === null ? null : await this.jobPage(found, job, null)
  }

  private async jobPage(found: SalesforceObject, job: string, locator: string | null): Promise<Page | null> {
    const page = await this.bulk.page(job, locator, await this.readable(found), found.object.name)
    if (page === null) return null
    const next = page.locator === null ? null : JSON.stringify({ job, locator: page.locator })
    return { records: page.records.map(withValues), next, total: null }
  }

  private async question(resource: Resource, asked: string, object: string): Promise<PullAnswer> {
    const request = { method: 'GET', path: `${this.base}/${resource}`, query: { q: asked } } as const
    const { answer } = await this.client.ask(request, object, ['INVALID_FIELD'])
    if (answer !== null) return answer
    this.known.delete(object)
    throw new FieldsChanged(object)
  }

  /** `place` is where the page began: an empty page goes on from there. */
  private pageOf({ body }: PullAnswer, object: string, place: Place, since: string | null): Page {
    const answer = Answer.safeParse(body)
    if (!answer.success) throw this.client.unreadable(object)
    const { records, done, nextRecordsUrl, totalSize } = answer.data
    const after = lastOf(records) ?? place.after
    const isFirst = place.after === undefined && place.cursor === undefined
    const next: Place = {
      ...(after === undefined ? {} : { after }),
      ...(nextRecordsUrl === undefined ? {} : { cursor: nextRecordsUrl }),
      ...(place.plain === undefined ? {} : { plain: place.plain }),
    }
    if (!done && after === undefined && nextRecordsUrl === undefined) throw this.client.unreadable(object)
    return {
      records: records.map(withValues),
      next: done ? null : JSON.stringify(next),
      total: isFirst && since === null ? (totalSize ?? null) : null,
    }
  }

  private found({ name }: PullObject): SalesforceObject {
    const found = salesforceObjects.find(({ object }) => object.name === name)
    if (found === undefined) throw new Error(`no object ${name}`)
    return found
  }

  private async described(name: string): Promise<readonly Field[]> {
    const asked =
      this.known.get(name) ??
      this.client.get(`${this.base}/sobjects/${name}/describe`, {}, name).then(({ body }) => {
        const described = Described.safeParse(body)
        if (!described.success) throw this.client.unreadable(name)
        return described.data.fields
      })
    this.known.set(name, asked)
    return await asked
  }

  /** Only fields that this organisation has and this user may see. */
  private async readable({ object, read }: SalesforceObject): Promise<readonly string[]> {
    const described = await this.described(object.name)
    const there = new Map(described.map((field) => [field.name, field]))
    const always = ['Id', 'SystemModstamp', 'CreatedDate', 'IsDeleted']
    const own = described.filter(({ custom, type }) => custom && !unread.has(type)).map(({ name }) => name)
    return [...new Set([...always, ...read].filter((name) => there.has(name)).concat(own))]
  }
}

const stampField = ({ object: { stamp } }: SalesforceObject, fields: readonly string[]): string | null =>
  stamp.length === 0 ? null : (['SystemModstamp', 'CreatedDate'].find((name) => fields.includes(name)) ?? null)

const cursorOf = ({ next }: Page): string | null => (next === null ? null : (Place.parse(JSON.parse(next)).cursor ?? null))

/** The latest record of a page. Pages come in order; one that was shuffled has its latest somewhere else. */
function lastOf(records: readonly SourceRecord[]): After | undefined {
  let last: After | undefined
  for (const record of records) {
    const place = { stamp: stampOf(cellOf(record['SystemModstamp'] ?? record['CreatedDate'])), id: cellOf(record['Id']) }
    if (!/^[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$/.test(place.id)) continue
    if (last === undefined || place.stamp > last.stamp || (place.stamp === last.stamp && place.id > last.id)) last = place
  }
  return last
}
