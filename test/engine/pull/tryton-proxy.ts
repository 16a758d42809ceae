import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface TrytonCall {
  readonly method: string
  readonly params: readonly unknown[]
}

/** Before a call is handed on; `true` = it was answered here. */
export type Before = (call: TrytonCall, response: ServerResponse) => Promise<boolean | void> | boolean | void

/** Stands between the product and a real Tryton server, so that a test can act between two calls. Hands everything on as it is. */
export class TrytonProxy {
  readonly calls: TrytonCall[] = []
  readonly verbs = new Set<string>()
  before: Before = () => undefined
  /** Changes a result on its way back. */
  after: (call: TrytonCall, result: unknown) => unknown = (_call, result) => result
  private readonly target: string
  private readonly server: Server

  private constructor(target: string) {
    this.target = target
    this.server = createServer((request, response) => {
      this.handOn(request, response).catch(() => response.socket?.destroy())
    })
  }

  static async start(target: string): Promise<TrytonProxy> {
    const proxy = new TrytonProxy(target)
    proxy.server.listen(0, '127.0.0.1')
    await once(proxy.server, 'listening')
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/crm/`
  }

  asked(method: string): number {
    return this.calls.filter((call) => call.method === method).length
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  private async handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const call = JSON.parse(body) as TrytonCall
    this.verbs.add(request.method ?? '')
    this.calls.push(call)
    if (await this.before(call, response)) return
    const { authorization } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', this.target), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(authorization === undefined ? {} : { Authorization: authorization }) },
      body,
    })
    const said = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true && said !== ''
    const told = isJson ? (JSON.parse(said) as Record<string, unknown>) : null
    const changed = told !== null && 'result' in told ? JSON.stringify({ ...told, result: this.after(call, told['result']) }) : said
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' }).end(changed)
  }
}
