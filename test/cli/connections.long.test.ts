import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ConnectionEntry, PullRun } from '../../src/contract/pulls.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { memorySecrets } from '../engine/pull/pull-fixture.ts'
import { dealsDescription, TestSource } from '../engine/pull/test-source.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'
import { runCli, type CliResult } from './run-cli.ts'

const token = 'tok-77-never-shown'
const key = 'a key that opens the file'

let source: TestSource
let folder: string
let env: Record<string, string>

beforeEach(async () => {
  source = await TestSource.start()
  source.add(7)
  source.always = (request, response) => request.headers.authorization !== `Bearer ${token}` && (response.writeHead(401).end(), true)
  folder = temporaryFolder()
  env = { HELMDECK_SECRETS: join(folder, 'secrets.json'), HELMDECK_KEY: key }
  writeFileSync(join(folder, 'crm.json'), JSON.stringify(dealsDescription))
})
afterEach(() => source.stop())

const cli = (
  words: readonly string[],
  { input = '', more = env }: { input?: string; more?: Record<string, string> } = {},
): Promise<CliResult> => runCli(words, { folder, env: more, input })
const connectWords = (...more: string[]): string[] => [
  'connect',
  'w.helmdeck',
  'rest',
  '--name',
  'crm',
  '--url',
  source.url,
  '--description',
  'crm.json',
  ...more,
]
const connect = (...more: string[]): Promise<CliResult> => cli(connectWords(...more), { input: `${token}\n` })
const entryOf = async (): Promise<ConnectionEntry> =>
  (JSON.parse((await cli(['connections', 'w.helmdeck', '--json'])).out) as { connections: ConnectionEntry[] }).connections[0]!
const runOf = ({ out }: CliResult): PullRun => (JSON.parse(out) as { runs: PullRun[] }).runs[0]!
const problemOf = ({ err }: CliResult): { code: string; message: string } =>
  (JSON.parse(err) as { error: { code: string; message: string } }).error
const deals = async (): Promise<unknown> => {
  const spec = JSON.stringify({ values: [{ metric: 'opportunity_count' }] })
  return (JSON.parse((await cli(['report', 'w.helmdeck', '-'], { input: spec })).out) as { total: unknown }).total
}

