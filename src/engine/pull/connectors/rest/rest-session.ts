import { HelmdeckError } from '../../../../contract/errors.ts'
import type { RestDescription, RestObject } from '../../../../contract/rest-description.ts'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf, valueAt } from '../../../ingest/readers/page-values.ts'
import type { Credentials } from '../../auth/credentials.ts'
import type { Page, PageRequest, PullObject, PullSession } from '../../connector.ts'
import type { PullAnswer, PullClient } from '../../pull-client.ts'
import type { PullRequest } from '../../read-rule.ts'
import { firstPlace, nextPlace, pageQuery } from './page-styles.ts'
import { placeOf } from './place-of.ts'

/** A conversation with a described system. */
export class RestSession implements PullSession {
  private readonly description: RestDescription
  private readonly user: string | null
  private readonly secret: string | null
  private readonly client: PullClient
  private readonly credentials: Credentials
  private token: string | null = null
  readonly version = null

  constructor(
    description: RestDescription,
    user: string | null,
    secret: string | null,
    { client, credentials }: { readonly client: PullClient; readonly credentials: Credentials },
  ) {
    this.description = description
    this.user = user
    this.secret = secret
    this.client = client
    this.credentials = credentials
  }

  get account(): string {
    return this.user ?? this.client.host
  }

  async logIn(): Promise<void> {
    const { auth } = this.description
    if (auth.type !== 'login') return
    const path = this.client.basePath + auth.path
    const answer = await this.client.send({
      method: 'POST',
      path,
      body: { [auth.user]: this.user, [auth.password]: this.secret },
      once: true,
    })
    const token = cellOf(valueAt(answer.body, placeOf(auth.token)))
    if (answer.status >= 400 || token === '') throw new HelmdeckError('source-login-refused', { host: this.client.host })
    this.token = token
  }

  async fields(): Promise<null> {
    return null
  }

  async page({ name }: PullObject, { since, from }: PageRequest): Promise<Page> {
    const object = this.object(name)
    const place = from ?? firstPlace(object.page)
    const followed = object.page.style === 'link' && from !== null ? new URL(from, `http://${this.client.host}`) : null
    const query =
      followed === null
        ? { ...object.query, ...this.sinceQuery(object, since), ...pageQuery(object.page, place) }
        : Object.fromEntries(followed.searchParams)
    const body = await this.get(followed?.pathname ?? this.client.basePath + object.path, query, name)
    const records = this.recordsOf(body, object.records, name)
    const total = object.total === undefined ? null : Number(valueAt(body, placeOf(object.total)))
    const ids = records.map((record) => cellOf(valueAt(record, placeOf(object.key))))
    // The total of a question for changes only is not that of all there are.
    return {
      records,
      next: nextPlace(object.page, { place, body, ids, host: this.client.host }),
      total: total !== null && since === null && Number.isInteger(total) ? total : null,
    }
  }

  async ids({ name }: PullObject): Promise<readonly string[] | null> {
    const object = this.object(name)
    if (object.ids === undefined) return null
    const { path, query, records } = object.ids
    const body = await this.get(this.client.basePath + path, query, name)
    const list = records === undefined ? body : valueAt(body, placeOf(records))
    if (!Array.isArray(list)) throw new HelmdeckError('source-unreadable', { host: this.client.host, object: name, reason: 'shape' })
    return list.map((entry: unknown) => (typeof entry === 'object' ? cellOf(valueAt(entry, placeOf(object.key))) : cellOf(entry)))
  }

  async byIds({ name }: PullObject, ids: readonly string[]): Promise<readonly SourceRecord[] | null> {
    const object = this.object(name)
    if (object.ids === undefined) return null
    const found: SourceRecord[] = []
    for (const id of ids) {
      const body = await this.get(`${this.client.basePath}${object.path}/${encodeURIComponent(id)}`, {}, name, true)
      if (typeof body === 'object' && body !== null && !Array.isArray(body)) found.push(body as SourceRecord)
    }
    return found
  }

  async count(object: PullObject): Promise<number | null> {
    const { total, records, next } = await this.page(object, { since: null, from: null, of: null })
    return total ?? (next === null ? records.length : null)
  }

  callsFor({ name }: PullObject, records: number): number {
    const { page } = this.object(name)
    return 'size' in page && page.size !== undefined ? Math.ceil(records / page.size) + 1 : 1
  }

  private object(name: string): RestObject {
    const object = this.description.objects.find((candidate) => candidate.name === name)
    if (object === undefined) throw new Error(`no object ${name}`)
    return object
  }

  private sinceQuery({ cursor }: RestObject, since: string | null): Record<string, string> {
    if (since === null || cursor?.parameter === undefined) return {}
    const moment = Date.parse(since)
    const written = { iso: since, 'epoch-ms': String(moment), 'epoch-s': String(Math.floor(moment / 1000)), date: since.slice(0, 10) }
    return { [cursor.parameter]: written[cursor.format] }
  }

  private recordsOf(body: unknown, place: string | undefined, object: string): SourceRecord[] {
    const list = place === undefined ? body : valueAt(body, placeOf(place))
    const isList = Array.isArray(list) && list.every((record) => typeof record === 'object' && record !== null)
    if (!isList) throw new HelmdeckError('source-unreadable', { host: this.client.host, object, reason: 'shape' })
    return list as SourceRecord[]
  }

  private async get(path: string, query: Readonly<Record<string, string>>, object: string, mayBeMissing = false): Promise<unknown> {
    const { auth, headers } = this.description
    const token = auth.type === 'bearer' ? await this.credentials.token() : null
    const request = (bearer: string | null): PullRequest => ({
      method: 'GET',
      path,
      query,
      headers: { ...headers, ...this.login(bearer) },
    })
    let answer = await this.client.send(request(token))
    if (answer.status === 401 && auth.type === 'login') {
      await this.logIn()
      answer = await this.client.send(request(null))
    } else if (answer.status === 401 && token !== null) answer = await this.client.send(request(await this.credentials.renew(token)))
    if (mayBeMissing && answer.status === 404) return null
    return this.judged(answer, object)
  }

  private judged(answer: PullAnswer, object: string): unknown {
    const { status, body } = answer
    if (status === 401) throw new HelmdeckError('source-login-refused', { host: this.client.host })
    if (status === 403) throw new HelmdeckError('source-forbidden', { object })
    if (status === 404) throw new HelmdeckError('source-unreadable', { host: this.client.host, object, reason: 'not-found' })
    if (status >= 400) throw this.client.failed(answer, { object })
    const { error } = this.description
    const said = error === undefined ? undefined : valueAt(body, placeOf(error))
    // Systems that always answer 200 say `0`, false or nothing where all went well.
    if (said !== undefined && said !== null && said !== false && said !== 0 && said !== '' && said !== '0')
      throw new HelmdeckError('source-failed', { host: this.client.host, object, said: this.client.hideSecrets(cellOf(said)) })
    return body
  }

  private login(bearer: string | null): Record<string, string> {
    const { auth } = this.description
    switch (auth.type) {
      case 'none':
        return {}
      case 'bearer':
        return { Authorization: `Bearer ${bearer ?? ''}` }
      case 'basic':
        return { Authorization: `Basic ${Buffer.from(`${this.user ?? ''}:${this.secret ?? ''}`).toString('base64')}` }
      case 'header':
        return { [auth.name]: `${auth.prefix}${this.secret ?? ''}` }
      case 'login':
        return { Authorization: `Bearer ${this.token ?? ''}` }
    }
  }
}
