import { HelmdeckError } from '../../../../contract/errors.ts'
import type { PullAnswer, PullClient } from '../../pull-client.ts'
import type { ReadRule } from '../../read-rule.ts'

/** What is ever asked: logging in, who we are, and calls that only read. */
const reads =
  /^(common\.db\.login|common\.server\.version|model\.res\.user\.get_preferences|model\.[a-z0-9_.]+\.(search|search_count|search_read|read|fields_get|history_revisions))$/

export function trytonRules(path: string): readonly ReadRule[] {
  const own = new RegExp(`^(${path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)})?/$`)
  return [{ method: 'POST', path: own, call: reads }]
}

const mostLogins = 3

export type TrytonContext = Readonly<Record<string, unknown>>

/** Tryton's JSON-RPC: a session that is opened again where it ends, and errors that come with status 200. */
export class TrytonClient {
  private readonly client: PullClient
  private readonly user: string
  private readonly secret: string
  private session = ''
  private context: TrytonContext = {}
  private opening: Promise<void> | null = null

  constructor(client: PullClient, user: string, secret: string) {
    this.client = client
    this.user = user
    this.secret = secret
  }

  /** Concurrent calls whose session ended share one login. */
  async logIn(): Promise<void> {
    this.opening ??= this.openSession().finally(() => {
      this.opening = null
    })
    await this.opening
  }

  useContext(context: TrytonContext): void {
    this.context = context
  }

  /** Throws `source-forbidden`, `source-failed`, and what the client throws. */
  async call<T>(method: string, params: readonly unknown[], context: TrytonContext = {}): Promise<T> {
    const body = { id: 1, method, params: [...params, { ...this.context, ...context }] }
    let answer = await this.post(method, body)
    // A session that has just been opened may have ended, too, where the server gives it seconds.
    for (let login = 0; answer.status === 401 && login < mostLogins; login++) {
      if (answer.session === this.session) await this.logIn()
      answer = await this.post(method, body)
    }
    return this.judged<T>(answer, method)
  }

  async version(): Promise<string | null> {
    const answer = await this.client.send({
      method: 'POST',
      path: '/',
      call: 'common.server.version',
      body: { id: 1, method: 'common.server.version', params: [] },
    })
    const { result } = (answer.body ?? {}) as { readonly result?: unknown }
    return typeof result === 'string' ? result : null
  }

  private async openSession(): Promise<void> {
    const method = 'common.db.login'
    const body = { id: 1, method, params: [this.user, { password: this.secret }, 'en'] }
    const answer = await this.client.send({ method: 'POST', path: this.path, call: method, body, once: true })
    if (answer.status === 401 || answer.status === 403) throw new HelmdeckError('source-login-refused', { host: this.client.host })
    const result = this.judged<unknown>(answer, method)
    if (!Array.isArray(result) || result.length < 2) throw new HelmdeckError('source-login-refused', { host: this.client.host })
    this.session = Buffer.from(`${this.user}:${String(result[0])}:${String(result[1])}`).toString('base64')
  }

  private get path(): string {
    return `${this.client.basePath}/`
  }

  private async post(call: string, body: unknown): Promise<PullAnswer & { readonly session: string }> {
    const { session } = this
    const headers = { Authorization: `Session ${session}` }
    return { ...(await this.client.send({ method: 'POST', path: this.path, call, body, headers })), session }
  }

  private judged<T>(answer: PullAnswer, method: string): T {
    const { status, body } = answer
    const object = method.replace(/^model\./, '').replace(/\.[a-z_]+$/, '')
    if (status === 403) throw new HelmdeckError('source-forbidden', { object })
    if (status === 404) throw new HelmdeckError('source-unreadable', { host: this.client.host, reason: 'not-found' })
    if (status >= 400 || typeof body !== 'object' || body === null) throw this.client.failed(answer, { object })
    const { error, result } = body as { readonly error?: unknown; readonly result?: T }
    if (error === undefined) return result as T
    const said = this.client.hideSecrets(wordsOf(error))
    if (/not allowed to access|access rights|AccessError/i.test(said)) throw new HelmdeckError('source-forbidden', { object, said })
    throw new HelmdeckError('source-failed', { host: this.client.host, object, said })
  }
}

/** `["UserError",["You are not allowed …","",null]]` -> its sentences. */
function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error
  return Array.isArray(error)
    ? error
        .map(wordsOf)
        .filter((words) => words !== '' && words !== 'UserError')
        .join(' ')
    : ''
}