describe('connect, connections and pull', () => {
  it('follow a system from nothing, and show its schedule, next time and last error', async () => {
    const connected = await connect('--every', '30m', '--daily-calls', '500')
    expect([connected.code, connected.err]).toEqual([0, ''])
    expect(connected.out).toMatch(/^Connected as/)
    expect(connected.out).toMatch(/deals \(deals\)\s+7\b/)
    // A schedule rests where a host is there for one command only.
    expect(await entryOf()).toMatchObject({ name: 'crm', state: 'waiting', schedule: { kind: 'interval', minutes: 30 }, lastRun: null })
    const pulled = await cli(['pull', 'w.helmdeck', '--json'])
    expect([pulled.code, runOf(pulled)]).toMatchObject([0, { state: 'done', trigger: 'person', objects: [{ records: 7, held: 7 }] }])
    expect(await deals()).toEqual({ opportunity_count: 7 })

    source.always = (_request, response) => (response.writeHead(401).end(), true)
    const refused = await cli(['pull', 'w.helmdeck', 'crm', '--json'])
    expect([refused.code, problemOf(refused).code]).toEqual([1, 'source-login-refused'])
    const listed = await cli(['connections', 'w.helmdeck'])
    expect(listed.out).toContain('every 30m')
    expect(listed.out).toContain('connect again')
    expect(listed.out).toMatch(/crm: 1 failure, the last at .*does not accept this user or secret/)
    const zh = await cli(['connections', 'w.helmdeck', '--language', 'zh'])
    expect(zh.out).toContain('每 30 分钟')
    expect(zh.out).toContain('需要重新连接')
    for (const { out, err } of [connected, pulled, refused, listed, zh]) expect(out + err).not.toContain(token)
  })

  it('change, test, pause and forget a connection', async () => {
    await connect()
    const daily = await cli([
      'connection',
      'w.helmdeck',
      'update',
      'crm',
      '--daily',
      '7:00',
      '--overlap',
      '30',
      '--daily-calls',
      '90',
      '--json',
    ])
    expect([daily.code, JSON.parse(daily.out)]).toMatchObject([
      0,
      { schedule: { kind: 'daily', at: '07:00' }, overlapMinutes: 30, dailyCalls: 90, state: 'waiting', url: source.url },
    ])
    const weekly = await cli(['connection', 'w.helmdeck', 'update', 'crm', '--weekly', 'thu,mon 18:30'])
    expect(weekly.out).toContain('mon,thu 18:30')
    await cli(['connection', 'w.helmdeck', 'pause', 'crm'])
    expect((await entryOf()).state).toBe('paused')
    await cli(['connection', 'w.helmdeck', 'resume', 'crm'])
    expect((await entryOf()).state).toBe('waiting')
    expect((await cli(['connection', 'w.helmdeck', 'test', 'crm'])).out).toMatch(/deals \(deals\)\s+7\b/)
    await cli(['pull', 'w.helmdeck'])
    await cli(['pull', 'w.helmdeck'])
    const runs = await cli(['connection', 'w.helmdeck', 'runs', 'crm', '--limit', '1', '--json'])
    expect(JSON.parse(runs.out)).toMatchObject({ total: 2, runs: [{ id: 2, state: 'done', load: null }] })
    expect((await cli(['connection', 'w.helmdeck', 'runs', 'crm'])).out).toContain('person')
    expect((await cli(['connection', 'w.helmdeck', 'remove', 'crm'])).code).toBe(0)
    expect((await cli(['connections', 'w.helmdeck', '--json'])).out).toBe('{"connections":[]}\n')
    expect(readFileSync(env['HELMDECK_SECRETS']!, 'utf8')).toContain('"entries":{}')
    expect(await deals()).toEqual({ opportunity_count: 7 })
  })

  it.each([
    [['connection', 'w.helmdeck', 'mend', 'crm'], 2, 'usage', 'mend'],
    [['connection', 'w.helmdeck', 'update', 'crm'], 2, 'usage', 'something to change'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--every', '8d'], 2, 'usage', '8d'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--every', '0m'], 2, 'usage', '0m'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--daily', '25:00'], 2, 'usage', '25:00'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--weekly', 'mo 7:00'], 2, 'usage', 'mo 7:00'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--every', '5m', '--by-hand'], 2, 'usage', '--by-hand'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--url', 'ftp://x/y'], 1, 'invalid-connection', 'url'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--daily-calls', '0'], 1, 'invalid-connection', 'dailyCalls'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--authority', 'gone.pem'], 1, 'invalid-connection', 'gone.pem'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--authority', 'crm.json'], 1, 'invalid-connection', 'authority'],
    [['connection', 'w.helmdeck', 'update', 'crm', '--objects', 'leads'], 1, 'invalid-connection', 'leads'],
    [['connection', 'w.helmdeck', 'test', 'erp'], 1, 'connection-missing', 'erp'],
    [['pull', 'w.helmdeck', 'erp'], 1, 'connection-missing', 'erp'],
    [['connect', 'w.helmdeck', 'sap', '--name', 'x', '--url', 'https://x.example'], 1, 'not-available', 'sap'],
    [['connect', 'w.helmdeck', 'rest', '--name', 'A B', '--url', 'https://x.example'], 1, 'invalid-connection', 'lower-case'],
    [['connect', 'w.helmdeck', 'rest', '--name', 'x', '--url', 'https://a:b@x.example'], 1, 'invalid-connection', 'url'],
  ] as const)('refuse %j', async (words, code, name, said) => {
    await connect()
    const before = await entryOf()
    const refused = await cli([...words, '--json'], { input: `${token}\n` })
    expect([refused.code, problemOf(refused).code]).toEqual([code, name])
    expect(refused.err).toContain(said)
    expect(await entryOf()).toEqual(before)
  })

  it('end with 75 where the same may succeed later', async () => {
    await connect()
    await cli(['connection', 'w.helmdeck', 'update', 'crm', '--daily-calls', '2'])
    const limited = await cli(['pull', 'w.helmdeck', '--json'])
    expect([limited.code, problemOf(limited).code]).toEqual([75, 'source-limit'])
  })
})

describe('beside a window that has the workspace open', () => {
  it('goes through its engine and its secrets, and says that a pull runs', async () => {
    const owner = await openWorkspace({
      path: join(folder, 'w.helmdeck'),
      create: true,
      log: createLog('silent'),
      secrets: memorySecrets(),
    })
    onTestFinished(() => owner.close())
    expect((await connect('--every', '2h')).code).toBe(0)
    // The owner keeps the secret: nothing of it is in the file of the one who attached.
    expect(existsSync(env['HELMDECK_SECRETS']!)).toBe(false)
    let letGo = (): void => undefined
    const asked = new Promise<void>((resolve) => {
      const gate = new Promise<void>((open) => (letGo = open))
      source.always = async (_request, _response, url) => {
        if (url.pathname === '/crm/deals') {
          resolve()
          await gate
        }
        return false
      }
    })
    const pulling = cli(['pull', 'w.helmdeck', '--json'])
    await asked
    const second = await cli(['pull', 'w.helmdeck', '--json'])
    expect([second.code, problemOf(second).code]).toEqual([75, 'pull-running'])
    expect((await entryOf()).state).toBe('running')
    letGo()
    expect(runOf(await pulling)).toMatchObject({ state: 'done', load: 1 })
    expect((await owner.api.connections.list({})).connections[0]).toMatchObject({ name: 'crm', state: 'waiting', lastRun: { load: 1 } })
    await cli(['connection', 'w.helmdeck', 'stop', 'crm'])
  })

  it('takes over where the owner goes in the middle of a pull, from the pages that are there', async () => {
    const owner = await openWorkspace({
      path: join(folder, 'w.helmdeck'),
      create: true,
      log: createLog('silent'),
      secrets: memorySecrets(),
    })
    await connect()
    let leaving: Promise<void> | undefined
    source.always = (_request, _response, url) => {
      if (url.searchParams.get('after') === '6' && leaving === undefined) {
        leaving = owner.close()
        return true
      }
      return false
    }
    const pulled = await cli(['pull', 'w.helmdeck', '--json'], { more: { ...env, HELMDECK_SECRET: token } })
    await leaving
    expect(runOf(pulled)).toMatchObject({ state: 'done', isResumed: true, secret: 'given', objects: [{ records: 7, held: 7 }] })
  })
})

