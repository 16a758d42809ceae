import { expect } from 'vitest'
import { Connection, type PulledObject, type PullRun } from '../../../src/contract/pulls.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench } from './pull-fixture.ts'
import type { TrytonServer } from './tryton-server.ts'

const password = 'Fj8-Wqzt5xKm'

export type Deal = { readonly id: number; readonly state: string; readonly amount: string }

export const byName = (run: PullRun): Readonly<Record<string, PulledObject>> =>
  Object.fromEntries(run.objects.map((object) => [object.object, object]))

/** A workspace in UTC, so that moments of the server are compared as it has them. */
export async function withBench(work: (bench: PullBench) => Promise<void>): Promise<void> {
  const bench = await trytonBench()
  try {
    await work(bench)
  } finally {
    await bench.close()
  }
}

export async function trytonBench(): Promise<PullBench> {
  const bench = await PullBench.open()
  bench.time = new Date()
  await bench.handlers.settings.change({ change: { timeZone: 'UTC' } }, still)
  return bench
}

export async function connect(bench: PullBench, url: string, objects: readonly string[], name = 'erp'): Promise<void> {
  const connection = Connection.parse({ system: 'tryton', url, user: 'cockpit', objects })
  await bench.handlers.connections.connect({ name, connection, secret: password, keepSecret: true }, still)
}

export async function pull(bench: PullBench, name = 'erp'): Promise<PullRun> {
  bench.time = new Date()
  return await bench.pull({ name })
}

/** What the server's own table says, read by another tool, beside what the workspace holds. */
export async function isEqual(bench: PullBench, server: TrytonServer, prefix = 'erp:'): Promise<void> {
  const there = await server.sql<Deal>(`select id, state, printf('%.2f', coalesce(amount, 0)) as amount from sale_opportunity order by id`)
  const here = await bench.rows<Deal>(
    `select substr(source_id, ${prefix.length + 1})::integer as id, stage as state, coalesce(amount, 0)::decimal(18, 2)::varchar as amount
     from model.opportunity where starts_with(source_id, '${prefix}') and not is_deleted and not is_stub order by 1`,
  )
  expect(here).toEqual(there)
}
