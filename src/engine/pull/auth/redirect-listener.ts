import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { HelmdeckError } from '../../../contract/errors.ts'

export interface RedirectOptions {
  readonly port: number
  /** What the answer has to carry: an answer to somebody else's question is not ours. */
  readonly state: string
  readonly milliseconds: number
}

const page = `<!doctype html><meta charset="utf-8"><title>Helmdeck</title><p>可以关闭此页并回到 Helmdeck。</p><p>You may close this page and return to Helmdeck.</p>`
const refusal = '<!doctype html><meta charset="utf-8"><title>Helmdeck</title><p>Not the answer that is waited for.</p>'

/** Waits on this machine for the one answer of a sign-in: one address, one state, once, and not for ever. */
export class RedirectListener {
  private readonly server: Server
  private readonly options: RedirectOptions
  private readonly timer: NodeJS.Timeout
  private settle: (outcome: string | HelmdeckError) => void = () => undefined
  private readonly outcome: Promise<string | HelmdeckError>

  private constructor(options: RedirectOptions) {
    this.options = options
    this.outcome = new Promise((resolve) => {
      this.settle = resolve
    })
    this.server = createServer((request, response) => this.answer(request, response))
    this.timer = setTimeout(() => this.end(new HelmdeckError('authorization-failed', { reason: 'timeout' })), options.milliseconds)
    this.server.unref()
    this.timer.unref()
  }

  /** Throws `port-in-use`. */
  static async open(options: RedirectOptions): Promise<RedirectListener> {
    const listener = new RedirectListener(options)
    try {
      const listening = once(listener.server, 'listening')
      listener.server.listen(options.port, '127.0.0.1')
      await listening
      return listener
    } catch (cause) {
      listener.close()
      throw new HelmdeckError('port-in-use', { port: options.port }, { cause })
    }
  }

  /** The code. Throws `authorization-failed`. */
  async code(): Promise<string> {
    const outcome = await this.outcome
    if (outcome instanceof HelmdeckError) throw outcome
    return outcome
  }

  /** Ends the waiting, where it goes on. */
  close(): void {
    this.end(new HelmdeckError('authorization-failed', { reason: 'closed' }))
  }

  private end(outcome: string | HelmdeckError): void {
    clearTimeout(this.timer)
    this.settle(outcome)
    this.server.close()
    this.server.closeIdleConnections()
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { port, state } = this.options
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const isHere = [`localhost:${port}`, `127.0.0.1:${port}`].includes(request.headers.host ?? '')
    const isOurs = request.method === 'GET' && isHere && pathname === '/callback' && isSame(searchParams.get('state') ?? '', state)
    const [code, error] = [searchParams.get('code') ?? '', searchParams.get('error') ?? '']
    // Whatever else comes is not the answer: the waiting goes on.
    if (!isOurs || (code === '') === (error === '')) return say(response, 400, refusal)
    say(response, 200, page)
    this.end(code === '' ? new HelmdeckError('authorization-failed', { reason: error === 'access_denied' ? 'denied' : 'answer' }) : code)
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
  response.writeHead(status, { ...headers, 'Content-Security-Policy': "default-src 'none'", Connection: 'close' }).end(text)
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
