import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { HelmdeckError } from '../../../../src/contract/errors.ts'
import { Connection } from '../../../../src/contract/pulls.ts'
import { still } from '../../ingest/engine-fixture.ts'
import { PullBench } from '../pull-fixture.ts'
import { json } from '../test-source.ts'
import { FxiaokeServer } from './fxiaoke-server.ts'

let fx: FxiaokeServer
let bench: PullBench

beforeEach(async () => {
  fx = await FxiaokeServer.start()
  bench = await PullBench.open()
  bench.time = new Date()
})
afterEach(async () => {
  // Every request is a POST here; nothing but these was ever asked.
  const reads = /^POST \/cgi\/(corpAccessToken\/get\/V2|user\/getByMobile|crm\/(custom\/)?v2\/data\/query|crm\/v2\/object\/describe)$/
  expect(fx.paths.filter((line) => !reads.test(line))).toEqual([])
  await bench.close()
  await fx.stop()
})

async function connect(objects: string[], fxiaoke: object = { openUserId: 'FSUID_ADMIN' }): Promise<void> {
  const connection = Connection.parse({ system: 'fxiaoke', url: fx.url, user: 'FSAID_1', objects, fxiaoke })
  const secret = `${fx.appSecret}:${fx.permanentCode}`
  await bench.handlers.connections.connect({ name: 'crm', connection, secret, keepSecret: true }, still)
}

const day = (minute: number): number => Date.UTC(2026, 1, 1, 0, minute)
const id = (n: number): string => `65f${String(n).padStart(21, '0')}`

function addDeals(count: number): void {
  for (let n = 1; n <= count; n++)
    fx.add(
      'NewOpportunityObj',
      id(n),
      { name: `商机${n}`, sales_stage: 's1', amount: `${n * 100}.50`, owner: ['1000'], account_id: id(9001) },
      day(n),
    )
}

/** What the enterprise holds, from its own records, and what the workspace holds. */
const atSource = (): string[] =>
  fx
    .of('NewOpportunityObj')
    .filter(({ life_status }) => life_status !== 'invalid')
    .map(({ _id, amount }) => `${_id} ${String(amount)}`)
    .toSorted()
const held = async (): Promise<string[]> => {
  const rows = await bench.rows<{ deal: string }>(
    `select concat_ws(' ', source_id, amount::decimal(18, 2)) as deal from model.opportunity where not is_deleted and not is_stub order by 1`,
  )
  return rows.map(({ deal }) => deal)
}

it('takes an enterprise in: labels of options, own fields, days of China, owners, invalid records, the caller by mobile', async () => {
  addDeals(230)
  fx.of('NewOpportunityObj')[3]!.life_status = 'invalid'
  Object.assign(fx.of('NewOpportunityObj')[0]!, { close_date: Date.UTC(2026, 2, 30, 16), risk__c: 'a', sales_stage: 's2' })
  const options = [
    { label: '需求分析', value: 's1' },
    { label: '赢单', value: 's2' },
  ]
  fx.fields.set('NewOpportunityObj', {
    sales_stage: { label: '商机阶段', type: 'select_one', options },
    close_date: { label: '预计成交日期', type: 'date' },
    risk__c: { label: '风险', type: 'select_one', options: [{ label: '高', value: 'a' }] },
  })
  fx.add('PersonnelObj', id(8001), { user_id: '1000', name: '林梅' }, day(1))
  fx.add('AccountObj', id(9001), { name: '华东机械' }, day(1))
  fx.add('SalesOrderObj', id(7001), { account_id: id(9001), order_amount: '900.10', order_time: Date.UTC(2026, 0, 31, 16) }, day(1))
  fx.add('PaymentObj', id(7101), { order_id: id(7001), payment_amount: '300.05', payment_time: Date.UTC(2026, 1, 1, 16) }, day(1))
  fx.forbidden.add('LeadsObj')
  await connect(['PersonnelObj', 'AccountObj', 'LeadsObj', 'NewOpportunityObj', 'SalesOrderObj', 'PaymentObj'], { mobile: '13800000000' })
  const run = await bench.pull()
  expect(run.objects.filter(({ state }) => state !== 'done').map(({ object, problem }) => [object, problem?.code])).toEqual([
    ['LeadsObj', 'source-forbidden'],
  ])
  expect(run.objects.find(({ object }) => object === 'NewOpportunityObj')).toMatchObject({ held: 229, deleted: 1 })
  expect(await held()).toEqual(atSource())
  expect(
    await bench.rows(
      `select stage, strftime(expected_close_on, '%Y-%m-%d') as closes, columns('风险') as risk, owner, account from model.opportunity where source_id = '${id(1)}'`,
    ),
  ).toEqual([{ stage: '赢单', closes: '2026-03-31', risk: '高', owner: 'crm:1000', account: id(9001) }])
  expect(await bench.rows(`select source_id, name from model.person where not is_stub`)).toEqual([{ source_id: 'crm:1000', name: '林梅' }])
  expect(await bench.rows(`select amount::double as amount from model.payment`)).toEqual([{ amount: 300.05 }])
})

