import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { errorText } from '../../../src/contract/error-text.ts'
import type { HelmdeckError } from '../../../src/contract/errors.ts'
import type { Connection } from '../../../src/contract/pulls.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench, secret } from './pull-fixture.ts'
import { certificateFile, dealsDescription, json, TestSource, type Trick } from './test-source.ts'

let bench: PullBench

beforeEach(async () => {
  bench = await PullBench.open()
})
afterEach(() => bench.close())

const started = async (certificate?: string): Promise<TestSource> => {
  const source = await TestSource.start(certificate)
  onTestFinished(() => source.stop())
  source.add(5)
  return source
}
const failure = async (work: Promise<unknown>): Promise<HelmdeckError> =>
  await work.then(
    () => Promise.reject(new Error('no failure')),
    (error: HelmdeckError) => error,
  )
const pem = (name: string): string => certificateFile(`${name}.pem`).toString('utf8')

/** What a person reads, in both languages, and that nothing was kept. */
async function isRefused(work: Promise<unknown>, code: string, zh: RegExp, en: RegExp): Promise<void> {
  const error = await failure(work)
  expect(error.code).toBe(code)
  const text = errorText(error.code, error.details)
  expect(text.zh).toMatch(zh)
  expect(text.en).toMatch(en)
  expect((await bench.handlers.connections.list({}, still)).connections).toEqual([])
}

describe('a connection that can not be right says why', () => {
  const answers: readonly (readonly [string, Trick, string, RegExp, RegExp])[] = [
    [
      'a wrong token',
      (_request, response) => (response.writeHead(401).end(), true),
      'source-login-refused',
      /不接受这个用户或密码/,
      /does not accept this user or secret/,
    ],
    [
      'no right to read',
      (_request, response) => (json(response, {}, 403), true),
      'source-forbidden',
      /没有读取「deals」的权限/,
      /no right to read "deals"/,
    ],
    [
      'a wrong path',
      (_request, response) => (json(response, {}, 404), true),
      'source-unreadable',
      /这个地址没有内容.*检查地址/,
      /nothing at this address.*Check the address/,
    ],
    [
      'the page of a network that asks people to sign in',
      (_request, response) => (
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><title>Welcome to Wi-Fi'),
        true
      ),
      'source-unreadable',
      /网页.*网络的验证页/,
      /a web page, not data.*one of the network/,
    ],
    [
      'a network that sends elsewhere to sign in',
      (_request, response) => (response.writeHead(302, { Location: 'http://portal.example/login' }).end(), true),
      'source-unreadable',
      /转到了另一个地址/,
      /sends us to another address/,
    ],
    [
      'a server that fails',
      (_request, response) => (json(response, { message: 'out of order' }, 500), true),
      'source-failed',
      /状态 500.*out of order/,
      /status 500.*out of order/,
    ],
    ['text', (_request, response) => (response.writeHead(200).end('OK'), true), 'source-unreadable', /不是 JSON/, /not JSON/],
  ]
  it.each(answers)('%s', async (_what, trick, code, zh, en) => {
    const source = await started()
    source.always = trick
    await isRefused(bench.connect(source.url), code, zh, en)
  })

  it.each([
    ['nobody listens', 'http://127.0.0.1:9/crm', /拒绝连接/, /refuses connections/],
    ['no network, or no such name', 'https://nothing.invalid/crm', /找不到这台服务器/, /no such server/],
  ])('%s', async (_what, url, zh, en) => {
    await isRefused(bench.connect(url), 'source-unreachable', zh, en)
  })

  it('an address that is none', async () => {
    for (const url of ['crm.example.com', 'file:///etc/passwd', 'https://user:word@crm.example.com', 'https://crm.example.com/?key=1'])
      await expect(bench.connect(url), url).rejects.toThrow()
  })
})

