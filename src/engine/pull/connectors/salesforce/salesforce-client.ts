import { HelmdeckError } from '../../../../contract/errors.ts'
import type { Credentials } from '../../auth/credentials.ts'
import type { PullAnswer, PullClient } from '../../pull-client.ts'
import type { PullRequest, ReadRule } from '../../read-rule.ts'

const version = String.raw`/services/data/v\d{2,3}\.0`
const sobject = '[A-Za-z][A-Za-z0-9_]*'
const recordId = '[A-Za-z0-9]{15,18}'

/** Questions, descriptions, and jobs that answer questions. The one POST there is makes such a job: its body has to be a question and nothing else. */
export const salesforceRules: readonly ReadRule[] = [
  { method: 'GET', path: /^\/services\/data\/?$/ },
  { method: 'GET', path: new RegExp(`^${version}/(query|queryAll)/?$`) },
  { method: 'GET', path: new RegExp(`^${version}/(query|queryAll)/[A-Za-z0-9-]+$`) },
  { method: 'GET', path: new RegExp(`^${version}/sobjects/${sobject}/describe/?$`) },
  { method: 'GET', path: new RegExp(`^${version}/jobs/query/${recordId}(/results)?$`) },
  { method: 'POST', path: new RegExp(`^${version}/jobs/query$`), body: isQueryJob },
]

function isQueryJob(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { operation, query, ...more } = body as Readonly<Record<string, unknown>>
  const isQuestion = typeof query === 'string' && /^SELECT [^;]+$/.test(query)
  return (operation === 'query' || operation === 'queryAll') && isQuestion && Object.keys(more).length === 0
}

/** Of the calls that an organisation has for everything in 24 hours, so much is left to others. */
const leftToOthers = 0.05

/** An answer, or the code of a refusal that the caller can do something about. */
export type Asked = { readonly answer: PullAnswer; readonly refusal: null } | { readonly answer: null; readonly refusal: string }

/** Salesforce's REST interface: the token renewed where it ends, the organisation's quota minded, refusals by their codes. */
export class SalesforceClient {
  private readonly client: PullClient
  private readonly credentials: Credentials
  private usage: { readonly used: number; readonly allowed: number } | null = null

  constructor(client: PullClient, credentials: Credentials) {
    this.client = client
    this.credentials = credentials
  }

  get host(): string {
    return this.client.host
  }

  async pause(milliseconds: number): Promise<void> {
    await this.client.pause(milliseconds)
  }

  /** Throws `source-login-refused`, `source-forbidden`, `source-limit`, `source-failed` and what the client throws; refusals that are `expected` are answered. */
  async ask(request: PullRequest, object: string, expected: readonly string[] = []): Promise<Asked> {
    this.mindQuota()
    const token = await this.credentials.token()
    let answer = await this.send(request, token)
    if (answer.status === 401) answer = await this.send(request, await this.credentials.renew(token))
    const usage = /api-usage=(\d+)\/(\d+)/.exec(answer.headers.get('sforce-limit-info') ?? '')
    if (usage !== null) this.usage = { used: Number(usage[1]), allowed: Number(usage[2]) }
    if (answer.status < 400) return { answer, refusal: null }
    const code = codeOf(answer)
    if (expected.includes(code)) return { answer: null, refusal: code }
    throw this.refused(answer, code, object)
  }

  /** As `ask`, where no refusal is expected. */
  async get(path: string, query: Readonly<Record<string, string>>, object: string): Promise<PullAnswer> {
    const { answer } = await this.ask({ method: 'GET', path, query }, object)
    if (answer === null) throw new Error('a refusal that nobody expected')
    return answer
  }

  unreadable(object: string): HelmdeckError {
    return new HelmdeckError('source-unreadable', { host: this.host, object, reason: 'shape' })
  }

  failed(object: string, said: string): HelmdeckError {
    return new HelmdeckError('source-failed', { host: this.host, object, said: this.client.hideSecrets(said) })
  }

  private async send(request: PullRequest, token: string): Promise<PullAnswer> {
    return await this.client.send({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } })
  }

  private mindQuota(): void {
    if (this.usage === null || this.usage.used < this.usage.allowed * (1 - leftToOthers)) return
    throw new HelmdeckError('source-limit', { host: this.host, ...this.usage })
  }

  private refused(answer: PullAnswer, code: string, object: string): HelmdeckError {
    const { status } = answer
    if (status === 401) return new HelmdeckError('source-login-refused', { host: this.host })
    if (code === 'REQUEST_LIMIT_EXCEEDED') return new HelmdeckError('source-limit', { host: this.host, seconds: null })
    if (missingRights.has(code)) return new HelmdeckError('source-forbidden', { object, said: this.client.hideSecrets(wordsOf(answer)) })
    if (status === 404 && code === '') return new HelmdeckError('source-unreadable', { host: this.host, object, reason: 'not-found' })
    return this.client.failed(answer, { object })
  }
}

/** The object isn't there for this user: Salesforce doesn't tell what is missing from what may not be seen. */
const missingRights: ReadonlySet<string> = new Set([
  'INVALID_TYPE',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'NOT_FOUND',
  'FUNCTIONALITY_NOT_ENABLED',
])

/** `[{"message":"…","errorCode":"INVALID_FIELD"}]`. */
function firstError({ body }: PullAnswer): Readonly<Record<string, unknown>> {
  const [first] = Array.isArray(body) ? (body as unknown[]) : [body]
  return typeof first === 'object' && first !== null ? (first as Readonly<Record<string, unknown>>) : {}
}

function codeOf(answer: PullAnswer): string {
  const { errorCode } = firstError(answer)
  return typeof errorCode === 'string' ? errorCode : ''
}

function wordsOf(answer: PullAnswer): string {
  const { message } = firstError(answer)
  return typeof message === 'string' ? message.replace(/\s+/g, ' ').trim() : ''
}
