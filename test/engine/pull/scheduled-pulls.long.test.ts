import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../../src/contract/workspace.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench, secret } from './pull-fixture.ts'
import { TestSource } from './test-source.ts'

let source: TestSource
let bench: PullBench

beforeEach(async () => {
  source = await TestSource.start()
  source.add(4)
  bench = await PullBench.open()
})
afterEach(async () => {
  await bench.close()
  await source.stop()
})

const every = (minutes: number): object => ({ schedule: { kind: 'interval', minutes } })
const states = async (): Promise<string[]> => (await bench.runs()).map(({ state, trigger }) => `${trigger} ${state}`)

/** Holds the first page back until it is let go. */
function heldBack(): { asked: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const asked = new Promise<void>((resolve) => {
    source.always = async (_request, _response, url) => {
      if (url.pathname !== '/crm/deals') return false
      resolve()
      await gate
      return false
    }
  })
  return { asked, letGo }
}

describe('a schedule', () => {
  it('pulls at once, then so often, and once after a sleep however long', async () => {
    await bench.connect(source.url, every(30))
    await bench.tick()
    expect(await states()).toEqual(['schedule done'])
    expect(await bench.entry()).toMatchObject({ state: 'waiting', nextRunAt: '2026-03-01T12:30:00.000Z', failures: 0, lastError: null })
    await bench.tick(29)
    expect((await states()).length).toBe(1)
    await bench.tick(1)
    expect((await states()).length).toBe(2)
    source.add(2)
    await bench.tick(6 * 60)
    await bench.tick()
    expect((await states()).length).toBe(3)
    expect(await bench.entry()).toMatchObject({ nextRunAt: '2026-03-01T19:00:00.000Z', freshAsOf: '2026-03-01T18:30:00Z' })
    expect((await bench.deals()).length).toBe(6)
    // Looked at often enough for a timer that stood still in a sleep.
    expect(bench.armed).toBeLessThanOrEqual(30_000)
  })

  it('keeps the time of the workspace’s zone, also where that changes', async () => {
    await bench.handlers.settings.change({ change: { timeZone: 'Asia/Shanghai' } }, still)
    await bench.connect(source.url, { schedule: { kind: 'daily', at: '07:00' } })
    // 12:00 UTC is 20:00 in Shanghai.
    expect((await bench.entry()).nextRunAt).toBe('2026-03-01T23:00:00.000Z')
    await bench.handlers.settings.change({ change: { timeZone: 'America/New_York' } }, still)
    expect((await bench.entry()).nextRunAt).toBe('2026-03-02T12:00:00.000Z')
    await bench.tick(24 * 60 - 1)
    expect(await states()).toEqual([])
    await bench.tick(1)
    expect(await states()).toEqual(['schedule done'])
  })

  it('tries a source that is away again after growing pauses, and says what is wrong', async () => {
    await bench.connect(source.url, every(5))
    source.always = (request) => (request.socket.destroy(), true)
    await bench.tick()
    const entry = await bench.entry()
    expect(entry).toMatchObject({
      state: 'retrying',
      nextRunAt: '2026-03-01T12:01:00.000Z',
      failures: 1,
      lastError: { code: 'source-unreachable', at: '2026-03-01T12:00:00.000Z' },
    })
    // Every minute of a day: after 1, 3, 7, 15, 31, 63, 127, 255, 511, 871 and 1231 minutes.
    for (let minute = 1; minute <= 1440; minute++) await bench.tick(1)
    expect((await states()).length).toBe(12)
    source.always = () => false
    await bench.tick(360)
    expect(await bench.entry()).toMatchObject({ state: 'waiting', failures: 0, lastError: null })
    expect((await bench.deals()).length).toBe(4)
  }, 120_000)

  it('stops where the login is refused, until a person connects again', async () => {
    await bench.connect(source.url, every(5))
    source.always = (request, response) => request.headers.authorization === `Bearer ${secret}` && (response.writeHead(401).end(), true)
    await bench.tick()
    source.seen.length = 0
    for (let day = 0; day < 30; day++) await bench.tick(1440)
    expect(source.seen).toEqual([])
    expect(await bench.entry()).toMatchObject({ state: 'reconnect', nextRunAt: null, lastError: { code: 'source-login-refused' } })
    const update = (given: string): Promise<unknown> =>
      bench.handlers.connections.update({ name: 'crm', change: {}, secret: given, keepSecret: true }, still)
    await expect(update(secret)).rejects.toMatchObject({ code: 'source-login-refused' })
    expect((await bench.entry()).state).toBe('reconnect')
    await update('another-token')
    expect(await bench.entry()).toMatchObject({ state: 'waiting', failures: 0, lastError: null })
    await bench.tick(5)
    expect(await states()).toEqual(['schedule done', 'schedule failed'])
  })

  it('does not stop because a person mistyped a secret for one pull', async () => {
    await bench.connect(source.url, every(5))
    await bench.tick()
    source.always = (request, response) => request.headers.authorization !== `Bearer ${secret}` && (response.writeHead(401).end(), true)
    const mistyped = { name: 'crm', secret: 'mistyped', full: false, acceptDeletes: false }
    await expect(bench.handlers.connections.pull(mistyped, { ...still, progress: () => undefined })).rejects.toMatchObject({
      code: 'source-login-refused',
    })
    expect((await bench.entry()).state).toBe('waiting')
    await bench.tick(5)
    expect(await states()).toEqual(['schedule done', 'person failed', 'schedule done'])
  })

  it('says that it waits for a secret where the machine has none', async () => {
    await bench.connect(source.url, every(5))
    await bench.secrets.remove(`${bench.folder}#crm`)
    await bench.tick()
    expect(await bench.entry()).toMatchObject({ state: 'reconnect', lastError: { code: 'secret-missing' } })
    expect(await states()).toEqual(['schedule failed'])
  })

  it('waits for the next day where the calls of this one are used up', async () => {
    source.add(20)
    await bench.connect(source.url, { ...every(5), dailyCalls: 3 })
    await bench.tick()
    expect(await bench.entry()).toMatchObject({ state: 'retrying', nextRunAt: '2026-03-02T00:00:00.000Z', callsToday: 3 })
    // The limit is raised: it need not wait any longer.
    await bench.handlers.connections.update({ name: 'crm', change: { dailyCalls: 500 }, keepSecret: true }, still)
    await bench.tick(1)
    expect(await states()).toEqual(['schedule done', 'schedule failed'])
    expect((await bench.runs())[0]).toMatchObject({ isResumed: true })
  })

  it('rests while it is paused, and goes on as it was', async () => {
    await bench.connect(source.url, every(5))
    const pause = (isPaused: boolean): Promise<unknown> =>
      bench.handlers.connections.update({ name: 'crm', change: { isPaused }, keepSecret: true }, still)
    await pause(true)
    await bench.tick(600)
    expect([(await bench.entry()).state, await states()]).toEqual(['paused', []])
    await pause(false)
    await bench.tick()
    expect(await states()).toEqual(['schedule done'])
  })
})

