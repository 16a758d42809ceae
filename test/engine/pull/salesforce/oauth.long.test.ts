import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelmdeckError } from '../../../../src/contract/errors.ts'
import type { Authorization } from '../../../../src/contract/pull-auth.ts'
import { Connection } from '../../../../src/contract/pulls.ts'
import { RedirectListener } from '../../../../src/engine/pull/auth/redirect-listener.ts'
import { still } from '../../ingest/engine-fixture.ts'
import { freePort } from '../free-port.ts'
import { dealsDescription, TestSource } from '../test-source.ts'
import { SalesforceBench } from './salesforce-bench.ts'
import { clientId, clientSecret } from './salesforce-server.ts'
import { filesHolding } from './whole-folder.ts'

let crm: SalesforceBench
let port: number

beforeEach(async () => {
  crm = await SalesforceBench.filled()
  crm.server.endSessions()
  port = await freePort()
})
afterEach(async () => {
  await crm.close()
})

const failure = async (work: Promise<unknown>): Promise<HelmdeckError> =>
  await work.then(
    () => Promise.reject(new Error('no failure')),
    (error: HelmdeckError) => error,
  )

const signInConnection = (change: object = {}): Connection =>
  Connection.parse({
    system: 'salesforce',
    url: crm.server.url,
    objects: ['User', 'Opportunity'],
    auth: { type: 'oauth', flow: 'browser', clientId, redirectPort: port, ...change },
  })

/** What a browser does with the address: the sign-in page sends it back to this machine. */
async function visit({ address }: Pick<Authorization, 'address'>): Promise<{ readonly back: string; readonly status: number }> {
  const page = await fetch(address, { redirect: 'manual' })
  const back = page.headers.get('location') ?? ''
  return { back, status: (await fetch(back)).status }
}

async function signIn(connection = signInConnection()): Promise<void> {
  const { connections } = crm.bench.handlers
  const begun = await connections.authorize({ name: 'crm', connection }, still)
  const connected = connections.connect({ name: 'crm', connection, authorization: begun.authorization, keepSecret: true }, still)
  await Promise.all([connected, visit(begun)])
}

const keptSecret = async (): Promise<{ refreshToken: string | null }> =>
  JSON.parse((await crm.bench.secrets.read(`${crm.bench.folder}#crm`)) ?? 'null') as { refreshToken: string | null }

/** The nth question for deals finds the session ended. */
function endSessionsAtDeals(nth: number, also: () => void = () => undefined): void {
  let asked = 0
  crm.server.batch = 20
  crm.server.always = (_request, _response, url) => {
    if (/query/.test(url.pathname) && (url.searchParams.get('q') ?? 'Opportunity').includes('Opportunity') && ++asked === nth) {
      crm.server.endSessions()
      also()
    }
    return false
  }
}

