import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PullBench } from './pull-fixture.ts'
import { connect, pull, trytonBench } from './tryton-bench.ts'
import { TrytonProxy } from './tryton-proxy.ts'
import { TrytonServer } from './tryton-server.ts'

describe('what a real Tryton server tells', () => {
  let server: TrytonServer
  let proxy: TrytonProxy
  let bench: PullBench

  beforeAll(async () => {
    server = await TrytonServer.start()
    proxy = await TrytonProxy.start(server.url)
    bench = await trytonBench()
    await connect(bench, proxy.url, [])
    await pull(bench)
  })
  afterAll(async () => {
    await bench.close()
    await proxy.stop()
    await server.stop()
  })

  it('gives the pipeline of an earlier day as its history table has it (6)', async () => {
    const here = await bench.rows<{ state: string; n: number }>(
      `select stage as state, count(*)::integer as n from (select opportunity, max_by(stage, entered_at) as stage from model.stage_visit
           where not is_deleted and entered_at < timestamp '2026-01-01' and opportunity in (select source_id from model.opportunity where not is_deleted) group by opportunity)
         group by stage order by stage`,
    )
    const there = await server.sql<{ state: string; n: number }>(
      `with last as (select id, state, row_number() over (partition by id order by coalesce(write_date, create_date) desc, __id desc) as nth
           from sale_opportunity__history where coalesce(write_date, create_date) < '2026-01-01' and id in (select id from sale_opportunity))
         select state, count(*) as n from last where nth = 1 group by state order by state`,
    )
    expect(here).toEqual(there)
    expect(there.find(({ state }) => state === 'won')).toEqual({ state: 'won', n: 34 })
  })

  it('keeps what lost deals were worth before their amount became 0 (7)', async () => {
    const here = await bench.rows<{ id: number; most: number }>(
      `select substr(o.source_id, 5)::integer as id, max(try_cast(c.old_value as double)) as most from model.opportunity o
           join model.field_change c on c.record = o.source_id and coalesce(c.field, c.source_field) ilike 'amount' and not c.is_deleted
         where o.stage = 'lost' and coalesce(o.amount, 0) = 0 and not o.is_deleted group by 1 having most > 0 order by 1`,
    )
    const there = await server.sql<{ id: number; most: number }>(
      `select o.id, max(cast(h.amount as real)) as most from sale_opportunity o join sale_opportunity__history h on h.id = o.id
         where o.state = 'lost' and cast(coalesce(o.amount, 0) as real) = 0 group by o.id having most > 0 order by o.id`,
    )
    expect(here).toEqual(there)
    expect(there.length).toBeGreaterThanOrEqual(15)
  })

  it('counts what was credited: the naive revenue is another number (8)', async () => {
    const confirmed = `('confirmed', 'processing', 'done')`
    const [naive] = await server.sql<{ amount: string }>(
      `select printf('%.2f', sum(l.quantity * l.unit_price)) as amount from sale_line l join sale_sale s on s.id = l.sale where l.type = 'line' and s.state in ${confirmed}`,
    )
    const here = await bench.rows(
      `select sum(amount)::decimal(18, 2)::varchar as amount from model."order" where status in ${confirmed} and not is_deleted`,
    )
    expect(naive).toEqual({ amount: '1388756.40' })
    expect(here).toEqual([{ amount: '1294531.90' }])
  })

  it('asks by POST only, and never for what writes (13)', async () => {
    expect([...proxy.verbs]).toEqual(['POST'])
    const methods = [...new Set(proxy.calls.map(({ method }) => method.replace(/^.*\./, '')))].toSorted()
    expect(methods).toEqual([
      'fields_get',
      'get_preferences',
      'history_revisions',
      'login',
      'read',
      'search',
      'search_count',
      'search_read',
      'version',
    ])
  })

  it('reads decimals of any scale, times without a zone, and what is not there (14)', async () => {
    const told = `count(*) filter (owner is null)::integer as without_owner, count(*) filter (account is null)::integer as without_party, sum(amount)::decimal(18, 2)::varchar as amount`
    const here = await bench.rows(
      `select ${told}, max(updated_at)::timestamp(0)::varchar as changed from model.opportunity where not is_deleted and not is_stub`,
    )
    const there = await server.sql(
      `select sum(employee is null) as without_owner, sum(party is null) as without_party, printf('%.2f', sum(amount)) as amount, substr(max(coalesce(write_date, create_date)), 1, 19) as changed from sale_opportunity`,
    )
    expect(here).toEqual(there)
  })
})