describe('a pull that runs', () => {
  it('is the only one, whoever began it', async () => {
    await bench.connect(source.url, every(5))
    const first = heldBack()
    const scheduled = bench.tick()
    await first.asked
    expect(await bench.entry()).toMatchObject({ state: 'running', running: { trigger: 'schedule' }, nextRunAt: null })
    await expect(bench.pull()).rejects.toMatchObject({ code: 'pull-running', details: { name: 'crm' } })
    await bench.tick(60)
    first.letGo()
    await scheduled
    expect(await states()).toEqual(['schedule done'])
    const second = heldBack()
    const byHand = bench.pull()
    await second.asked
    await bench.tick(60)
    second.letGo()
    await byHand
    expect(await states()).toEqual(['person done', 'schedule done'])
  })

  it('is seen by everybody who is looking, and can be stopped', async () => {
    await bench.connect(source.url, every(5))
    const seen: Change[] = []
    const watching = new AbortController()
    const watch = bench.handlers.workspace.watch({}, { signal: watching.signal, progress: (change) => void seen.push(change) })
    const { asked, letGo } = heldBack()
    const scheduled = bench.tick()
    await asked
    await bench.handlers.connections.stop({ name: 'crm' }, still)
    await scheduled
    letGo()
    expect(await states()).toEqual(['schedule cancelled'])
    // A person stopped it: it is not tried again before its time.
    expect(await bench.entry()).toMatchObject({ state: 'waiting', nextRunAt: '2026-03-01T12:05:00.000Z' })
    watching.abort()
    await expect(watch).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen.filter(({ kind }) => kind === 'connections').length).toBeGreaterThanOrEqual(2)
    expect(seen.every(({ kind, document }) => kind === 'opened' || document === 'connection/crm')).toBe(true)
  })

  it('ends with the host, and goes on at once when the workspace is opened again', async () => {
    source.add(8)
    await bench.connect(source.url, { schedule: { kind: 'daily', at: '07:00' } })
    source.always = (_request, _response, url) => {
      if (url.searchParams.get('after') !== '6') return false
      closing ??= bench.close()
      return true
    }
    let closing: Promise<void> | undefined
    await bench.tick(19 * 60)
    await closing
    source.always = () => false
    source.seen.length = 0
    await bench.start()
    await bench.tick(1)
    expect(await states()).toEqual(['schedule done', 'schedule interrupted'])
    expect(source.seen[0]!.url).toBe('/crm/deals?after=6')
    // The first pages are from before: it is only as fresh as they are, and looks once more at once.
    expect(await bench.entry()).toMatchObject({ freshAsOf: '2026-03-02T07:00:00Z' })
    await bench.tick()
    await bench.tick()
    expect(await states()).toEqual(['schedule done', 'schedule done', 'schedule interrupted'])
    expect(await bench.entry()).toMatchObject({ freshAsOf: '2026-03-02T07:01:00Z', nextRunAt: '2026-03-02T23:00:00.000Z' })
    expect((await bench.deals()).length).toBe(12)
  })
})