describe('a sign-in in the browser', () => {
  it('connects, and every pull after it; a token that was put in place of another is kept at once', async () => {
    await signIn()
    expect((await keptSecret()).refreshToken).toBe(crm.server.refreshToken)
    const before = crm.server.refreshToken
    await crm.bench.pull()
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
    expect(crm.server.refreshToken).not.toBe(before)
    expect((await keptSecret()).refreshToken).toBe(crm.server.refreshToken)
    // Kept before it was used: whatever ends the next pull, the token counts.
    crm.server.tricks.push((_request, response, url) => url.pathname === '/services/data/' && (response.writeHead(404).end('[]'), true))
    const kept: (string | null)[] = []
    crm.server.always = async (_request, _response, url) => {
      if (url.pathname.startsWith('/services/data')) kept.push((await keptSecret()).refreshToken)
      return false
    }
    await failure(crm.bench.pull())
    expect(kept).toEqual([crm.server.refreshToken])
  })

  it('sends the challenge, the state and the client id, never a secret, and comes back to this machine', async () => {
    const { address, redirect, expiresAt } = await crm.bench.handlers.connections.authorize(
      { name: 'crm', connection: signInConnection() },
      still,
    )
    const { origin, pathname, searchParams } = new URL(address)
    expect([origin, pathname, redirect]).toEqual([crm.server.url, '/services/oauth2/authorize', `http://localhost:${port}/callback`])
    expect([...searchParams.keys()].toSorted()).toEqual(
      ['client_id', 'code_challenge', 'code_challenge_method', 'redirect_uri', 'response_type', 'scope', 'state'].toSorted(),
    )
    expect(searchParams.get('scope')).toBe('api refresh_token')
    // 256 bits each, base64url.
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/)
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(expiresAt).toBe('2026-03-01T12:10:00.000Z')
  })

  it('goes on waiting where an answer carries another state, another host or another address', async () => {
    const connection = signInConnection()
    const { connections } = crm.bench.handlers
    const begun = await connections.authorize({ name: 'crm', connection }, still)
    const connected = connections.connect({ name: 'crm', connection, authorization: begun.authorization, keepSecret: true }, still)
    const at = (path: string): string => `http://127.0.0.1:${port}${path}`
    const state = new URL(begun.address).searchParams.get('state')!
    for (const path of [
      '/callback?code=stolen&state=guess',
      `/callback?state=${state}`,
      `/other?code=x&state=${state}`,
      '/callback?error=access_denied&state=',
    ])
      expect((await fetch(at(path))).status, path).toBe(400)
    expect((await fetch(at(`/callback?code=x&state=${state}`), { method: 'POST' })).status).toBe(400)
    expect(await statusFor(port, `/callback?code=x&state=${state}`, 'evil.example')).toBe(400)
    expect((await visit(begun)).status).toBe(200)
    await connected
    expect((await keptSecret()).refreshToken).toBe(crm.server.refreshToken)
  })

  it('says so where the person refuses, where nobody comes, where it is used twice', async () => {
    const { connections } = crm.bench.handlers
    crm.server.consents = false
    expect(await failure(signIn())).toMatchObject({ code: 'authorization-failed', details: { reason: 'denied' } })
    expect((await connections.list({}, still)).connections).toEqual([])
    crm.server.consents = true
    const connection = signInConnection()
    const begun = await connections.authorize({ name: 'crm', connection }, still)
    const again = await connections.authorize({ name: 'crm', connection }, still)
    const use = (authorization: string): Promise<unknown> =>
      connections.connect({ name: 'crm', connection, authorization, keepSecret: true }, still)
    expect(await failure(use(begun.authorization))).toMatchObject({ code: 'authorization-failed', details: { reason: 'closed' } })
    const other = signInConnection({ clientId: 'another' })
    expect(
      await failure(connections.connect({ name: 'crm', connection: other, authorization: again.authorization, keepSecret: true }, still)),
    ).toMatchObject({ code: 'authorization-failed' })
    const connected = use(again.authorization)
    await visit(again)
    await connected
    expect(await failure(use(again.authorization))).toMatchObject({ code: 'authorization-failed', details: { reason: 'closed' } })

    const listener = await RedirectListener.open({ port, state: 'a-state', milliseconds: 20 })
    expect(await failure(listener.code())).toMatchObject({ code: 'authorization-failed', details: { reason: 'timeout' } })
  })

  it('ends with a cancel, and frees its port', async () => {
    const connection = signInConnection()
    const { connections } = crm.bench.handlers
    const control = new AbortController()
    const begun = await connections.authorize({ name: 'crm', connection }, still)
    const waiting = failure(
      connections.connect(
        { name: 'crm', connection, authorization: begun.authorization, keepSecret: true },
        { ...still, signal: control.signal },
      ),
    )
    control.abort()
    expect((await waiting).code).toBe('cancelled')
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    expect(await failure(connections.authorize({ name: 'crm', connection }, still))).toMatchObject({
      code: 'port-in-use',
      details: { port },
    })
    other.close()
    await once(other, 'close')
  })

  it('says at which address the organisation answers where another one was given', async () => {
    const elsewhere = signInConnection()
    expect(await failure(signIn({ ...elsewhere, url: crm.server.url.replace('127.0.0.1', 'localhost') }))).toMatchObject({
      code: 'invalid-connection',
      details: { field: 'url', problem: crm.server.url },
    })
    expect(await crm.bench.secrets.read(`${crm.bench.folder}#crm`)).toBeNull()
  })
})

