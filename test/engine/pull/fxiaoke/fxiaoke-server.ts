import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from '../test-source.ts'

export interface FxRecord {
  _id: string
  last_modified_time: number
  life_status: string
  [field: string]: unknown
}

interface Body {
  readonly corpAccessToken?: string
  readonly corpId?: string
  readonly currentOpenUserId?: string
  readonly apiName?: string
  readonly appSecret?: string
  readonly permanentCode?: string
  readonly data?: {
    readonly dataObjectApiName: string
    readonly find_explicit_total_num?: boolean
    readonly search_query_info: {
      readonly offset: number
      readonly limit: number
      readonly filters: readonly { readonly field_name: string; readonly operator: string; readonly field_values: readonly string[] }[]
      readonly orders: readonly { readonly fieldName: string; readonly isAsc: boolean }[]
    }
  }
}

export type FxTrick = (path: string, response: ServerResponse) => boolean

/** An enterprise on this machine, after the published shapes: tokens that end, errors with status 200, invalid records only where asked for. */
export class FxiaokeServer {
  readonly appSecret = 'app-secret-3f9a-never-shown'
  readonly permanentCode = 'permanent-77b1-never-shown'
  readonly tokens: string[] = []
  readonly records = new Map<string, FxRecord[]>()
  readonly fields = new Map<string, Record<string, object>>()
  readonly forbidden = new Set<string>()
  readonly paths: string[] = []
  readonly tricks: FxTrick[] = []
  always: FxTrick = () => false
  private accepted = ''
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  static async start(): Promise<FxiaokeServer> {
    const server = new FxiaokeServer()
    server.server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  of(name: string): FxRecord[] {
    const found = this.records.get(name) ?? []
    this.records.set(name, found)
    return found
  }

  add(name: string, id: string, fields: Record<string, unknown>, changed: number): void {
    this.of(name).push({ _id: id, life_status: 'normal', create_time: changed, last_modified_time: changed, ...fields })
  }

  revoke(): void {
    this.accepted = ''
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://fx').pathname
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body = JSON.parse(text) as Body
    this.paths.push(`${request.method} ${path}`)
    if (this.always(path, response)) return
    const [trick] = this.tricks
    if (trick?.(path, response)) {
      this.tricks.shift()
      return
    }
    if (path === '/cgi/corpAccessToken/get/V2') {
      if (body.appSecret !== this.appSecret || body.permanentCode !== this.permanentCode)
        return json(response, { errorCode: 10_006, errorMessage: 'appSecret is not right' })
      this.accepted = `corp-token-${this.tokens.length}-never-shown`
      this.tokens.push(this.accepted)
      return json(response, { errorCode: 0, errorMessage: 'success', corpAccessToken: this.accepted, corpId: 'FSCORP_1', expiresIn: 7200 })
    }
    if (body.corpAccessToken !== this.accepted || body.corpId !== 'FSCORP_1')
      return json(response, { errorCode: 20_016, errorMessage: `token ${body.corpAccessToken} has expired` })
    if (path === '/cgi/user/getByMobile') return json(response, { errorCode: 0, empList: [{ openUserId: 'FSUID_ADMIN' }] })
    if (body.currentOpenUserId !== 'FSUID_ADMIN') return json(response, { errorCode: 30_001, errorMessage: 'no such caller' })
    if (path === '/cgi/crm/v2/object/describe')
      return json(response, { errorCode: 0, data: { describe: { fields: this.fields.get(body.apiName ?? '') ?? {} } } })
    const name = body.data?.dataObjectApiName ?? ''
    const isCustom = path === '/cgi/crm/custom/v2/data/query'
    if (path !== '/cgi/crm/v2/data/query' && !isCustom) return json(response, { errorCode: 404, errorMessage: 'no such path' })
    if (isCustom !== name.endsWith('__c')) return json(response, { errorCode: 320_001, errorMessage: 'wrong path for this object' })
    if (this.forbidden.has(name)) return json(response, { errorCode: 320_002, errorMessage: '没有查看该对象的权限' })
    json(response, { errorCode: 0, errorMessage: 'success', ...(isCustom ? this.query(body) : { data: this.query(body) }) })
  }

  private query({ data }: Body): object {
    const { offset, limit, filters, orders } = data!.search_query_info
    if (limit > 100 || offset > 10_000 || offset % limit !== 0) throw new Error('limits of paging')
    const asksInvalid = filters.some(({ field_name }) => field_name === 'life_status')
    const holds = (record: FxRecord): boolean =>
      filters.every(({ field_name, operator, field_values: [value = ''] }) => {
        const is = record[field_name]
        const order = typeof is === 'number' ? is - Number(value) : Number(String(is) > value) - Number(String(is) < value)
        return operator === 'GTE' ? order >= 0 : operator === 'GT' ? order > 0 : order === 0
      })
    const by = orders[0]?.fieldName ?? '_id'
    const all = this.of(data!.dataObjectApiName)
      .filter(({ life_status }) => asksInvalid || life_status !== 'invalid')
      .filter(holds)
      .toSorted((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1))
    return { dataList: all.slice(offset, offset + limit), total: data!.find_explicit_total_num === true ? all.length : 0 }
  }
}