describe('a connection', () => {
  it('is changed in parts; what the system is asked by is tested first', async () => {
    await bench.connect(source.url)
    const { connections } = bench.handlers
    const before = await bench.entry()
    const changed = await connections.update(
      { name: 'crm', change: { dailyCalls: 50, overlapMinutes: 20, schedule: { kind: 'daily', at: '06:30' } }, keepSecret: true },
      still,
    )
    expect(changed).toEqual({
      ...before,
      dailyCalls: 50,
      overlapMinutes: 20,
      schedule: { kind: 'daily', at: '06:30' },
      state: 'waiting',
      nextRunAt: expect.any(String),
    })
    const refused = connections.update({ name: 'crm', change: { objects: ['leads'] }, keepSecret: true }, still)
    await expect(refused).rejects.toMatchObject({ code: 'invalid-connection', details: { field: 'objects', problem: 'leads' } })
    const away = connections.update({ name: 'crm', change: { url: 'http://127.0.0.1:9/crm' }, keepSecret: true }, still)
    await expect(away).rejects.toMatchObject({ code: 'source-unreachable' })
    expect(await bench.entry()).toEqual(changed)
    const missing = connections.update({ name: 'erp', change: {}, keepSecret: true }, still)
    await expect(missing).rejects.toMatchObject({ code: 'connection-missing' })
    expect((await connections.test({ name: 'crm' }, still)).objects.map(({ object, records }) => [object, records])).toEqual([['deals', 4]])
  })

  it('has its history in pages, newest first', async () => {
    await bench.connect(source.url)
    for (let time = 0; time < 5; time++) await bench.pull()
    const page = await bench.handlers.connections.runs({ name: 'crm', offset: 1, limit: 2 }, still)
    expect(page.total).toBe(5)
    const all = await bench.runs()
    expect(page.runs).toEqual(all.slice(1, 3))
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => b - a))
    expect(await bench.handlers.connections.runs({ name: 'nobody', offset: 0, limit: 2 }, still)).toEqual({ total: 0, runs: [] })
  })
})