describe('one thing of a source that is not as before', () => {
  it('a vanished field: its values stay, it is named, and the rest is followed', async () => {
    const source = await started()
    await bench.connect(source.url)
    await bench.pull()
    for (const one of source.deals) {
      delete (one as { value?: unknown }).value
      Object.assign(one, { stage: 'Won', changed: '2026-02-20T10:00:00Z' })
    }
    const { objects } = await bench.pull({ full: true })
    expect(objects[0]).toMatchObject({ state: 'done', drift: { vanished: ['value'], appeared: [] } })
    expect(await bench.deals()).toEqual([1, 2, 3, 4, 5].map((id) => `crm:${id} Won ${id * 100}.50`))
  })

  it('amounts in another currency: kept as they are, and no sum without a rate', async () => {
    const source = await started()
    for (const one of source.deals) Object.assign(one, { money: one.id < 4 ? 'EUR' : 'JPY' })
    const [deals] = dealsDescription.objects
    const columns = { ...deals!.columns, Currency: { from: 'money', target: 'opportunity.currency' } }
    await bench.connect(source.url, {}, { ...dealsDescription, objects: [{ ...deals!, columns }] })
    await bench.handlers.settings.change({ change: { reportingCurrency: 'EUR' } }, still)
    expect((await bench.pull()).state).toBe('done')
    expect(await bench.rows(`select currency, count(*)::integer as n from model.opportunity group by 1 order by 1`)).toEqual([
      { currency: 'EUR', n: 3 },
      { currency: 'JPY', n: 2 },
    ])
    const spec = ReportSpec.parse({ values: [{ metric: 'pipeline_value' }] })
    const error = await failure(bench.handlers.reports.run({ spec }, { ...still, progress: () => undefined }))
    expect(error.code).toBe('missing-exchange-rate')
    const text = errorText(error.code, error.details)
    expect(text.zh).toContain('JPY')
    expect(text.en).toContain('JPY')
  })

  it('answers in another language: what the source says is kept letter by letter', async () => {
    const source = await started()
    source.edit(1, { stage: 'Angebot geprüft' })
    source.edit(2, { stage: '方案/报价' })
    await bench.connect(source.url)
    await bench.pull()
    expect((await bench.deals()).slice(0, 2)).toEqual(['crm:1 Angebot geprüft 100.50', 'crm:2 方案/报价 200.50'])
  })

  it('answers that are packed are unpacked, and a packed answer that breaks off is asked for again', async () => {
    const source = await started()
    await bench.connect(source.url)
    let broken = 0
    source.always = (request, response, url) => {
      if (url.pathname !== '/crm/deals') return false
      expect(request.headers['accept-encoding']).toContain('gzip')
      const packed = gzipSync(JSON.stringify({ items: source.matching(url).slice(0, 3), total: source.deals.length }))
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': packed.length })
      if (broken++ === 1) {
        response.write(packed.subarray(0, 40), () => response.socket?.destroy())
        return true
      }
      response.end(packed)
      return true
    }
    expect((await bench.pull()).objects[0]).toMatchObject({ held: 5, state: 'done' })
    expect(bench.pauses.length).toBe(1)
  })
})

describe('the certificate of a source', () => {
  const connect = (source: TestSource, change: Partial<Connection> = {}): Promise<void> => bench.connect(source.url, change)

  it('is refused where nobody known signed it, also where the environment says otherwise', async () => {
    const source = await started('server')
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
    })
    await isRefused(connect(source), 'source-unreachable', /证书不可信.*自签名/, /certificate is not trusted.*self-signed/)
    // The secret was not sent to somebody unknown.
    expect(source.seen).toEqual([])
  })

  it('is good where an authority signed it that the connection names, in each pull', async () => {
    const source = await started('server')
    await connect(source, { authority: `${pem('other')}${pem('authority')}` })
    expect((await bench.pull()).objects[0]).toMatchObject({ held: 5, state: 'done' })
    expect(await bench.entry()).toMatchObject({ hasAuthority: true })
    expect(source.seen.every(({ authorization }) => authorization === `Bearer ${secret}`)).toBe(true)
    const forget = bench.handlers.connections.update({ name: 'crm', change: { authority: null }, keepSecret: true }, still)
    await expect(forget).rejects.toMatchObject({ code: 'source-unreachable', details: { reason: 'certificate' } })
    expect((await bench.pull()).state).toBe('done')
  })

  it.each([
    ['another authority than the named one signed it', 'server', 'other'],
    ['it is for another host', 'elsewhere', 'authority'],
    ['its days are over', 'expired', 'authority'],
  ])('is refused where %s', async (_why, certificate, authority) => {
    const source = await started(certificate)
    await isRefused(connect(source, { authority: pem(authority) }), 'source-unreachable', /证书不可信/, /certificate is not trusted/)
    expect(source.seen).toEqual([])
  })

  it('is not looked for in what is no certificate', async () => {
    const source = await started('server')
    const authority = '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n'
    await isRefused(connect(source, { authority }), 'invalid-connection', /authority/, /authority/)
  })
})
