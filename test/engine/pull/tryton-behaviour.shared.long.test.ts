import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Connection, type PulledObject } from '../../../src/contract/pulls.ts'
import { still } from '../ingest/engine-fixture.ts'
import { byName, connect, isEqual, pull, withBench } from './tryton-bench.ts'
import { TrytonProxy } from './tryton-proxy.ts'
import { TrytonServer } from './tryton-server.ts'

const dealObjects = ['stage', 'employee', 'party', 'opportunity', 'opportunity_history']

let server: TrytonServer
let proxy: TrytonProxy

beforeAll(async () => {
  server = await TrytonServer.start()
  proxy = await TrytonProxy.start(server.url)
})
afterAll(async () => {
  await proxy.stop()
  await server.stop()
})
beforeEach(() => {
  proxy.before = () => undefined
  proxy.after = (_call, result) => result
  proxy.calls.length = 0
})

const countThere = async (): Promise<number> => (await server.sql<{ n: number }>('select count(*) as n from sale_opportunity'))[0]!.n
const oneOf = async (state: string): Promise<number> => {
  const domain = [['state', '=', state]]
  const found = await server.ask<{ id: number }[]>('model.sale.opportunity.search_read', domain, 0, 1, [['id', 'ASC']], ['id'])
  return found[0]!.id
}

