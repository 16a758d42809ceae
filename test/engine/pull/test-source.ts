import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'

export function certificateFile(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'certificates', name))
}

export interface Deal {
  id: number
  title: string
  stage: string
  value: string
  company: { id: number; name: string }
  created: string
  changed: string | null
  archived?: boolean
  merged_into?: number
  [field: string]: unknown
}

export interface Seen {
  readonly method: string
  readonly url: string
  readonly authorization: string | undefined
}

/** Answers a request itself and says so by true; false lets the source answer as usual. */
export type Trick = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean | Promise<boolean>

/** A small CRM on this machine, written for tests: deals by key set, contacts by offset, and whatever a test plays on its clients. */
export class TestSource {
  readonly deals: Deal[] = []
  readonly seen: Seen[] = []
  /** Tried in their order before each answer; one that answered is gone. */
  readonly tricks: Trick[] = []
  /** Before every answer, whatever it is. */
  always: Trick = () => false
  pageSize = 3
  /** What time it says it is there; null = that of the machine. */
  clock: (() => Date) | null = null
  private readonly server: Server
  private readonly isSecure: boolean

  private constructor(certificate: { readonly key: Buffer; readonly cert: Buffer } | null) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => void this.answer(request, response)
    this.isSecure = certificate !== null
    this.server = certificate === null ? createServer(listener) : createSecureServer(certificate, listener)
  }

  /** Over HTTPS where it has a certificate, one of those in `certificates/`. */
  static async start(certificate?: string): Promise<TestSource> {
    const source = new TestSource(
      certificate === undefined ? null : { key: certificateFile(`${certificate}.key`), cert: certificateFile(`${certificate}.pem`) },
    )
    source.server.listen(0, '127.0.0.1')
    await once(source.server, 'listening')
    return source
  }

  get url(): string {
    return `${this.isSecure ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}/crm`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  add(count: number, from = this.deals.length + 1): void {
    for (let id = from; id < from + count; id++) this.deals.push(deal(id))
  }

  edit(id: number, change: Partial<Deal>): void {
    Object.assign(
      this.deals.find((found) => found.id === id)!,
      change,
    )
  }

  remove(id: number): void {
    this.deals.splice(
      this.deals.findIndex((found) => found.id === id),
      1,
    )
  }

  /** As a description sees the deals: by key set, changes by their stamp. */
  matching(url: URL): Deal[] {
    const after = Number(url.searchParams.get('after') ?? 0)
    const since = url.searchParams.get('since')
    return this.deals
      .filter(({ id }) => id > after)
      .filter(({ changed, created }) => since === null || (changed ?? created) >= since)
      .toSorted((a, b) => a.id - b.id)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://source')
    if (this.clock !== null) response.setHeader('Date', this.clock().toUTCString())
    this.seen.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization })
    if (await this.always(request, response, url)) return
    const [trick] = this.tricks
    if (trick !== undefined && (await trick(request, response, url))) {
      this.tricks.shift()
      return
    }
    if (url.pathname === '/crm/deals')
      return json(response, { items: this.matching(url).slice(0, this.pageSize), total: this.deals.length })
    if (url.pathname === '/crm/deal-ids') return json(response, { ids: this.deals.map(({ id }) => id) })
    const one = this.deals.find(({ id }) => url.pathname === `/crm/deals/${id}`)
    if (one !== undefined) return json(response, one)
    if (url.pathname === '/crm/list') {
      const from = Number(url.searchParams.get('from') ?? 0)
      return json(response, { items: this.deals.slice(from, from + this.pageSize), total: this.deals.length })
    }
    json(response, { message: 'nothing here' }, 404)
  }
}

export function json(response: ServerResponse, body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** Deal 7 is worth 700.50, was created on 7 January 2026 and never changed. */
export function deal(id: number): Deal {
  const day = String(((id - 1) % 28) + 1).padStart(2, '0')
  return {
    id,
    title: `Deal ${id}`,
    stage: 'Proposal',
    value: `${id * 100}.50`,
    company: { id: 1 + (id % 3), name: `Company ${1 + (id % 3)}` },
    created: `2026-01-${day}T08:00:00Z`,
    changed: null,
  }
}

/** How the deals are described to the product. */
export const dealsDescription = {
  auth: { type: 'bearer' },
  error: 'error',
  objects: [
    {
      name: 'deals',
      kind: 'opportunity',
      path: '/deals',
      records: 'items',
      key: 'id',
      page: { style: 'keyset', parameter: 'after' },
      cursor: { field: 'changed', created: 'created', parameter: 'since' },
      total: 'total',
      ids: { path: '/deal-ids', records: 'ids' },
      archived: { field: 'archived' },
      mergedInto: { field: 'merged_into' },
      columns: {
        Name: { from: 'title', target: 'opportunity.name' },
        Stage: { from: 'stage', target: 'opportunity.stage' },
        Amount: { from: 'value', target: 'opportunity.amount' },
        Company: { from: 'company.name', target: 'opportunity.account' },
        Created: { from: 'created', target: 'opportunity.created_at' },
        Changed: { from: 'changed', target: 'opportunity.updated_at' },
        Region: { from: 'region' },
      },
    },
  ],
}
