import { HelmdeckError } from '../../contract/errors.ts'
import type { ErrorDetails } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { HttpExchange, type HttpAnswer } from './http-exchange.ts'
import { isRead, type PullRequest, type ReadRule } from './read-rule.ts'
import type { CallBudget } from './call-budget.ts'
import { unreachableReason } from './unreachable.ts'

export interface PullAnswer {
  readonly status: number
  readonly headers: Headers
  /** Parsed; undefined for an empty body. */
  readonly body: unknown
}

/** Waits; tests let the time pass at once. Rejects with `cancelled` where the signal says so. */
export type Pause = (milliseconds: number, signal: CancelSignal) => Promise<void>

export interface PullClientOptions {
  readonly url: string
  /** Certificates (PEM) that may sign for this server, beside those that the system trusts. */
  readonly authority?: string | null
  readonly rules: readonly ReadRule[]
  readonly budget: CallBudget
  readonly signal: CancelSignal
  readonly pause: Pause
  readonly now: () => Date
  /** Texts that may stand in no error. */
  readonly secrets: readonly string[]
  readonly timeoutMilliseconds?: number
}

const attempts = 6
const longestPauseSeconds = 300
const largestAnswer = 128 << 20

/**
 * The only way by which a connector reaches its system: one host, declared reads only, no redirects. Cut connections, 5xx and
 * 429 are tried again with growing pauses, or after the time the server names. Throws `source-unreachable`, `source-limit`,
 * `source-unreadable`, `source-failed`, `cancelled`; statuses 401, 403 and 404 are answered, for the connector to judge.
 */
export class PullClient {
  private readonly options: PullClientOptions
  private readonly base: URL
  private readonly http: HttpExchange
  private readonly hidden: string[] = []
  /** Time spent waiting for the server. */
  waitedMilliseconds = 0
  /** The server's own clock as it last said. */
  serverTime: Date | null = null

  constructor(options: PullClientOptions) {
    this.options = options
    this.base = new URL(options.url)
    this.http = new HttpExchange(options.authority ?? null)
  }

  get host(): string {
    return this.base.host
  }

  /** Where the connection's own path ends, without a slash behind it. */
  get basePath(): string {
    return this.base.pathname.replace(/\/+$/, '')
  }

  async send(request: PullRequest): Promise<PullAnswer> {
    if (!isRead(this.options.rules, request)) throw new Error(`not a declared read: ${request.method} ${request.call ?? request.path}`)
    for (let attempt = 1; ; attempt++) {
      const isLast = request.once === true || attempt >= attempts
      const answer = await this.attempt(request, isLast)
      if (answer !== null && answer.status !== 429 && answer.status < 500) return answer
      const wait = answer === null ? null : retryAfter(answer.headers, this.options.now())
      if (answer?.status === 429 && (isLast || (wait ?? 0) > longestPauseSeconds))
        throw new HelmdeckError('source-limit', { host: this.host, seconds: wait })
      if (answer !== null && isLast) throw this.failed(answer, {})
      await this.options.pause(wait === null ? 500 * 2 ** (attempt - 1) * (0.75 + 0.5 * Math.random()) : wait * 1000, this.options.signal)
    }
  }

  /** For answers that say: ask again later. */
  async pause(milliseconds: number): Promise<void> {
    await this.options.pause(milliseconds, this.options.signal)
  }

  /** A text that came on the way and may stand in no error either. */
  hide(secret: string): void {
    this.hidden.push(secret)
  }

  /** An answer that can't be used, with the first words of what the server says. */
  failed({ status, body }: PullAnswer, details: ErrorDetails): HelmdeckError {
    const words = typeof body === 'string' ? '' : firstWords(body)
    return new HelmdeckError('source-failed', {
      host: this.host,
      status,
      // Hidden before it is cut: half a secret would not be found.
      ...(words === '' ? {} : { said: this.hideSecrets(words).slice(0, 200) }),
      ...details,
    })
  }

  hideSecrets(text: string): string {
    return [...this.options.secrets, ...this.hidden]
      .reduce((shown, secret) => (secret.length < 4 ? shown : shown.replaceAll(secret, '•••')), text)
      .slice(0, 300)
  }

