import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { api, type Api } from '../../src/contract/api.ts'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { startBrowserHost, type BrowserHost } from '../../src/server/browser-host.ts'
import { createEngineHost, type EngineHost } from '../../src/server/engine-host.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { webSocketWire } from '../../src/transport/socket.ts'
import { programPath } from '../programs.ts'

let folder: string
let engine: EngineHost
let host: BrowserHost

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  mkdirSync(join(folder, 'ui', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'ui', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>')
  writeFileSync(join(folder, 'ui', 'assets', 'main-abc.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  engine = createEngineHost({
    folder: await prepareFolder(join(folder, 'w.helmdeck'), { create: true }),
    entry: programPath('engine-process'),
    execArgv: [],
    log: createLog('silent'),
  })
  host = await startBrowserHost({ engine, ui: join(folder, 'ui'), port: 0 })
})

afterAll(async () => {
  await host.close()
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const request = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }
}

async function letIn(): Promise<string> {
  const url = new URL(host.newUrl())
  const { headers } = await ask(`${url.pathname}${url.search}`)
  return String(headers['set-cookie']?.[0]?.split(';')[0])
}

const own = (): string => `http://127.0.0.1:${host.port}`

async function openSocket(headers: Record<string, string>, path = '/engine'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return socket
}

describe('the address that opens the product', () => {
  it('swaps its token for a cookie that scripts cannot read and other sites do not send', async () => {
    const url = new URL(host.newUrl())
    expect(url.hostname).toBe('127.0.0.1')
    const answer = await ask(`${url.pathname}${url.search}`)
    expect(answer).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } })
    expect(answer.headers['set-cookie']?.[0]).toMatch(new RegExp(`^helmdeck-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
  })

  it('works once: the second browser is told what to do, and gets no cookie', async () => {
    const url = new URL(host.newUrl())
    await ask(`${url.pathname}${url.search}`)
    const second = await ask(`${url.pathname}${url.search}`, { 'accept-language': 'en' })
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toContain('Run helmdeck open in the terminal again')
    expect((await ask(`${url.pathname}${url.search}`, { 'accept-language': 'zh-CN,zh;q=0.9' })).body).toContain('这个地址已经用过')
  })

  it('leads a browser that is in already to the start page', async () => {
    const url = new URL(host.newUrl())
    const cookie = String((await ask(`${url.pathname}${url.search}`)).headers['set-cookie']?.[0]?.split(';')[0])
    expect(await ask(`${url.pathname}${url.search}`, { cookie })).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  it.each(['wrong', '', 'é'.repeat(43)])('refuses the token "%s"', async (token) => {
    expect((await ask(`/?token=${encodeURIComponent(token)}`)).status).toBe(403)
  })
})

describe('the page', () => {
  it('comes with a strict policy whose nonce is new each time and stands in the page', async () => {
    const cookie = await letIn()
    const [first, second] = [await ask('/', { cookie }), await ask('/', { cookie })]
    const policy = String(first.headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(first.status).toBe(200)
    expect(first.body).toBe(`<meta property="csp-nonce" nonce="${nonce}"><div id="root"></div>`)
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${host.port} ws://localhost:${host.port}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(second.headers['content-security-policy']).not.toBe(policy)
  })

  it('serves its files with their types', async () => {
    const cookie = await letIn()
    const answer = await ask('/assets/main-abc.js', { cookie })
    expect(answer).toMatchObject({ status: 200, body: 'export {}', headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })

  it.each(['/', '/assets/main-abc.js', '/index.html', '/nothing'])('gives %s to nobody without the cookie', async (path) => {
    for (const cookie of ['', 'helmdeck=x', `helmdeck-${host.port}=`, `helmdeck-${host.port}=${'A'.repeat(43)}`]) {
      const answer = await ask(path, cookie ? { cookie } : {})
      expect(answer.status).toBe(401)
      expect(answer.body).toContain('helmdeck open')
    }
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '//secret.txt',
    '/assets/..\\..\\secret.txt',
    '/w.helmdeck/data.duckdb',
    '/%00',
  ])('has nothing at %s', async (path) => {
    const socket = connect(host.port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${await letIn()}\r\nConnection: close\r\n\r\n`)
    const parts: Buffer[] = []
    for await (const part of socket) parts.push(part as Buffer)
    const answer = Buffer.concat(parts).toString()
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404) /)
    expect(answer).not.toContain('\r\n\r\nsecret')
  })
})

