import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Connection, type PullRun } from '../../../src/contract/pulls.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench } from './pull-fixture.ts'
import { plainNumber, TrytonServer } from './tryton-server.ts'

const password = 'Fj8-Wqzt5xKm'

type Row = Readonly<Record<string, unknown>>
const figures = ['number', 'converted', 'won', 'lost', 'amount', 'converted_amount', 'won_amount'] as const

// The order of the figures is that of the server's reports; a deal counts as converted once it is won, too.
const figuresSql = `count(*) as number, count(*) filter (stage in ('converted', 'won')) as converted, count(*) filter (stage = 'won') as won,
  count(*) filter (stage = 'lost') as lost, sum(amount)::double as amount,
  coalesce(sum(amount) filter (stage in ('converted', 'won')), 0)::double as converted_amount, coalesce(sum(amount) filter (stage = 'won'), 0)::double as won_amount`

describe('a real Tryton server', () => {
  let server: TrytonServer
  let bench: PullBench
  let first: PullRun

  beforeAll(async () => {
    server = await TrytonServer.start()
    bench = await PullBench.open()
    bench.time = new Date()
    // Moments of the server are compared as it has them.
    await bench.handlers.settings.change({ change: { timeZone: 'UTC' } }, still)
    const connection = Connection.parse({ system: 'tryton', url: server.url, user: 'cockpit' })
    await bench.handlers.connections.connect({ name: 'erp', connection, secret: password, keepSecret: true }, still)
    first = await bench.pull({ name: 'erp' })
  })
  afterAll(async () => {
    await bench.close()
    await server.stop()
  })

  const same = (found: readonly Row[], report: readonly Row[], key: (row: Row) => string): number => {
    const ours = new Map(found.map((row) => [String(row['key']), row]))
    expect(ours.size).toBe(report.length)
    let compared = 0
    for (const row of report)
      for (const figure of figures) {
        expect(ours.get(key(row))?.[figure], `${figure} of ${key(row)}`).toBeCloseTo(plainNumber(row[figure]), 6)
        compared++
      }
    return compared
  }
  const monthly = async (): Promise<number> => {
    const report = await server.ask<Row[]>('model.sale.opportunity_monthly.search_read', [], 0, null, null, [
      'year',
      'month.index',
      ...figures,
    ])
    const ours = await bench.rows<Row>(
      `select strftime(created_at, '%Y-%-m') as key, ${figuresSql} from model.opportunity where not is_deleted and not is_stub group by 1`,
    )
    return same(ours, report, (row) => `${String(row['year'])}-${(row['month.'] as { index: number }).index}`)
  }
  const perEmployee = async (): Promise<number> => {
    const report = await server.ask<Row[]>('model.sale.opportunity_employee.search_read', [], 0, null, null, ['employee', ...figures])
    const ours = await bench.rows<Row>(
      `select coalesce(owner, 'none') as key, ${figuresSql} from model.opportunity where not is_deleted and not is_stub group by 1`,
    )
    return same(ours, report, ({ employee }) => (typeof employee === 'number' ? `erp:${employee}` : 'none'))
  }

  it('is read whole: every object holds what the server counts', () => {
    expect(first.state).toBe('done')
    expect(Object.fromEntries(first.objects.map(({ object, held }) => [object, held]))).toMatchObject({
      employee: 8,
      party: 209,
      product: 20,
      opportunity: 291,
      opportunity_line: 578,
      sale: 113,
      sale_line: 279,
      invoice: 88,
      payment: 60,
    })
  })

  it('equals its own reports: 161 figures by month, 63 by employee', async () => {
    expect(await monthly()).toBe(161)
    expect(await perEmployee()).toBe(63)
  })

  it('equals its revenue of 61 customers, 1,294,531.90, and its open receivables, 253,667.19', async () => {
    const context = { context: { from_date: null, to_date: null, period: 'month' } }
    const report = await server.ask<Row[]>('model.sale.reporting.customer.search_read', [], 0, null, null, ['customer', 'revenue'], context)
    const ours = await bench.rows<{ account: string; amount: number }>(
      `select m.account, sum(o.amount)::double as amount from mart."order" o join model."order" m on m.id = o.id where o.is_confirmed group by 1`,
    )
    const byAccount = new Map(ours.map(({ account, amount }) => [account, amount]))
    expect([report.length, byAccount.size]).toEqual([61, 61])
    for (const { customer, revenue } of report) expect(byAccount.get(`erp:${String(customer)}`)).toBeCloseTo(plainNumber(revenue), 6)
    expect(ours.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(1_294_531.9, 6)
    expect(await bench.rows(`select sum(balance)::decimal(18, 2)::varchar as open from mart.receivable where to_day is null`)).toEqual([
      { open: '253667.19' },
    ])
  })

  it('gives the stage visits that its history table has', async () => {
    const history = await server.sql<{ id: number; state: string; at: string }>(
      `with told as (select id, state, coalesce(write_date, create_date) as at, lag(state) over (partition by id order by coalesce(write_date, create_date), __id) as before
         from sale_opportunity__history where id in (select id from sale_opportunity))
       select id, state, substr(at, 1, 19) as at from told where state is not before`,
    )
    const visits = await bench.rows<{ id: string; state: string; at: string }>(
      `select opportunity as id, stage as state, strftime(entered_at, '%Y-%m-%d %H:%M:%S') as at from model.stage_visit where not is_deleted`,
    )
    const text = (rows: readonly { id: unknown; state: string; at: string }[], prefix = ''): string[] =>
      rows.map(({ id, state, at }) => `${prefix}${String(id)} ${state} ${at}`).toSorted()
    expect(visits.length).toBe(832)
    expect(text(visits)).toEqual(text(history, 'erp:'))
  })

  it('is followed: a new lead, an edit, a deletion and an archived party, and its reports again', async () => {
    const [cancelled] = await server.ask<{ id: number }[]>(
      'model.sale.opportunity.search_read',
      [['state', '=', 'cancelled']],
      0,
      1,
      [['id', 'ASC']],
      ['id'],
    )
    const [open] = await server.ask<{ id: number }[]>(
      'model.sale.opportunity.search_read',
      [['state', '=', 'opportunity']],
      0,
      1,
      [['id', 'ASC']],
      ['id'],
    )
    const [party] = await server.ask<{ id: number }[]>('model.party.party.search_read', [], 0, 1, [['id', 'DESC']], ['id'])
    await server.ask('model.sale.opportunity.delete', [cancelled!.id])
    await server.ask('model.sale.opportunity.write', [open!.id], { amount: { __class__: 'Decimal', decimal: '12345.67' } })
    await server.ask('model.sale.opportunity.lost', [open!.id])
    await server.ask('model.party.party.write', [party!.id], { active: false })
    const [lead] = await server.ask<number[]>('model.sale.opportunity.create', [
      { description: 'Straße; "neu"', comment: 'erste\nzweite Zeile', company: 1 },
    ])
    bench.time = new Date()
    const run = await bench.pull({ name: 'erp' })
    const outcome = Object.fromEntries(run.objects.map((object) => [object.object, object]))
    expect(outcome['opportunity']).toMatchObject({ mode: 'incremental', deleted: 1, inSource: 291, held: 291, state: 'done' })
    expect(outcome['opportunity']!.records).toBeLessThan(20)
    expect(outcome['party']).toMatchObject({ archived: 1, deleted: 0, inSource: 209, held: 209 })
    expect(
      await bench.rows(`select source_id, name, stage, amount::decimal(18, 2)::varchar as amount, is_deleted from model.opportunity
        where source_id in ('erp:${lead!}', 'erp:${open!.id}', 'erp:${cancelled!.id}') order by is_deleted, amount nulls last`),
    ).toMatchObject([
      { source_id: `erp:${open!.id}`, stage: 'lost', amount: '12345.67', is_deleted: false },
      { source_id: `erp:${lead!}`, name: 'Straße; "neu"', stage: 'lead', is_deleted: false },
      { source_id: `erp:${cancelled!.id}`, is_deleted: true },
    ])
    await monthly()
    await perEmployee()
  })

  it('keeps the other objects where invoices are refused to a user', async () => {
    const connection = Connection.parse({ system: 'tryton', url: server.url, user: 'cockpit_crm_only', objects: ['employee', 'invoice'] })
    await bench.handlers.connections.connect({ name: 'crm-only', connection, secret: password, keepSecret: true }, still)
    const run = await bench.pull({ name: 'crm-only' })
    expect(run.objects.map(({ object, state, problem }) => [object, state, problem?.code])).toEqual([
      ['employee', 'done', undefined],
      ['invoice', 'refused', 'source-forbidden'],
    ])
  })

  it('says so where the database is not there, or the password is wrong', async () => {
    const test = (url: string, user: string): Promise<unknown> =>
      bench.handlers.connections.test(
        { name: 'x', connection: Connection.parse({ system: 'tryton', url, user }), secret: 'nothing-right' },
        still,
      )
    await expect(test(server.url, 'rep8')).rejects.toMatchObject({ code: 'source-login-refused' })
    await expect(test(server.url.replace('/crm/', '/nosuch/'), 'cockpit')).rejects.toMatchObject({
      code: expect.stringMatching(/^source-(failed|unreadable|login-refused)$/),
    })
  })
})