  /** null = try again. */
  private async attempt(request: PullRequest, isLast: boolean): Promise<PullAnswer | null> {
    const { signal, budget, timeoutMilliseconds = 120_000 } = this.options
    if (signal.aborted) throw new HelmdeckError('cancelled')
    await budget.take()
    const control = new AbortController()
    const stop = (): void => control.abort()
    signal.addEventListener('abort', stop, { once: true })
    const timer = setTimeout(() => control.abort(new Error('timeout')), timeoutMilliseconds)
    const started = performance.now()
    try {
      return await this.exchange(request, control.signal)
    } catch (cause) {
      if (signal.aborted) throw new HelmdeckError('cancelled')
      if (cause instanceof HelmdeckError) throw cause
      const reason = control.signal.aborted ? 'timeout' : unreachableReason(cause)
      // A cause may hold the address and headers: it stays behind.
      if (isLast || reason === 'no-host' || reason === 'certificate')
        throw new HelmdeckError('source-unreachable', { host: this.host, reason })
      return null
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      this.waitedMilliseconds += performance.now() - started
    }
  }

  private async exchange(request: PullRequest, signal: AbortSignal): Promise<PullAnswer> {
    const { method, path, query = {}, headers = {}, as = 'json' } = request
    const sent = bodyOf(request)
    const url = new URL(path, this.base.origin)
    if (url.origin !== this.base.origin) throw new Error('a connector may ask its own host only')
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const length = sent.text === null ? {} : { 'Content-Length': String(Buffer.byteLength(sent.text)) }
    const response = await this.http.ask(url, {
      method,
      headers: { Accept: as === 'json' ? 'application/json' : '*/*', ...length, ...sent.headers, ...headers },
      body: sent.text ?? undefined,
      signal,
    })
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) this.serverTime = new Date(date)
    if (response.status >= 300 && response.status < 400 && response.status !== 304) {
      response.discard()
      throw this.unreadable('redirect')
    }
    const text = await this.text(response)
    const isText = as === 'text' && response.status >= 200 && response.status < 300 && !startsAsPage(text)
    return { status: response.status, headers: response.headers, body: isText ? text : this.parse(response, text) }
  }

  private async text({ body }: HttpAnswer): Promise<string> {
    const decoder = new TextDecoder()
    let text = ''
    let bytes = 0
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > largestAnswer) throw this.unreadable('too-large')
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  }

  /** An error page may be anything; an answer has to be JSON. */
  private parse({ status }: HttpAnswer, text: string): unknown {
    if (text.trim() === '') return undefined
    try {
      return JSON.parse(text) as unknown
    } catch {
      if (status < 200 || status > 299) return text
      throw this.unreadable(startsAsPage(text) ? 'html' : 'not-json')
    }
  }

  unreadable(reason: string): HelmdeckError {
    return new HelmdeckError('source-unreadable', { host: this.host, reason })
  }
}

const startsAsPage = (text: string): boolean => /^\s*<(!doctype|html|head|body|\?xml)/i.test(text)

function bodyOf({ body, form }: PullRequest): { readonly headers: Readonly<Record<string, string>>; readonly text: string | null } {
  if (form !== undefined)
    return { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, text: new URLSearchParams(form).toString() }
  return body === undefined ? { headers: {}, text: null } : { headers: { 'Content-Type': 'application/json' }, text: JSON.stringify(body) }
}

/** Seconds to wait, from `Retry-After` as seconds or as a date, or from the names quotas go by. */
function retryAfter(headers: Headers, now: Date): number | null {
  const named = headers.get('retry-after') ?? headers.get('x-ratelimit-reset-after')
  if (named === null) return null
  if (/^\d+(\.\d+)?$/.test(named.trim())) return Number(named)
  const at = Date.parse(named)
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000)
}

function firstWords(body: unknown): string {
  const texts: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && value.trim() !== '') texts.push(value.trim())
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  visit(body)
  return texts.join(' ').slice(0, 20_000)
}