describe('requests from elsewhere', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]:80', '0.0.0.0'])(
    'are refused under the foreign name %s, cookie or not',
    async (name) => {
      expect((await ask('/', { host: name, cookie: await letIn() })).status).toBe(403)
    },
  )

  it('do not use up a token under a foreign name', async () => {
    const url = new URL(host.newUrl())
    expect((await ask(`${url.pathname}${url.search}`, { host: 'evil.example' })).status).toBe(403)
    expect((await ask(`${url.pathname}${url.search}`)).status).toBe(303)
  })

  it('are answered under both own names', async () => {
    const cookie = await letIn()
    expect((await ask('/', { host: `localhost:${host.port}`, cookie })).status).toBe(200)
    expect((await ask('/', { host: `LOCALHOST:${host.port}`, cookie })).status).toBe(200)
  })

  it('may not write: from another page forbidden, from the own not allowed', async () => {
    const cookie = await letIn()
    expect((await ask('/', { cookie, origin: 'http://evil.example' }, 'POST')).status).toBe(403)
    expect((await ask('/', { cookie }, 'POST')).status).toBe(403)
    expect((await ask('/', { cookie, origin: own() }, 'POST')).status).toBe(405)
  })
})

describe('the way to the engine', () => {
  it('is open to the own page with its cookie', async () => {
    const socket = await openSocket({ cookie: await letIn(), origin: own() })
    const client: Api = createClient(api, webSocketWire(socket))
    expect((await client.workspace.info({})).name).toBe('w')
  })

  it.each([
    ['a cross-origin page', async () => ({ cookie: await letIn(), origin: 'http://evil.example' })],
    ['another port of this machine', async () => ({ cookie: await letIn(), origin: `http://127.0.0.1:${host.port + 1}` })],
    ['a sandboxed page', async () => ({ cookie: await letIn(), origin: 'null' })],
    ['something that names no origin', async () => ({ cookie: await letIn() })],
    ['a foreign host name', async () => ({ cookie: await letIn(), origin: own(), host: 'evil.example' })],
    ['a browser without cookie', async () => ({ origin: own() })],
    ['a browser with a made-up cookie', async () => ({ origin: own(), cookie: `helmdeck-${host.port}=${'A'.repeat(43)}` })],
  ])('is closed to %s', async (_who, headers) => {
    await expect(openSocket(await headers())).rejects.toThrow('403')
  })

  it('has one path only', async () => {
    await expect(openSocket({ cookie: await letIn(), origin: own() }, '/engine/../x')).rejects.toThrow('403')
    await expect(openSocket({ cookie: await letIn(), origin: own() }, '/')).rejects.toThrow('403')
  })

  it('is cut after a message over the limit, and the engine goes on', async () => {
    const headers = { cookie: await letIn(), origin: own() }
    const socket = await openSocket(headers)
    socket.on('error', () => undefined)
    socket.send(Buffer.alloc(64 * 1024 * 1024 + 1))
    const [code] = (await once(socket, 'close')) as [number]
    expect([1009, 1006]).toContain(code)
    const again: Api = createClient(api, webSocketWire(await openSocket(headers)))
    expect((await again.workspace.info({})).name).toBe('w')
  })

  it('is cut after a frame that announces more than the limit', async () => {
    const socket = await openSocket({ cookie: await letIn(), origin: own() })
    socket.send(Buffer.from([0x7f, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]))
    await once(socket, 'close')
  })

  it('is cut after text', async () => {
    const socket = await openSocket({ cookie: await letIn(), origin: own() })
    socket.send('select 1')
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(1003)
  })

  it('tells the page when the engine was killed, and leads to the next engine', async () => {
    const headers = { cookie: await letIn(), origin: own() }
    const client: Api = createClient(api, webSocketWire(await openSocket(headers)))
    await client.workspace.info({})
    const pending = client.workspace.watch({}).catch((error: unknown) => error)
    process.kill(engine.enginePid() as number, 'SIGKILL')
    expect(await pending).toMatchObject({ code: 'engine-unavailable' })
    await expect(client.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    const next: Api = createClient(api, webSocketWire(await openSocket(headers)))
    expect((await next.workspace.info({})).name).toBe('w')
  })
})

describe('the port', () => {
  it('says port-in-use where another program has it', async () => {
    await expect(startBrowserHost({ engine, ui: join(folder, 'ui'), port: host.port })).rejects.toMatchObject({
      code: 'port-in-use',
      details: { port: host.port },
    })
  })

  it('answers a browser with what to do where the page was not built', async () => {
    const bare = await startBrowserHost({ engine, ui: join(folder, 'nothing'), port: 0 })
    const url = new URL(bare.newUrl())
    const entered = await fetch(url, { redirect: 'manual' })
    const cookie = String(entered.headers.get('set-cookie')?.split(';')[0])
    const answer = await fetch(new URL('/', url), { headers: { cookie } })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    await bare.close()
  })
})
