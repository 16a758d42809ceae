import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { still } from '../../ingest/engine-fixture.ts'
import { atPage as playAtPage, dealObjects, dealOf, failure, outcomeOf } from './playing.ts'
import { SalesforceBench } from './salesforce-bench.ts'
import { refuse, type Trick } from './salesforce-server.ts'

let crm: SalesforceBench

beforeEach(async () => {
  crm = await SalesforceBench.filled()
  crm.server.batch = 20
})
afterEach(async () => {
  await crm.close()
})

const atPage = (nth: number, trick: Trick): void => playAtPage(crm.server, nth, trick)
const deal = (nth: number): string => dealOf(crm.server, nth)

async function expectSame(): Promise<void> {
  expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  expect(await crm.visits()).toEqual(crm.visitsOfOrg())
}

describe('limits and rights', () => {
  it('stops where the calls of the organisation are used up, keeps the pages, and goes on behind them', async () => {
    await crm.connect({ objects: dealObjects })
    atPage(3, (_request, response) => (refuse(response, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), true))
    const { host } = new URL(crm.server.url)
    expect(await failure(crm.bench.pull())).toMatchObject({ code: 'source-limit', details: { host } })
    expect(await crm.held('opportunity')).toEqual([])
    crm.server.always = () => false
    const run = await crm.bench.pull()
    expect(run).toMatchObject({ isResumed: true, state: 'done' })
    await expectSame()
  })

  it('leaves the last calls of the organisation to others', async () => {
    await crm.connect({ objects: dealObjects })
    crm.server.used = 94_998
    expect(await failure(crm.bench.pull())).toMatchObject({ code: 'source-limit', details: { used: 95_000, allowed: 100_000 } })
    crm.server.used = 10
    await crm.bench.pull()
    await expectSame()
  })

  it('takes the other objects where some are not there, or may not be seen', async () => {
    crm.server.fields.delete('Quote')
    crm.server.fields.delete('Contract')
    await crm.connect()
    crm.server.always = (_request, response, url) =>
      (url.searchParams.get('q') ?? '').includes(' FROM Case') &&
      (refuse(response, 403, 'INSUFFICIENT_ACCESS', 'insufficient access rights'), true)
    const run = await crm.bench.pull()
    expect(run.state).toBe('partial')
    expect(run.objects.filter(({ state }) => state !== 'done').map(({ object, problem }) => [object, problem?.code])).toEqual([
      ['Quote', 'source-forbidden'],
      ['Contract', 'source-forbidden'],
      ['Case', 'source-forbidden'],
    ])
    await expectSame()
  })

  it('goes on without a field that vanishes while deals are read, and keeps its values', async () => {
    await crm.connect({ objects: ['User', 'Opportunity'] })
    await crm.bench.pull()
    const amounts = await crm.bench.rows(`select source_id, amount::varchar as amount, type from model.opportunity order by 1`)
    crm.pass(3)
    crm.org.save(deal(5), { ...crm.org.entering(3) })
    const hidden = ['Type', 'Region__c']
    atPage(1, () => {
      crm.server.fields.set(
        'Opportunity',
        crm.server.fields.get('Opportunity')!.filter(({ name }) => !hidden.includes(name)),
      )
      return false
    })
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({ state: 'done', mode: 'incremental', drift: { vanished: hidden, appeared: [] } })
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
    expect(await crm.bench.rows(`select source_id, amount::varchar as amount, type from model.opportunity order by 1`)).toEqual(amounts)
  })

  it('asks no organisation at an address that can not be one, or without TLS', async () => {
    for (const url of [
      'https://login.salesforce.com',
      'https://acme.lightning.force.com',
      'https://acme.my.salesforce.com/crm',
      'http://acme.my.salesforce.com',
    ]) {
      const connection = {
        version: 1,
        system: 'salesforce',
        url,
        user: null,
        auth: { type: 'given' },
        objects: [],
        dailyCalls: 10,
        overlapMinutes: 10,
        schedule: { kind: 'off' },
        isPaused: false,
        authority: null,
      } as const
      const tested = crm.bench.handlers.connections.test({ name: 'x', connection: { ...connection, objects: [] }, secret: 'x' }, still)
      expect(await failure(tested), url).toMatchObject({ code: 'invalid-connection', details: { field: 'url' } })
    }
  })
})
