import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { still } from '../../ingest/engine-fixture.ts'
import { json } from '../test-source.ts'
import { atPage as playAtPage, dealObjects, dealOf, outcomeOf } from './playing.ts'
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

describe('records that change while they are read', () => {
  it('are as they are at the end of the next pull: edited, added, deleted, purged between two pages', async () => {
    await crm.connect({ objects: dealObjects })
    atPage(2, () => {
      crm.pass(0.1)
      crm.org.save(deal(0), { ...crm.org.entering(3), Amount: 4321.75 })
      crm.org.save(deal(70), crm.org.entering(4))
      crm.org.remove('Opportunity', deal(1))
      crm.org.purge('Opportunity', deal(80))
      const [owner, account] = ['User', 'Account'].map((name) => String(crm.server.rows(name)[0]!['Id']))
      const late = crm.org.add('Opportunity', {
        Name: 'Late',
        AccountId: account!,
        StageName: 'Prospecting',
        Amount: 5,
        CurrencyIsoCode: 'EUR',
        Probability: 10,
        CloseDate: '2026-09-01',
        IsClosed: false,
        IsWon: false,
        OwnerId: owner!,
      })
      crm.org.save(late, {})
      return false
    })
    const first = await crm.bench.pull()
    expect(outcomeOf(first, 'Opportunity').inSource).toBe(crm.alive('Opportunity').length)
    expect(await crm.deals()).not.toEqual(crm.dealsOfOrg())
    crm.pass(0.1)
    await crm.bench.pull()
    await expectSame()
  })

  it('are found by the key set where the cursor has expired, none twice and none left out', async () => {
    await crm.connect({ objects: dealObjects })
    atPage(3, () => {
      crm.server.expireCursors()
      return false
    })
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({ state: 'done', records: 90, inSource: 90, held: 90 })
    expect(
      crm.server.seen.filter(({ query }) => /StageName.* FROM Opportunity WHERE SystemModstamp >= .* OR Id > /.test(query)).length,
    ).toBe(1)
    await expectSame()
  })

  it('are found by the key set also where very many have one time, and a page ends among them', async () => {
    for (const row of crm.server.rows('Opportunity')) row['SystemModstamp'] = '2026-02-01T00:00:00.000+0000'
    await crm.connect({ objects: dealObjects })
    crm.server.always = () => {
      crm.server.expireCursors()
      return false
    }
    expect(outcomeOf(await crm.bench.pull(), 'Opportunity')).toMatchObject({ records: 90, pages: 5, held: 90 })
    await expectSame()
  })
})