it('goes on from what changed: edits, new, invalid ones, more than a page of one moment, in pages that are shuffled', async () => {
  addDeals(5)
  await connect(['NewOpportunityObj'])
  await bench.pull()
  addDealsAt(6, 260, day(600))
  Object.assign(fx.of('NewOpportunityObj')[1]!, { amount: '7.25', last_modified_time: day(601) })
  Object.assign(fx.of('NewOpportunityObj')[2]!, { life_status: 'invalid', last_modified_time: day(602) })
  fx.always = () => {
    fx.of('NewOpportunityObj').reverse()
    return false
  }
  const run = await bench.pull()
  expect(run.objects[0]).toMatchObject({ mode: 'incremental', deleted: 1 })
  expect(await held()).toEqual(atSource())
})

function addDealsAt(from: number, to: number, moment: number): void {
  for (let n = from; n <= to; n++) fx.add('NewOpportunityObj', id(n), { name: `商机${n}`, amount: `${n}.00` }, moment)
}

it('logs in again where the token ends in between, waits where it asks too often, and tells quota and wrong secrets apart', async () => {
  addDeals(250)
  await connect(['NewOpportunityObj'])
  let pages = 0
  fx.always = (path, response) => {
    if (!path.endsWith('/data/query')) return false
    pages++
    if (pages === 2) fx.revoke()
    if (pages !== 4) return false
    json(response, { errorCode: 30_004, errorMessage: '接口调用过于频繁' })
    return true
  }
  await bench.pull()
  expect(fx.tokens).toHaveLength(3)
  expect(bench.pauses).toContain(20_000)
  expect(await held()).toEqual(atSource())
  fx.always = (path, response) => {
    if (path.endsWith('/data/query')) json(response, { errorCode: 30_002, errorMessage: 'quota' })
    return path.endsWith('/data/query')
  }
  expect(await bench.pull().catch((error: HelmdeckError) => error.code)).toBe('source-limit')
  const wrong = Connection.parse({ system: 'fxiaoke', url: fx.url, user: 'FSAID_1', fxiaoke: { openUserId: 'FSUID_ADMIN' } })
  const refused = await bench.handlers.connections
    .test({ name: 'x', connection: wrong, secret: 'a:b' }, still)
    .catch((error: HelmdeckError) => error.code)
  expect(refused).toBe('source-login-refused')
})

it('brings the same through 500s, cut lines and a captive portal, and no secret or token is found anywhere', async () => {
  addDeals(120)
  await connect(['NewOpportunityObj'])
  fx.tricks.push(
    (_path, response) => {
      response.destroy()
      return true
    },
    (_path, response) => {
      json(response, { errorCode: 500 }, 500)
      return true
    },
  )
  // A login is never tried twice: these two fall on it.
  const errors = [await bench.pull().catch((error: HelmdeckError) => error), await bench.pull().catch((error: HelmdeckError) => error)]
  await bench.pull()
  expect(await held()).toEqual(atSource())
  fx.always = (path, response) => {
    if (!path.endsWith('/data/query')) return false
    json(response, { errorCode: 1, errorMessage: `bad ${fx.tokens.at(-1)} ${fx.appSecret} ${fx.permanentCode}` })
    return true
  }
  const said = JSON.stringify([...errors, await bench.pull().catch((error: HelmdeckError) => error), await bench.runs(), bench.logged])
  expect(said).toContain('source-failed')
  fx.always = (_path, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>sign in to the network</html>')
    return true
  }
  expect(await bench.pull().catch((error: HelmdeckError) => error.code)).toBe('source-unreadable')
  fx.always = () => false
  expect(await held()).toEqual(atSource())
  await bench.close()
  const secrets = [fx.appSecret, fx.permanentCode, ...fx.tokens]
  for (const secret of secrets) {
    expect(said).not.toContain(secret)
    expect(filesOf(bench.folder).filter((file) => readFileSync(file).includes(secret))).toEqual([])
  }
  await bench.start()
})

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}
