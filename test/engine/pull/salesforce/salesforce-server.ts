import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from '../test-source.ts'
import { askRows, type Cell, type Row } from './soql-rows.ts'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
  readonly authorization: string
}

export type Trick = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>

interface Field {
  readonly name: string
  readonly type: string
  readonly custom: boolean
}

interface Job {
  readonly question: string
  readonly fields: string[]
  readonly rows: Row[]
  polls: number
}

const version = 'v62.0'
export const clientId = '3MVG9.consumer-key'
export const clientSecret = 'consumer-secret-7712'

/** An organisation of Salesforce on this machine: the REST interface, Bulk API 2.0 queries and OAuth as they are published, and what a test plays. */
export class SalesforceServer {
  readonly tables = new Map<string, Row[]>()
  readonly fields = new Map<string, Field[]>()
  readonly seen: Seen[] = []
  /** Tried in their order before an answer; one that answered is gone. */
  readonly tricks: Trick[] = []
  always: Trick = () => false
  /** Rows to a batch: 2,000 at most, fewer of wide rows. */
  batch = 50
  now = new Date('2026-03-01T12:00:00Z')
  /** How far the Date header is off. */
  skewSeconds = 0
  readonly tokens = new Set<string>()
  readonly issued: string[] = []
  refreshToken = ''
  rotates = true
  /** Does a token come with the place it is for? */
  namesPlace = true
  used = 100
  allowed = 100_000
  pollsPerJob = 2
  hasBulk = true
  /** Does each page of a job's results begin with its header? */
  headsPages = true
  bulkPage = 7000
  /** The one who consents at the sign-in page. */
  consents = true
  private readonly codes = new Map<string, { readonly challenge: string; readonly redirect: string }>()
  private readonly cursors = new Map<string, { readonly fields: string[]; readonly sobject: string; readonly rows: Row[] }>()
  private readonly jobs = new Map<string, Job>()
  private readonly server: Server
  private numbers = 1

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  static async start(): Promise<SalesforceServer> {
    const started = new SalesforceServer()
    started.server.listen(0, '127.0.0.1')
    await once(started.server, 'listening')
    return started
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  token(): string {
    const token = `00D5g0!${randomBytes(18).toString('hex')}`
    this.tokens.add(token)
    this.issued.push(token)
    return token
  }

  /** Ends every session, as an administrator would. */
  endSessions(): void {
    this.tokens.clear()
  }

  /** Cursors live for two days at most; then they are gone. */
  expireCursors(): void {
    this.cursors.clear()
  }

  rows(sobject: string): Row[] {
    const rows = this.tables.get(sobject)
    if (rows === undefined) throw new Error(sobject)
    return rows
  }

  find(sobject: string, id: string): Row {
    const found = this.rows(sobject).find((row) => row['Id'] === id)
    if (found === undefined) throw new Error(`${sobject} ${id}`)
    return found
  }

  moment(): string {
    return this.now.toISOString().replace('Z', '+0000')
  }

  edit(sobject: string, id: string, change: Row): void {
    Object.assign(this.find(sobject, id), change, { SystemModstamp: this.moment() })
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://org')
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { authorization = '' } = request.headers
    this.seen.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams.get('q') ?? '', body, authorization })
    response.setHeader('Date', new Date(this.now.getTime() + this.skewSeconds * 1000).toUTCString())
    response.setHeader('Sforce-Limit-Info', `api-usage=${this.used}/${this.allowed}`)
    if (await this.always(request, response, url)) return
    const [trick] = this.tricks
    if (trick !== undefined && (await trick(request, response, url))) {
      this.tricks.shift()
      return
    }
    if (url.pathname === '/services/oauth2/authorize') return this.authorize(response, url)
    if (url.pathname === '/services/oauth2/token') return this.grant(response, new URLSearchParams(body))
    if (!this.tokens.has(authorization.replace(/^Bearer /, '')))
      return refuse(response, 401, 'INVALID_SESSION_ID', 'Session expired or invalid')
    this.used++
    try {
      this.data(request.method ?? '', url, body, response)
    } catch (error) {
      refuse(response, 400, 'MALFORMED_QUERY', String(error))
    }
  }

  private data(method: string, url: URL, body: string, response: ServerResponse): void {
    const base = `/services/data/${version}`
    const { pathname } = url
    if (pathname === '/services/data/') return json(response, [{ label: "Winter '25", url: base, version: '62.0' }])
    const resource = pathname.slice(base.length)
    const describe = /^\/sobjects\/(\w+)\/describe$/.exec(resource)?.[1]
    if (method === 'GET' && describe !== undefined) {
      const fields = this.fields.get(describe)
      if (fields === undefined) return refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist')
      return json(response, { name: describe, queryable: true, fields })
    }
    if (method === 'GET' && /^\/(query|queryAll)$/.test(resource))
      return this.query(url.searchParams.get('q') ?? '', resource === '/queryAll', response)
    const cursor = /^\/(?:query|queryAll)\/(.+)$/.exec(resource)?.[1]
    if (method === 'GET' && cursor !== undefined) return this.more(cursor, response)
    if (method === 'POST' && resource === '/jobs/query') return this.makeJob(body, response)
    const [, job, results] = /^\/jobs\/query\/(\w+)(\/results)?$/.exec(resource) ?? []
    if (method === 'GET' && job !== undefined) return this.job(job, results !== undefined, url, response)
    refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist')
  }

  /** The refusal that a question gets before it is answered. */
  private check(question: string): readonly [string, string] | null {
    const [, select = '', sobject = ''] = /^SELECT (.+?) FROM (\w+)/.exec(question) ?? []
    const fields = this.fields.get(sobject)
    if (fields === undefined)
      return ['INVALID_TYPE', `\nSELECT Id FROM ${sobject}\nERROR at Row:1:Column:1\nsObject type '${sobject}' is not supported.`]
    const unknown = select
      .split(',')
      .map((field) => field.trim())
      .find((field) => field !== 'COUNT()' && !fields.some(({ name }) => name === field))
    return unknown === undefined ? null : ['INVALID_FIELD', `No such column '${unknown}' on entity '${sobject}'.`]
  }

  private query(question: string, isAll: boolean, response: ServerResponse): void {
    const refused = this.check(question)
    if (refused !== null) return refuse(response, 400, ...refused)
    const asked = askRows(question, this.tables)
    const rows = isAll ? asked.rows : asked.rows.filter((row) => row['IsDeleted'] !== true)
    if (asked.fields[0] === 'COUNT()') return json(response, { totalSize: rows.length, done: true, records: [] })
    this.batchOf({ ...asked, rows: rows.map((row) => ({ ...row })) }, 0, response)
  }

  private more(cursor: string, response: ServerResponse): void {
    const [id = '', from = ''] = cursor.split('-')
    const found = this.cursors.get(id)
    if (found === undefined) return refuse(response, 400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
    this.batchOf(found, Number(from), response, id)
  }

  private batchOf(
    result: { readonly fields: string[]; readonly sobject: string; readonly rows: Row[] },
    from: number,
    response: ServerResponse,
    cursor?: string,
  ): void {
    const to = from + this.batch
    const done = to >= result.rows.length
    const id = cursor ?? `01g5g${String(this.numbers++).padStart(10, '0')}`
    if (!done) this.cursors.set(id, result)
    const records = result.rows.slice(from, to).map((row) => ({
      attributes: { type: result.sobject, url: `/services/data/${version}/sobjects/${result.sobject}/${String(row['Id'])}` },
      ...Object.fromEntries(result.fields.map((field) => [field, row[field] ?? null])),
    }))
    json(response, {
      totalSize: result.rows.length,
      done,
      ...(done ? {} : { nextRecordsUrl: `/services/data/${version}/query/${id}-${to}` }),
      records,
    })
  }

  private makeJob(body: string, response: ServerResponse): void {
    const { operation, query } = JSON.parse(body) as { operation: string; query: string }
    if (!this.hasBulk) return refuse(response, 400, 'INVALIDENTITY', 'Entity is not supported by the Bulk API')
    const refused = this.check(query)
    if (refused !== null) return refuse(response, 400, ...refused)
    const asked = askRows(query, this.tables)
    const rows = operation === 'queryAll' ? asked.rows : asked.rows.filter((row) => row['IsDeleted'] !== true)
    const id = `7505g${String(this.numbers++).padStart(10, '0')}AAA`
    this.jobs.set(id, { question: query, fields: asked.fields, rows: rows.map((row) => ({ ...row })), polls: 0 })
    json(response, { id, operation, object: asked.sobject, state: 'UploadComplete', apiVersion: 62, contentType: 'CSV', lineEnding: 'LF' })
  }

  private job(id: string, isResults: boolean, url: URL, response: ServerResponse): void {
    const job = this.jobs.get(id)
    if (job === undefined) return refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist')
    if (!isResults) {
      job.polls++
      const state = job.polls >= this.pollsPerJob ? 'JobComplete' : 'InProgress'
      return json(response, { id, state, operation: 'queryAll', numberRecordsProcessed: job.rows.length })
    }
    const from = Number(url.searchParams.get('locator') ?? 0)
    const page = job.rows.slice(from, from + Math.min(this.bulkPage, Number(url.searchParams.get('maxRecords') ?? 1e9)))
    const to = from + page.length
    const lines = page.map((row) => job.fields.map((field) => csvCell(row[field])).join(','))
    const head = from === 0 || this.headsPages ? [job.fields.map((field) => `"${field}"`).join(',')] : []
    response.writeHead(200, {
      'Content-Type': 'text/csv',
      'Sforce-NumberOfRecords': String(page.length),
      'Sforce-Locator': to >= job.rows.length ? 'null' : String(to),
    })
    response.end([...head, ...lines].map((line) => `${line}\n`).join(''))
  }

  /** The sign-in page: whoever opens it consents, or not. */
  private authorize(response: ServerResponse, { searchParams }: URL): void {
    const [redirect, state] = [searchParams.get('redirect_uri') ?? '', searchParams.get('state') ?? '']
    const isRight =
      searchParams.get('client_id') === clientId &&
      searchParams.get('response_type') === 'code' &&
      searchParams.get('code_challenge_method') === 'S256'
    if (!isRight) return void response.writeHead(400).end('error=invalid_request')
    const to = new URL(redirect)
    if (this.consents) {
      const code = `aPrx${randomBytes(12).toString('hex')}`
      this.codes.set(code, { challenge: searchParams.get('code_challenge') ?? '', redirect })
      to.searchParams.set('code', code)
    } else {
      to.searchParams.set('error', 'access_denied')
      to.searchParams.set('error_description', 'end-user denied authorization')
    }
    to.searchParams.set('state', state)
    response.writeHead(302, { Location: to.href }).end()
  }

  private get place(): object {
    return this.namesPlace ? { instance_url: this.url } : {}
  }

  private grant(response: ServerResponse, form: URLSearchParams): void {
    const no = (error: string, words: string): void => json(response, { error, error_description: words }, 400)
    if (form.get('client_id') !== clientId) return no('invalid_client_id', 'client identifier invalid')
    const type = form.get('grant_type')
    if (type === 'client_credentials') {
      if (form.get('client_secret') !== clientSecret) return no('invalid_client', 'invalid client credentials')
      return json(response, { access_token: this.token(), ...this.place, token_type: 'Bearer', scope: 'api' })
    }
    if (type === 'authorization_code') {
      const code = this.codes.get(form.get('code') ?? '')
      this.codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (code === undefined || code.challenge !== challenge || code.redirect !== form.get('redirect_uri'))
        return no('invalid_grant', 'invalid code verifier')
    } else if (type !== 'refresh_token') return no('unsupported_grant_type', 'grant type not supported')
    else if (form.get('refresh_token') !== this.refreshToken || this.refreshToken === '')
      return no('invalid_grant', 'expired access/refresh token')
    const isNew = type === 'authorization_code' || this.rotates
    if (isNew) {
      this.refreshToken = `5Aep861${randomBytes(16).toString('hex')}`
      this.issued.push(this.refreshToken)
    }
    json(response, {
      access_token: this.token(),
      ...(isNew ? { refresh_token: this.refreshToken } : {}),
      ...this.place,
      token_type: 'Bearer',
      issued_at: String(this.now.getTime()),
      scope: 'refresh_token api',
    })
  }
}

export function refuse(response: ServerResponse, status: number, errorCode: string, message: string): void {
  json(response, [{ message, errorCode }], status)
}

/** As bulk results have them: moments end with Z. */
function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  const text = String(value).replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z')
  return `"${text.replaceAll('"', '""')}"`
}
