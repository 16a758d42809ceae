import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelmdeckError } from '../../../src/contract/errors.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench, secret } from './pull-fixture.ts'
import { deal, dealsDescription, json, TestSource, type Trick } from './test-source.ts'

let source: TestSource
let bench: PullBench

beforeEach(async () => {
  source = await TestSource.start()
  bench = await PullBench.open()
})
afterEach(async () => {
  await bench.close()
  await source.stop()
})

const atSource = (): string[] => source.deals.toSorted((a, b) => a.id - b.id).map(({ id, stage, value }) => `crm:${id} ${stage} ${value}`)
const failure = async (work: Promise<unknown>): Promise<HelmdeckError> =>
  await work.then(
    () => Promise.reject(new Error('no failure')),
    (error: HelmdeckError) => error,
  )

/** Answers the deals' pages only. */
const onPages =
  (trick: Trick): Trick =>
  (request, response, url) =>
    url.pathname === '/crm/deals' && trick(request, response, url)

/** The same deals by offset, as most systems hand them out. */
const byOffset = {
  ...dealsDescription,
  objects: [
    {
      ...dealsDescription.objects[0]!,
      path: '/list',
      page: { style: 'offset', parameter: 'from', size: 3 },
      cursor: undefined,
      ids: undefined,
    },
  ],
}

describe('a source whose rows change', () => {
  it('loses no row that shows only after a later one was seen', async () => {
    source.add(4)
    source.edit(4, { changed: '2026-02-10T09:00:00Z' })
    await bench.connect(source.url)
    await bench.pull()
    // Their transaction began four minutes before what was seen last, and ended after the pull.
    const late = Array.from({ length: 5 }, (_, index) => ({ ...deal(10 + index), created: '2026-02-10T08:56:00Z' }))
    source.deals.push(...late)
    const withoutIds = { ...dealsDescription, objects: [{ ...dealsDescription.objects[0]!, ids: undefined }] }
    await bench.connect(source.url, {}, withoutIds)
    expect((await bench.pull()).objects[0]!.mode).toBe('incremental')
    expect(await bench.deals()).toEqual(atSource())
  })

  it('holds every row once where rows are edited, added and deleted between two pages', async () => {
    source.add(12)
    await bench.connect(source.url)
    let pages = 0
    source.always = (_request, _response, url) => {
      if (url.pathname !== '/crm/deals' || ++pages !== 2) return false
      source.edit(1, { stage: 'Won', changed: '2026-02-20T10:00:00Z' })
      source.remove(2)
      source.deals.push(deal(40))
      return false
    }
    await bench.pull()
    await bench.pull()
    expect(await bench.deals()).toEqual(atSource())
  })

  it('counts a row once that offsets hand out twice, and says what they leave out', async () => {
    source.add(9)
    await bench.connect(source.url, {}, byOffset)
    let pages = 0
    source.always = (_request, _response, url) => {
      // Sorted anew before the second page: the last row comes first, one comes twice, one never.
      if (url.pathname === '/crm/list' && ++pages === 2) source.deals.unshift(source.deals.pop()!)
      return false
    }
    const run = await bench.pull()
    expect(run.objects[0]).toMatchObject({ state: 'incomplete', inSource: 9, held: 8, deleted: 0 })
    expect(run.state).toBe('partial')
    source.always = () => false
    await bench.pull()
    expect(await bench.deals()).toEqual(atSource())
  })

  it('deletes nothing at once where very many are gone, until a person says so', async () => {
    source.add(60)
    source.pageSize = 60
    await bench.connect(source.url)
    await bench.pull()
    source.deals.splice(0, 30)
    expect((await bench.pull()).objects[0]).toMatchObject({ heldBack: 30, deleted: 0, held: 60 })
    expect((await bench.pull({ acceptDeletes: true })).objects[0]).toMatchObject({ heldBack: 0, deleted: 30, held: 30 })
  })

  it('keeps the values of a field that vanished, and says which', async () => {
    source.add(5)
    for (const { id } of source.deals) source.edit(id, { region: 'North' })
    await bench.connect(source.url)
    await bench.pull()
    for (const one of source.deals) {
      delete (one as { region?: unknown }).region
      one.stage = 'Won'
    }
    expect((await bench.pull({ full: true })).objects[0]!.drift).toEqual({ appeared: [], vanished: ['region'], retyped: [] })
    expect(
      await bench.rows(
        `select distinct stage, custom_region as region from (select stage, columns('(?i)region') as custom_region from model.opportunity)`,
      ),
    ).toEqual([{ stage: 'Won', region: 'North' }])
  })
})