describe('a session that ends in mid-pull', () => {
  it('is opened again, and the numbers are those of the organisation', async () => {
    await signIn()
    endSessionsAtDeals(4)
    const run = await crm.bench.pull()
    expect(run.state).toBe('done')
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
    expect((await keptSecret()).refreshToken).toBe(crm.server.refreshToken)
    expect(crm.server.seen.filter(({ path }) => path === '/services/oauth2/token').length).toBe(3)
  })

  it('asks to connect again where the sign-in was revoked, keeps the pages, and goes on behind them', async () => {
    await signIn()
    endSessionsAtDeals(4, () => {
      crm.server.refreshToken = ''
    })
    const { host } = new URL(crm.server.url)
    expect(await failure(crm.bench.pull())).toMatchObject({ code: 'authorization-revoked', details: { host } })
    expect(await crm.held('opportunity')).toEqual([])
    crm.server.always = () => false
    expect((await failure(crm.bench.pull())).code).toBe('authorization-revoked')
    await signIn()
    expect(await crm.bench.pull()).toMatchObject({ isResumed: true, state: 'done' })
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  })

  it('ends where a token that somebody gave is refused', async () => {
    const token = crm.server.token()
    const connection = Connection.parse({ system: 'salesforce', url: crm.server.url, objects: ['Opportunity'] })
    await crm.bench.handlers.connections.connect({ name: 'crm', connection, secret: token, keepSecret: true }, still)
    endSessionsAtDeals(3)
    expect((await failure(crm.bench.pull())).code).toBe('source-login-refused')
  })
})

describe('client credentials', () => {
  it('need nobody, in mid-pull either; a wrong secret is refused', async () => {
    const auth = { type: 'oauth', flow: 'client-credentials', clientId } as const
    const connection = Connection.parse({ system: 'salesforce', url: crm.server.url, objects: ['User', 'Opportunity'], auth })
    const connect = (secret: string): Promise<unknown> =>
      crm.bench.handlers.connections.connect({ name: 'crm', connection, secret, keepSecret: true }, still)
    expect((await failure(connect('wrong-secret'))).code).toBe('source-login-refused')
    await connect(clientSecret)
    endSessionsAtDeals(4)
    expect((await crm.bench.pull()).state).toBe('done')
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  })

  it('serve a described system, too', async () => {
    const source = await TestSource.start()
    source.add(5)
    const auth = { type: 'oauth', flow: 'client-credentials', clientId, tokenUrl: `${crm.server.url}/services/oauth2/token` } as const
    const connection = Connection.parse({ system: 'rest', url: source.url, auth, rest: dealsDescription })
    // The token server names itself as the place: tokens of another place are refused.
    expect(
      await failure(crm.bench.handlers.connections.connect({ name: 'shop', connection, secret: clientSecret, keepSecret: true }, still)),
    ).toMatchObject({ code: 'invalid-connection', details: { field: 'url' } })
    crm.server.namesPlace = false
    await crm.bench.handlers.connections.connect({ name: 'shop', connection, secret: clientSecret, keepSecret: true }, still)
    await crm.bench.pull({ name: 'shop' })
    expect((await crm.bench.deals()).length).toBe(5)
    expect(source.seen.map(({ authorization }) => authorization).every((sent) => crm.server.tokens.has(sent!.slice(7)))).toBe(true)
    await source.stop()
  })
})

describe('secrets', () => {
  it('are in no file of the workspace, no log, no error and no run', async () => {
    await signIn()
    await crm.bench.pull()
    const used = crm.server.refreshToken
    crm.server.always = (_request, response, url) =>
      url.pathname.includes('/query') &&
      (response
        .writeHead(500, { 'Content-Type': 'application/json' })
        .end(JSON.stringify([{ errorCode: 'UNKNOWN', message: `stack: ${[used, ...crm.server.issued.slice(-2)].join(' ').repeat(9)}` }])),
      true)
    const error = await failure(crm.bench.pull())
    const secrets = [...crm.server.issued, clientSecret]
    for (const secret of secrets) expect(JSON.stringify([error.details, error.message, crm.bench.logged])).not.toContain(secret)
    const runs = JSON.stringify(await crm.bench.handlers.connections.runs({ offset: 0, limit: 100 }, still))
    const list = JSON.stringify(await crm.bench.handlers.connections.list({}, still))
    for (const secret of secrets) expect(runs + list).not.toContain(secret)
    await crm.bench.close()
    const { files, holding } = filesHolding(crm.bench.folder, secrets)
    expect(files).toBeGreaterThan(5)
    expect(holding).toEqual([])
    await crm.bench.start()
  })
})

/** fetch sets the host itself. */
async function statusFor(to: number, path: string, host: string): Promise<number> {
  const { request } = await import('node:http')
  return await new Promise((resolve, reject) => {
    request({ port: to, host: '127.0.0.1', path, headers: { Host: host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}