describe('what was found on a real Tryton server', () => {
  it('new rows have no time of change, and come by their time of creation (2)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['employee', 'party', 'opportunity'])
      await pull(bench)
      const [id] = await server.ask<number[]>('model.sale.opportunity.create', [{ description: 'Neu', company: 1 }])
      const [row] = await server.sql<{ write_date: string | null }>(`select write_date from sale_opportunity where id = ${id!}`)
      expect(row).toEqual({ write_date: null })
      // Not by its id, which the list of all ids would show as missing: the question for changes alone brings it.
      const seen: number[] = []
      proxy.after = ({ method, params }, result) => {
        const isPage = method === 'model.sale.opportunity.search_read' && (params[0] as unknown[][]).some(([field]) => field === 'OR')
        if (isPage) seen.push(...(result as { id: number }[]).map((record) => record.id))
        return result
      }
      await pull(bench)
      expect(seen).toContain(id)
      await isEqual(bench, server)
    }))

  it('a deal that is deleted between its page and its history stops nothing (3)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, dealObjects)
      const id = await oneOf('cancelled')
      proxy.before = async ({ method, params }) => {
        const isHistory = method === 'model.sale.opportunity.read' && (params[0] as number[]).includes(id)
        if (!isHistory) return
        proxy.before = () => undefined
        await server.ask('model.sale.opportunity.delete', [id])
      }
      await pull(bench)
      proxy.before = () => undefined
      const run = await pull(bench)
      expect(run.state).toBe('done')
      expect(byName(run)['opportunity']).toMatchObject({ deleted: 1 })
      await isEqual(bench, server)
    }))

  it('an archived party comes back as it was when it is taken out of the archive (4)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['party'])
      await pull(bench)
      const [party] = await server.ask<{ id: number }[]>('model.party.party.search_read', [], 5, 1, [['id', 'ASC']], ['id'])
      const archive = async (active: boolean): Promise<PulledObject> => {
        await server.ask('model.party.party.write', [party!.id], { active })
        return byName(await pull(bench))['party']!
      }
      expect(await archive(false)).toMatchObject({ archived: 1, deleted: 0, held: 209 })
      expect(await archive(true)).toMatchObject({ archived: 0, deleted: 0, held: 209 })
      expect(await bench.rows(`select count(*)::integer as n from model.account where not is_deleted and not is_stub`)).toEqual([
        { n: 209 },
      ])
    }))

  it('rows that are edited while pages are read are neither lost nor doubled (5)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['employee', 'party', 'opportunity'])
      const open = await server.ask<number[]>('model.sale.opportunity.search', [['state', 'in', ['lead', 'opportunity']]])
      let edits = 0
      proxy.before = async ({ method }) => {
        if (method !== 'model.sale.opportunity.search_read') return
        const some = Array.from({ length: 20 }, (_, index) => open[(edits * 20 + index * 3) % open.length]!)
        edits++
        await server.ask('model.sale.opportunity.write', [...new Set(some)], { comment: `edit ${edits}` })
      }
      const first = byName(await pull(bench))['opportunity']!
      expect(edits).toBeGreaterThan(2)
      const length = await countThere()
      expect(first).toMatchObject({ records: length, held: length, state: 'done' })
      proxy.before = () => undefined
      await pull(bench)
      await isEqual(bench, server)
      const here = await bench.rows<{ n: number }>(
        `select count(*)::integer as n from model.opportunity o where not is_deleted and columns('(?i)^.*comment$') like 'edit %'`,
      )
      const [there] = await server.sql<{ n: number }>(`select count(*) as n from sale_opportunity where comment like 'edit %'`)
      expect(here).toEqual([there])
    }))

  it('follows what leaves the row’s own time of change alone: a renamed party, a line of a sale (9)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['party', 'opportunity', 'product', 'sale', 'sale_line'])
      await pull(bench)
      const [sale] = await server.sql<{ id: number; line: number; party: number; write_date: string }>(
        `select s.id, l.id as line, s.party, s.write_date from sale_sale s join sale_line l on l.sale = s.id where s.state = 'draft' order by s.id limit 1`,
      )
      await server.ask('model.sale.line.write', [sale!.line], { quantity: 7, unit_price: { __class__: 'Decimal', decimal: '11.50' } })
      await server.ask('model.party.party.write', [sale!.party], { name: 'Umbenannt & Söhne' })
      const [after] = await server.sql<{ write_date: string; amount: string }>(
        `select s.write_date, printf('%.2f', (select sum(quantity * unit_price) from sale_line where sale = s.id and type = 'line')) as amount from sale_sale s where s.id = ${sale!.id}`,
      )
      expect(after!.write_date).toBe(sale!.write_date)
      const run = byName(await pull(bench))
      expect(run['sale']!.mode).toBe('incremental')
      expect(
        await bench.rows(
          `select amount::decimal(18, 2)::varchar as amount, (select name from model.account a where a.source_id = o.account) as party from model."order" o where source_id = 'erp:${sale!.id}'`,
        ),
      ).toEqual([{ amount: after!.amount, party: 'Umbenannt & Söhne' }])
    }))

  it('names the object where the server says no with status 200, and reads the others (10)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['employee', 'party', 'product'])
      const answers: Readonly<Record<string, object>> = {
        'model.party.party.search_read': ['UserError', ['You are not allowed to access "Party".', '', null]],
        'model.product.product.search_read': ["'nosuch'", ''],
      }
      proxy.before = ({ method }, response) => {
        const error = answers[method]
        if (error === undefined) return false
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: 1, error }))
        return true
      }
      const run = await pull(bench)
      expect(run.objects.map(({ object, state, problem }) => [object, state, problem?.code])).toEqual([
        ['employee', 'done', undefined],
        ['party', 'refused', 'source-forbidden'],
        ['product', 'refused', 'source-failed'],
      ])
    }))

  it('logs in again where the session ends in mid-pull (11)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, dealObjects)
      proxy.calls.length = 0
      // Once between pages of parties, twice in a row at the deals.
      const ends = ['model.party.party.search_read', 'model.sale.opportunity.search_read', 'model.sale.opportunity.search_read']
      proxy.before = async ({ method }) => {
        if (method !== ends[0]) return
        ends.shift()
        await server.sql(`delete from ir_session`)
      }
      const run = await pull(bench)
      expect([run.state, ends]).toEqual(['done', []])
      expect(proxy.asked('common.db.login')).toBe(4)
      await isEqual(bench, server)
    }))

  it(
    'tries a login once, and says so when the account is locked for a while (12)',
    () =>
      withBench(async (bench) => {
        const connection = Connection.parse({ system: 'tryton', url: proxy.url, user: 'rep8' })
        const codes: string[] = []
        for (let attempt = 0; attempt < 7 && codes.at(-1) !== 'source-limit'; attempt++) {
          const test = bench.handlers.connections.test({ name: 'x', connection, secret: `wrong ${attempt}` }, still)
          codes.push(
            await test.then(
              () => 'done',
              (error: { code: string }) => error.code,
            ),
          )
        }
        expect(codes).toEqual([...Array.from({ length: codes.length - 1 }, () => 'source-login-refused'), 'source-limit'])
        expect(proxy.asked('common.db.login')).toBe(codes.length)
        expect(bench.pauses).toEqual([])
      }),
    600_000,
  )

  it('waits for a server that was killed in mid-pull, and goes on (15)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['employee', 'party', 'opportunity'])
      let killed = false
      proxy.before = async ({ method, params }) => {
        const isSecond = method === 'model.sale.opportunity.search_read' && JSON.stringify(params[0]).includes('[["id",">",1')
        if (!isSecond || killed) return
        killed = true
        server.kill()
      }
      bench.onPause = () => server.restart()
      const run = await pull(bench)
      expect([killed, run.state]).toEqual([true, 'done'])
      expect(bench.pauses.length).toBeGreaterThan(0)
      await isEqual(bench, server)
    }))

  it('goes on behind the last page after a pull that was broken off (15)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, dealObjects)
      const control = new AbortController()
      proxy.before = ({ method }) => void (method === 'model.sale.opportunity.history_revisions' && control.abort())
      bench.time = new Date()
      await expect(bench.pull({ name: 'erp' }, { signal: control.signal })).rejects.toMatchObject({ code: 'cancelled' })
      proxy.before = () => undefined
      proxy.calls.length = 0
      const run = await pull(bench)
      expect(run).toMatchObject({ state: 'done', isResumed: true })
      expect(proxy.asked('model.sale.opportunity.search_read')).toBe(0)
      await isEqual(bench, server)
    }))

  it('is asked again after a pause where it says 429 without saying for how long (12)', () =>
    withBench(async (bench) => {
      await connect(bench, proxy.url, ['employee', 'party', 'opportunity'])
      let refused = 0
      proxy.before = ({ method }, response) => {
        if (method !== 'model.party.party.search_read' || refused++ > 1) return false
        response.writeHead(429, { 'Content-Type': 'text/html' }).end('<!doctype html><title>429 Too Many Requests</title>')
        return true
      }
      expect((await pull(bench)).state).toBe('done')
      expect(bench.pauses.length).toBe(2)
      expect(bench.pauses[1]).toBeGreaterThan(bench.pauses[0]!)
    }))

  it(
    'is pulled by sixteen connections at once beside somebody who writes (16)',
    () =>
      withBench(async (bench) => {
        const names = Array.from({ length: 16 }, (_, index) => `erp-${index + 1}`)
        for (const name of names) await connect(bench, proxy.url, ['employee', 'party', 'opportunity'], name)
        const open = await oneOf('lead')
        bench.time = new Date()
        let isOver = false
        const writing = (async () => {
          let writes = 0
          for (; !isOver; writes++) await server.ask('model.sale.opportunity.write', [open], { comment: `write ${writes}` })
          return writes
        })()
        const runs = await Promise.all(names.map((name) => bench.pull({ name })))
        isOver = true
        expect(await writing).toBeGreaterThan(0)
        const length = await countThere()
        expect(runs.map((run) => [run.state, byName(run)['opportunity']!.held])).toEqual(names.map(() => ['done', length]))
        for (const name of ['erp-1', 'erp-16']) await isEqual(bench, server, `${name}:`)
      }),
    600_000,
  )
})