describe('a pull that is killed', () => {
  it('leaves the workspace as it was, and the next one goes on behind the last whole page', async () => {
    source.add(40)
    await connect()
    const child = spawn(process.execPath, [programPath('cli'), 'pull', 'w.helmdeck'], {
      cwd: '/',
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent', ...env },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    source.always = (_request, _response, url) => url.searchParams.get('after') === '30' && child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    source.always = () => false
    expect(JSON.parse((await cli(['loads', 'w.helmdeck', '--json'])).out)).toEqual({ loads: [] })
    source.seen.length = 0
    const next = runOf(await cli(['pull', 'w.helmdeck', '--json']))
    expect(next).toMatchObject({ state: 'done', isResumed: true, objects: [{ records: 47, held: 47 }] })
    expect(source.seen[0]!.url).toBe('/crm/deals?after=30')
    expect(await deals()).toEqual({ opportunity_count: 47 })
  })

  it('ends with its exit code as a process, as cron and systemd see it', async () => {
    await connect()
    const start = async (url: string): Promise<readonly [number, string]> => {
      await cli(['connection', 'w.helmdeck', 'update', 'crm', '--url', url])
      const child = spawn(process.execPath, [programPath('cli'), 'pull', 'w.helmdeck', '--json'], {
        cwd: '/',
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [err, [code]] = (await Promise.all([text(child.stderr), once(child, 'exit'), text(child.stdout)])) as [string, [number], string]
      return [code, err]
    }
    expect(await start(source.url)).toEqual([0, ''])
    source.always = (_request, response) => (response.writeHead(429, { 'Retry-After': '4000' }).end(), true)
    expect((await start(source.url))[0]).toBe(75)
  })
})

describe('secrets', () => {
  it('are in an encrypted file that only its key opens', async () => {
    await connect()
    const file = env['HELMDECK_SECRETS']!
    expect(readFileSync(file, 'utf8')).not.toContain(token)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    const wrong = await cli(['pull', 'w.helmdeck', '--json'], { more: { ...env, HELMDECK_KEY: 'another' } })
    expect([wrong.code, problemOf(wrong).code]).toEqual([1, 'no-secret-store'])
    expect(wrong.err).toContain('HELMDECK_KEY')
    expect((await cli(['pull', 'w.helmdeck'])).code).toBe(0)
  })

  it('are not there where the file was cut off or is something else, and it is not written over', async () => {
    await connect()
    const file = env['HELMDECK_SECRETS']!
    truncateSync(file, 60)
    const broken = readFileSync(file, 'utf8')
    const pulled = await cli(['pull', 'w.helmdeck', '--json'])
    expect([pulled.code, problemOf(pulled).code]).toEqual([1, 'no-secret-store'])
    const again = await cli([...connectWords(), '--json'], { input: token })
    expect([again.code, problemOf(again).code]).toEqual([1, 'no-secret-store'])
    expect(readFileSync(file, 'utf8')).toBe(broken)
    // Given for this pull only, it needs no place.
    expect((await cli(['pull', 'w.helmdeck'], { more: { ...env, HELMDECK_SECRET: token } })).code).toBe(0)
  })

  it('are refused where the machine has no place for them, and nothing is kept', async () => {
    // No desktop session: the keychain of the system does not answer.
    const bare = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
    const child = spawn(process.execPath, [programPath('cli'), ...connectWords('--json')], {
      cwd: '/',
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent', ...bare },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(`${token}\n`)
    const [err, [code]] = (await Promise.all([text(child.stderr), once(child, 'exit'), text(child.stdout)])) as [string, [number], string]
    expect([code, (JSON.parse(err) as { error: { code: string } }).error.code]).toEqual([1, 'no-secret-store'])
    expect((await cli(['connections', 'w.helmdeck', '--json'])).out).toBe('{"connections":[]}\n')
    const forOnce = await cli(connectWords(), { more: { HELMDECK_SECRET: token } })
    expect(forOnce.code).toBe(0)
  })
})
