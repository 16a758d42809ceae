import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dealObjects, dealOf } from './playing.ts'
import { SalesforceBench } from './salesforce-bench.ts'
import type { Trick } from './salesforce-server.ts'
import { filesHolding } from './whole-folder.ts'

let crm: SalesforceBench

beforeEach(async () => {
  crm = await SalesforceBench.filled()
  crm.server.batch = 20
})
afterEach(async () => {
  await crm.close()
})

const deal = (nth: number): string => dealOf(crm.server, nth)

async function expectSame(): Promise<void> {
  expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  expect(await crm.visits()).toEqual(crm.visitsOfOrg())
}

describe('seen from outside', () => {
  it('only asks, through a proxy that records every byte, and leaves the token in no file', async () => {
    const recorded: Recorded[] = []
    const proxy = createServer((request, response) => void passOn(request, response, recorded)).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    // Addresses so long that questions go by a job: the one POST there is.
    const wide = Array.from({ length: 400 }, (_, index) => ({
      name: `A_rather_long_name_of_a_field_${index}__c`,
      type: 'string',
      custom: true,
    }))
    crm.server.fields.set('Account', [...crm.server.fields.get('Account')!, ...wide])
    await crm.connect({ url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, objects: ['Account', ...dealObjects] })
    const run = await crm.bench.pull()
    crm.pass(4)
    crm.org.save(deal(2), crm.org.entering(2))
    await crm.bench.pull()
    expect(run.state).toBe('done')
    expect(await crm.held('account')).toEqual(crm.ids('Account'))
    await expectSame()
    const writes = recorded.filter(({ method }) => method !== 'GET')
    expect(writes.length).toBe(2)
    for (const { method, path, body } of writes) {
      expect([method, path]).toEqual(['POST', '/services/data/v62.0/jobs/query'])
      const { operation, query, ...more } = JSON.parse(body) as { operation: string; query: string }
      expect([operation, /^SELECT [\w, ]+ FROM Account( WHERE SystemModstamp >= [\dTZ:.-]+)?$/.test(query), more]).toEqual([
        'queryAll',
        true,
        {},
      ])
    }
    for (const { path } of recorded) expect(path).not.toContain(crm.token)
    await crm.bench.close()
    const { files, holding } = filesHolding(crm.bench.folder, [crm.token])
    expect(files).toBeGreaterThan(5)
    expect(holding).toEqual([])
    expect(JSON.stringify([crm.bench.logged, run])).not.toContain(crm.token)
    await crm.bench.start()
    proxy.closeAllConnections()
    proxy.close()
  })
})

interface Recorded {
  readonly method: string
  readonly path: string
  readonly body: string
}

async function passOn(request: Parameters<Trick>[0], response: Parameters<Trick>[1], recorded: Recorded[]): Promise<void> {
  const [method, path] = [request.method ?? '', request.url ?? '']
  let body = ''
  for await (const chunk of request) body += String(chunk)
  recorded.push({ method, path, body })
  const { authorization = '', 'content-type': type = 'application/json' } = request.headers
  const headers = { authorization, 'content-type': type }
  const answer = await fetch(`${crm.server.url}${path}`, { method, headers, ...(body === '' ? {} : { body }) })
  const shown = [...answer.headers].filter(([name]) => !/^(content-length|connection|transfer-encoding)$/.test(name))
  response.writeHead(answer.status, Object.fromEntries(shown)).end(Buffer.from(await answer.arrayBuffer()))
}
