import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from '../test-source.ts'

export interface HubRecord {
  id: string
  properties: Record<string, string | null>
  archived: boolean
  archivedAt?: string
  history: Record<string, { value: string; timestamp: string }[]>
}

interface Body {
  readonly filterGroups?: readonly { readonly filters?: readonly { propertyName: string; operator: string; value: string }[] }[]
  readonly sorts?: readonly { readonly propertyName: string }[]
  readonly properties?: readonly string[]
  readonly limit?: number
  readonly after?: string | number
  readonly inputs?: readonly { readonly id: string }[]
  readonly propertiesWithHistory?: readonly string[]
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Body | null
  readonly authorization: string | undefined
}

/** Answers itself and says so by true. */
export type HubTrick = (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>

const types = ['companies', 'contacts', 'leads', 'products', 'deals', 'line_items', 'quotes', 'tickets'] as const
type Type = (typeof types)[number]

/** A HubSpot account on this machine, after the published shapes of its interface: lists by cursor, search with its limits, histories, associations. */
export class HubSpotServer {
  readonly token = 'pat-na1-7c1f0e55-never-shown'
  acceptedToken = this.token
  readonly records: Record<Type, HubRecord[]> = {
    companies: [],
    contacts: [],
    leads: [],
    products: [],
    deals: [],
    line_items: [],
    quotes: [],
    tickets: [],
  }
  /** `deals/companies` -> from id -> to ids with whether they are primary. */
  readonly links = new Map<string, Map<string, { id: string; primary: boolean }[]>>()
  readonly owners: { id: string; email: string; firstName: string; lastName: string; archived: boolean }[] = []
  readonly ownProperties: Partial<Record<Type, object[]>> = {}
  readonly absent = new Set<string>()
  readonly forbidden = new Set<string>()
  readonly asked: Asked[] = []
  readonly tricks: HubTrick[] = []
  always: HubTrick = () => false
  /** Rows of one answer that searches come to: the account's limit of results. */
  searchLimit = 10_000
  listSize = 100
  pageSize = 200
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  static async start(): Promise<HubSpotServer> {
    const hub = new HubSpotServer()
    hub.server.listen(0, '127.0.0.1')
    await once(hub.server, 'listening')
    return hub
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  add(type: Type, id: string, properties: Record<string, string | null>, changed: string): HubRecord {
    const stamp = type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'
    const record = { id, properties: { ...properties, hs_object_id: id, [stamp]: changed }, archived: false, history: {} }
    this.records[type].push(record)
    return record
  }

  edit(type: Type, id: string, properties: Record<string, string>, at: string): void {
    const record = this.records[type].find((one) => one.id === id)!
    for (const [name, value] of Object.entries(properties)) {
      record.properties[name] = value
      if (record.history[name] !== undefined) record.history[name].unshift({ value, timestamp: at })
    }
    record.properties[type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'] = at
  }

  archive(type: Type, id: string, at: string): void {
    const record = this.records[type].find((one) => one.id === id)!
    record.archived = true
    record.archivedAt = at
  }

  /** The loser is gone from lists, the winner says whom it took in. */
  merge(type: Type, winner: string, loser: string, at: string): void {
    this.records[type] = this.records[type].filter(({ id }) => id !== loser)
    this.edit(type, winner, { hs_merged_object_ids: loser }, at)
  }

  link(from: string, to: string, fromId: string, toId: string, primary = true): void {
    const key = `${from}/${to}`
    const of = this.links.get(key) ?? new Map<string, { id: string; primary: boolean }[]>()
    of.set(fromId, [...(of.get(fromId) ?? []), { id: toId, primary }])
    this.links.set(key, of)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://hub')
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const asked: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: text === '' ? null : (JSON.parse(text) as Body),
      authorization: request.headers.authorization,
    }
    this.asked.push(asked)
    if (await this.always(asked, response)) return
    const [trick] = this.tricks
    if (trick !== undefined && (await trick(asked, response))) {
      this.tricks.shift()
      return
    }
    if (asked.authorization !== `Bearer ${this.acceptedToken}`)
      return json(response, { status: 'error', category: 'INVALID_AUTHENTICATION', message: 'Authentication credentials not found.' }, 401)
    const parts = url.pathname.split('/').slice(1)
    if (url.pathname === '/account-info/2026-03/details') return json(response, { portalId: 4242, accountType: 'STANDARD' })
    const [crm, family, version, type = '', ...rest] = parts
    if (crm !== 'crm' || version !== '2026-03') return json(response, { status: 'error', message: 'no such path' }, 404)
    if (this.absent.has(type)) return json(response, { status: 'error', message: `Unable to infer object type from: ${type}` }, 404)
    if (this.forbidden.has(type) || this.forbidden.has(`${family}/${type}`)) {
      const context = { requiredGranularScopes: [`crm.objects.${type}.read`] }
      return json(response, { status: 'error', category: 'MISSING_SCOPES', message: 'This app lacks scopes.', errors: [{ context }] }, 403)
    }
    const answer = this.found(asked, family ?? '', type as Type, rest.join('/'))
    json(response, answer ?? { status: 'error', message: 'no such path' }, answer === null ? 404 : 200)
  }

  private found({ method, query, body }: Asked, family: string, type: Type, rest: string): object | null {
    if (family === 'owners' && method === 'GET') {
      const shown = this.owners.filter(({ archived }) => String(archived) === query.get('archived'))
      return { results: shown }
    }
    if (family === 'pipelines' && method === 'GET') return { results: type === 'deals' ? pipelines : [] }
    if (family === 'properties' && method === 'GET') return { results: this.properties(type) }
    if (family === 'associations' && rest.endsWith('/batch/read')) return this.associated(`${type}/${rest.split('/')[0]}`, body!)
    if (family !== 'objects') return null
    if (method === 'GET' && rest === '') return this.list(type, query)
    if (rest === 'search') return this.search(type, body!)
    return rest === 'batch/read' ? this.batch(type, body!) : null
  }

  private properties(type: Type): object[] {
    const names = new Set(this.records[type].flatMap(({ properties }) => Object.keys(properties)))
    const own = this.ownProperties[type] ?? []
    const ownNames = new Set(own.map((one) => (one as { name: string }).name))
    const standard = [...names, 'hs_merged_object_ids', 'hubspot_owner_id', 'createdate'].filter((name) => !ownNames.has(name))
    return [...standard.map((name) => ({ name, label: name, type: 'string', hubspotDefined: true, options: [] })), ...own]
  }

  private shown({ id, properties, archived, archivedAt }: HubRecord, wanted: readonly string[]): object {
    const picked = Object.fromEntries(wanted.map((name) => [name, properties[name] ?? null]))
    return { id, properties: picked, archived, ...(archivedAt === undefined ? {} : { archivedAt }), createdAt: '2026-01-01T00:00:00Z' }
  }

  private list(type: Type, query: URLSearchParams): object {
    const isArchived = query.get('archived') === 'true'
    const after = Number(query.get('after') ?? 0)
    const size = Math.min(this.listSize, Number(query.get('limit')))
    const all = this.records[type].filter(({ archived, id }) => archived === isArchived && Number(id) > after)
    const page = all.toSorted((a, b) => Number(a.id) - Number(b.id)).slice(0, size)
    const next = page.length < all.length ? { paging: { next: { after: page.at(-1)!.id } } } : {}
    return { results: page.map((one) => this.shown(one, (query.get('properties') ?? '').split(','))), ...next }
  }

  private search(type: Type, body: Body): object {
    const { filterGroups = [], sorts = [], properties = [], limit = 10, after = 0 } = body
    const filters = filterGroups[0]?.filters ?? []
    const numeric = (text: string | null | undefined): number => (/^\d+$/.test(text ?? '') ? Number(text) : Date.parse(text ?? ''))
    const holds = ({ properties: own }: HubRecord): boolean =>
      filters.every(({ propertyName, operator, value }) => {
        const [is, asked] = [numeric(own[propertyName]), Number(value)]
        return operator === 'GTE' ? is >= asked : operator === 'GT' ? is > asked : is === asked
      })
    const by = sorts[0]?.propertyName
    const all = this.records[type]
      .filter(({ archived }) => !archived)
      .filter(holds)
      .toSorted((a, b) => (by === undefined ? 0 : numeric(a.properties[by]) - numeric(b.properties[by])))
    const size = Math.min(this.pageSize, limit)
    if (Number(after) + size > this.searchLimit) throw new Error('beyond the limit of results')
    const page = all.slice(Number(after), Number(after) + size)
    const isMore = Number(after) + size < all.length
    return {
      total: all.length,
      results: page.map((one) => this.shown(one, properties)),
      ...(isMore ? { paging: { next: { after: String(Number(after) + size) } } } : {}),
    }
  }

  private batch(type: Type, { inputs = [], propertiesWithHistory = [] }: Body): object {
    if (inputs.length > 50) throw new Error('too many at once with history')
    const wanted = new Set(inputs.map(({ id }) => id))
    const results = this.records[type]
      .filter(({ id, archived }) => !archived && wanted.has(id))
      .map(({ id, history }) => ({
        id,
        properties: {},
        propertiesWithHistory: Object.fromEntries(propertiesWithHistory.map((name) => [name, (history[name] ?? []).slice(0, 20)])),
      }))
    return { status: 'COMPLETE', results }
  }

  private associated(key: string, { inputs = [] }: Body): object {
    const of = this.links.get(key)
    const results = inputs.flatMap(({ id }) => {
      const to = of?.get(id)
      if (to === undefined) return []
      const types_ = (primary: boolean): object[] => [
        { category: 'HUBSPOT_DEFINED', typeId: 341, label: null },
        ...(primary ? [{ category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' }] : []),
      ]
      return [{ from: { id }, to: to.map((one) => ({ toObjectId: Number(one.id), associationTypes: types_(one.primary) })) }]
    })
    return { status: 'COMPLETE', results }
  }
}

const stage = (id: string, label: string, displayOrder: number, probability: string, isClosed: string): object => ({
  id,
  label,
  displayOrder,
  metadata: { probability, isClosed },
})

export const pipelines = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: [
      stage('qualified', 'Qualified', 0, '0.4', 'false'),
      stage('contract', 'Contract sent', 1, '0.9', 'false'),
      stage('closedwon', 'Closed won', 2, '1.0', 'true'),
      stage('closedlost', 'Closed lost', 3, '0.0', 'true'),
    ],
  },
  {
    id: '77',
    label: 'Renewals',
    displayOrder: 1,
    stages: [stage('7701', 'Qualified', 0, '0.5', 'false'), stage('7702', 'Renewed', 1, '1.0', 'true')],
  },
]