describe('a source that fails', () => {
  it('is asked again after the time it names', async () => {
    source.add(4)
    await bench.connect(source.url)
    source.tricks.push(onPages((_request, response) => (json(response, { message: 'slow down' }, 429, { 'Retry-After': '7' }), true)))
    await bench.pull()
    expect(bench.pauses).toEqual([7000])
    expect(await bench.deals()).toEqual(atSource())
  })

  it('is asked again after 500s and cut connections', async () => {
    source.add(4)
    await bench.connect(source.url)
    source.tricks.push(
      onPages((_request, response) => (json(response, {}, 500), true)),
      onPages(
        (_request, response) => (
          response.writeHead(200, { 'Content-Length': '5000' }).write('{"items":['),
          response.socket?.destroy(),
          true
        ),
      ),
      onPages((request) => (request.socket.destroy(), true)),
    )
    await bench.pull()
    expect(bench.pauses.length).toBe(3)
    expect(await bench.deals()).toEqual(atSource())
  })

  it('goes on behind the last page after the calls of a day are used up, and after a kill', async () => {
    source.add(12)
    await bench.connect(source.url)
    await bench.connect(source.url, { dailyCalls: 3 })
    expect(await failure(bench.pull())).toMatchObject({ code: 'source-limit', details: { calls: 3 } })
    const [run] = (await bench.handlers.connections.runs({ offset: 0, limit: 1 }, still)).runs
    expect(run).toMatchObject({ state: 'failed', calls: 3, load: null, problem: { code: 'source-limit' } })
    // A line that a kill cut off.
    const file = join(bench.folder, 'pulls/crm/deals.pages')
    appendFileSync(file, '{"page":4,"at":"2026-03-01T12:0')
    await bench.connect(source.url)
    source.seen.length = 0
    bench.time = new Date('2026-03-02T01:00:00Z')
    expect(await bench.pull()).toMatchObject({ isResumed: true, state: 'done' })
    // Three pages of three are there already.
    expect(source.seen[0]!.url).toBe('/crm/deals?after=9')
    expect(await bench.deals()).toEqual(atSource())
    expect(readdirSync(join(bench.folder, 'pulls'))).toEqual([])
  })

  it('leaves the workspace as it was when a pull is cancelled, and goes on from there', async () => {
    source.add(12)
    await bench.connect(source.url)
    const control = new AbortController()
    source.always = (_request, _response, url) => {
      if (url.searchParams.get('after') === '6') control.abort()
      return false
    }
    expect((await failure(bench.pull({}, { signal: control.signal }))).code).toBe('cancelled')
    expect(await bench.deals()).toEqual([])
    expect((await bench.pull()).isResumed).toBe(true)
    expect(await bench.deals()).toEqual(atSource())
  })

  it('opens its session again where it ends in mid-pull', async () => {
    source.add(9)
    let [sessions, uses] = [0, 0]
    source.always = (request, response, url) => {
      if (url.pathname === '/crm/session') return (json(response, { token: `session-${++sessions}` }), true)
      const isOpen = request.headers.authorization === `Bearer session-${sessions}` && ++uses % 3 !== 0
      if (isOpen) return false
      sessions++
      response.writeHead(401).end()
      return true
    }
    const auth = { type: 'login', path: '/session', user: 'user', password: 'password', token: 'token' }
    await bench.connect(source.url, { user: 'anna' }, { ...dealsDescription, auth })
    await bench.pull()
    expect(await bench.deals()).toEqual(atSource())
    expect(sessions).toBeGreaterThan(3)
    expect(source.seen.filter(({ method }) => method === 'POST').every(({ url }) => url === '/crm/session')).toBe(true)
  })

  it('keeps the other objects where the right to one is missing', async () => {
    source.add(4)
    const contacts = {
      name: 'contacts',
      kind: 'contact',
      path: '/contacts',
      records: 'items',
      columns: { Name: { from: 'name', target: 'contact.name' } },
    }
    await bench.connect(source.url, {}, { ...dealsDescription, objects: [contacts, ...dealsDescription.objects] })
    source.always = (_request, response, url) => url.pathname === '/crm/contacts' && (json(response, { message: 'no' }, 403), true)
    const run = await bench.pull()
    expect(run.state).toBe('partial')
    expect(run.objects.map(({ object, state, problem }) => [object, state, problem?.code])).toEqual([
      ['contacts', 'refused', 'source-forbidden'],
      ['deals', 'done', undefined],
    ])
    expect(await bench.deals()).toEqual(atSource())
  })
})

describe('a connection that can not be right', () => {
  const answers: readonly (readonly [string, Trick, string, object])[] = [
    ['a wrong token', (_request, response) => (response.writeHead(401).end(), true), 'source-login-refused', {}],
    [
      'a page of a network that asks people to sign in',
      (_request, response) => (response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Welcome'), true),
      'source-unreadable',
      { reason: 'html' },
    ],
    [
      'a redirect',
      (_request, response) => (response.writeHead(302, { Location: 'https://elsewhere.example/' }).end(), true),
      'source-unreadable',
      { reason: 'redirect' },
    ],
    ['another structure', (_request, response) => (json(response, { rows: [] }), true), 'source-unreadable', { reason: 'shape' }],
    [
      'an error with status 200',
      (_request, response) => (json(response, { error: `no such table for ${secret}` }), true),
      'source-failed',
      { said: 'no such table for •••' },
    ],
  ]
  it.each(answers)('says so: %s', async (_what, trick, code, details) => {
    source.always = trick
    expect(await failure(bench.connect(source.url))).toMatchObject({ code, details })
    expect((await bench.handlers.connections.list({}, still)).connections).toEqual([])
  })

  it('says so: nothing at this address, nobody who listens', async () => {
    expect(await failure(bench.connect(`${source.url}/elsewhere`))).toMatchObject({
      code: 'source-unreadable',
      details: { reason: 'not-found' },
    })
    expect(await failure(bench.connect('http://127.0.0.1:9/crm'))).toMatchObject({ code: 'source-unreachable' })
  })

  it('leaves the secret in no file, no log and no error', async () => {
    source.add(6)
    await bench.connect(source.url)
    await bench.pull()
    source.always = (_request, response) => (json(response, { error: `bad token ${secret}` }), true)
    const run = await bench.pull()
    expect(run.objects[0]!.problem).toMatchObject({ code: 'source-failed', details: { said: 'bad token •••' } })
    await bench.close()
    const files = readdirSync(bench.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes(secret), file.name).toBe(false)
    expect(JSON.stringify([bench.logged, run])).not.toContain(secret)
    await bench.start()
  })
})