describe('an organisation whose answers are not what they should be', () => {
  /** The page as it would be, changed. */
  const changed =
    (change: (body: { records: object[]; totalSize: number; done: boolean; nextRecordsUrl?: string }) => object): Trick =>
    async (request, response) => {
      const before = crm.server.always
      crm.server.always = () => false
      const answer = await fetch(`${crm.server.url}${request.url ?? ''}`, { headers: { Authorization: `Bearer ${crm.token}` } })
      crm.server.always = before
      json(response, change((await answer.json()) as Parameters<typeof change>[0]))
      return true
    }

  it('counts a record once that comes in several pages, in whatever order', async () => {
    await crm.connect({ objects: dealObjects })
    let last: object[] = []
    crm.server.always = async (request, response, url) => {
      if (!/\/query(All)?(\/|$)/.test(url.pathname) || request.headers['x-plain'] !== undefined) return false
      const answer = await fetch(`${crm.server.url}${request.url ?? ''}`, {
        headers: { Authorization: `Bearer ${crm.token}`, 'X-Plain': '1' },
      })
      const body = (await answer.json()) as { records?: object[] }
      if (body.records === undefined) return false
      const shuffled = [...body.records.toReversed(), ...last]
      last = body.records.slice(0, 7)
      json(response, {
        ...body,
        records: /OpportunityHistory|FROM Opportunity\b/.test(url.searchParams.get('q') ?? 'FROM Opportunity')
          ? shuffled.filter((one) => isOf(one, body.records!))
          : body.records,
      })
      return true
    }
    expect(outcomeOf(await crm.bench.pull(), 'Opportunity').records).toBeGreaterThan(110)
    await expectSame()
  })

  it.each([
    ['says more than it gives', (total: number) => total + 7, 'incomplete', true],
    ['says fewer than it gives', (total: number) => total - 7, 'done', false],
  ])('is not believed where it %s', async (_what, count, state, isAnew) => {
    await crm.connect({ objects: ['User', 'Opportunity'] })
    atPage(
      1,
      changed((body) => ({ ...body, totalSize: count(body.totalSize) })),
    )
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({ state, held: 90, deleted: 0 })
    crm.server.always = () => false
    crm.pass(1)
    // What was not whole is read anew.
    expect(outcomeOf(await crm.bench.pull(), 'Opportunity')).toMatchObject({
      state: 'done',
      mode: isAnew ? 'full' : 'incremental',
      held: 90,
    })
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  })

  it('loses nothing where a list of ids ends too early', async () => {
    await crm.connect({ objects: ['User', 'Opportunity'] })
    await crm.bench.pull()
    crm.server.always = async (request, response, url) => {
      if (!(url.searchParams.get('q') ?? '').startsWith('SELECT Id FROM Opportunity')) return false
      return await changed((body) => ({ ...body, done: true, nextRecordsUrl: undefined }))(request, response, url)
    }
    expect(outcomeOf(await crm.bench.pull(), 'Opportunity')).toMatchObject({ deleted: 0, heldBack: 0, held: 90 })
  })

  it.each<[string, Trick]>([
    ['a cut connection', (request) => (request.socket.destroy(), true)],
    [
      'an answer that ends in the middle',
      (_request, response) => (
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '9000' }).write('{"records":['),
        setImmediate(() => response.socket?.destroy()),
        true
      ),
    ],
    ['a 500', (_request, response) => (refuse(response, 500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred'), true)],
    [
      'a 503 as a page',
      (_request, response) => (response.writeHead(503, { 'Content-Type': 'text/html' }).end('<html>Down for maintenance'), true),
    ],
    ['a 429', (_request, response) => (json(response, [], 429, { 'Retry-After': '3' }), true)],
  ])('is asked again after %s', async (_what, trick) => {
    await crm.connect({ objects: ['User', 'Opportunity'] })
    atPage(3, trick)
    expect((await crm.bench.pull()).state).toBe('done')
    expect(crm.bench.pauses.length).toBe(1)
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  })

  it('refuses only the object where a web page comes in place of data, and takes it the next time', async () => {
    await crm.connect({ objects: dealObjects })
    atPage(2, (_request, response) => (response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><title>Sign in'), true))
    const run = await crm.bench.pull()
    expect(run.state).toBe('partial')
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({
      state: 'refused',
      problem: { code: 'source-unreadable', details: { reason: 'html' } },
    })
    expect(outcomeOf(run, 'User').state).toBe('done')
    crm.server.always = () => false
    await crm.bench.pull()
    await expectSame()
  })

  it.each([
    'https://evil.example/services/data/v62.0/query/01g-20',
    '/services/data/v62.0/sobjects/Lead/00Q5g0000000001',
    '/services/data/v62.0/query/../sobjects',
  ])('is not followed to %s', async (nextRecordsUrl) => {
    await crm.connect({ objects: ['User', 'Opportunity'] })
    const before = crm.server.seen.length
    atPage(
      1,
      changed((body) => ({ ...body, nextRecordsUrl })),
    )
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({
      state: 'refused',
      problem: { code: 'source-unreadable', details: { reason: 'shape' } },
    })
    expect(crm.server.seen.slice(before).filter(({ path }) => path.includes('sobjects/Lead'))).toEqual([])
  })

  it('is waited for where it answers slowly; the longest texts there are come whole, and a record of 10 MB is put aside with its reason', async () => {
    // A rich text of Salesforce has 131,072 characters at most.
    const long = 'é"\n,'.repeat(32_768)
    Object.assign(crm.server.rows('Opportunity')[4]!, { Region__c: long })
    Object.assign(crm.server.rows('Opportunity')[50]!, { Region__c: 'x'.repeat(10 << 20) })
    await crm.connect({ objects: ['User', 'Opportunity'] })
    atPage(2, async (request, response, url) => {
      Object.assign(response, { end: slowEnd(response) })
      return await changed((body) => body)(request, response, url)
    })
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({ state: 'incomplete', inSource: 90, held: 89 })
    const aside = crm.dealsOfOrg().filter((one) => one.startsWith(deal(50).slice(0, 15)))
    expect(await crm.deals()).toEqual(crm.dealsOfOrg().filter((one) => !aside.includes(one)))
    const { rows } = await crm.bench.handlers.imports.quarantine({ offset: 0, limit: 10 }, still)
    expect(new Set(rows.map(({ file }) => file))).toEqual(new Set(['crm Opportunity']))
    const [column] = await crm.bench.rows<{ column: string }>(
      `select column_name as "column" from meta.custom_column where entity = 'opportunity' and header = 'Region__c'`,
    )
    expect(await crm.bench.rows(`select max(length(${column!.column}))::int as longest from model.opportunity`)).toEqual([
      { longest: 131_072 },
    ])
  })

  it.each([-26, 26])('loses nothing where its clock is off by %i hours', async (hours) => {
    crm.server.skewSeconds = hours * 3600
    await crm.connect({ objects: dealObjects })
    await crm.bench.pull()
    crm.pass(2)
    crm.org.save(deal(3), { ...crm.org.entering(4), Amount: 9.75 })
    await crm.bench.pull()
    await expectSame()
  })
})

/** A page holds what it holds, however often: records of another object stay away. */
function isOf(record: object, page: readonly object[]): boolean {
  const typeOf = (one: { attributes?: { type?: unknown } } = {}): unknown => one.attributes?.type
  return typeOf(record) === typeOf(page[0])
}

/** Sends an answer in pieces, a few at a time. */
function slowEnd(response: Parameters<Trick>[1]): (text: string) => typeof response {
  const end = response.end.bind(response)
  return (text) => {
    const piece = Math.ceil(text.length / 40)
    let sent = 0
    const next = (): void => {
      if (sent >= text.length) return void end()
      response.write(text.slice(sent, (sent += piece)))
      setTimeout(next, 10)
    }
    next()
    return response
  }
}
