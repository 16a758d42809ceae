import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { HelmdeckError } from '../../../../src/contract/errors.ts'
import { Connection } from '../../../../src/contract/pulls.ts'
import { still } from '../../ingest/engine-fixture.ts'
import { PullBench } from '../pull-fixture.ts'
import { HubSpotServer } from './hubspot-server.ts'

/** A workspace that is connected with an account of HubSpot's. */
export class HubSpotBench {
  readonly hub: HubSpotServer
  readonly bench: PullBench

  private constructor(hub: HubSpotServer, bench: PullBench) {
    this.hub = hub
    this.bench = bench
    bench.time = new Date()
  }

  static async open(): Promise<HubSpotBench> {
    return new HubSpotBench(await HubSpotServer.start(), await PullBench.open())
  }

  async close(): Promise<void> {
    this.checkReads()
    await this.bench.close()
    await this.hub.stop()
  }

  /** Nothing but these was ever asked. */
  private checkReads(): void {
    const reads =
      /^(GET \/(account-info\/2026-03\/details|crm\/(owners|properties|pipelines|objects)\/2026-03(\/[a-z_]+)?)|POST \/crm\/(objects\/2026-03\/[a-z_]+\/(search|batch\/read)|associations\/2026-03\/[a-z_]+\/[a-z_]+\/batch\/read))$/
    expect(this.hub.asked.map(({ method, path }) => `${method} ${path}`).filter((line) => !reads.test(line))).toEqual([])
  }

  async connect(objects: string[] = []): Promise<void> {
    const connection = Connection.parse({ system: 'hubspot', url: this.hub.url, objects })
    await this.bench.handlers.connections.connect({ name: 'crm', connection, secret: this.hub.token, keepSecret: true }, still)
  }

  /** Deal n is worth n * 100 and a half, and was changed on the n-th minute of 1 March. */
  addDeal(n: number, stage = 'qualified', properties: Record<string, string> = {}): void {
    const changed = new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString()
    const own = {
      dealname: `Deal ${n}`,
      dealstage: stage,
      pipeline: 'default',
      amount: `${n * 100}.5`,
      deal_currency_code: n % 2 === 0 ? 'USD' : 'CNY',
    }
    const record = this.hub.add(
      'deals',
      String(n),
      { ...own, createdate: '2026-01-01T09:00:00Z', closedate: '2026-03-31T00:00:00Z', ...properties },
      changed,
    )
    record.history = {
      dealstage: [{ value: stage, timestamp: '2026-01-01T09:00:00Z' }],
      amount: [{ value: `${n * 100}.5`, timestamp: '2026-01-01T09:00:00Z' }],
    }
  }

  /** What the account holds, worked out from its own records, against what the workspace holds. */
  atSource(): string[] {
    return this.hub.records.deals
      .filter(({ archived }) => !archived)
      .toSorted((a, b) => Number(a.id) - Number(b.id))
      .map(
        ({ id, properties }) =>
          `${id} ${stageNames[properties['dealstage'] ?? '']} ${Number(properties['amount']).toFixed(2)} ${properties['deal_currency_code']}`,
      )
  }

  async held(): Promise<string[]> {
    const rows = await this.bench.rows<{ deal: string }>(
      `select concat_ws(' ', source_id, stage, amount::decimal(18, 2), currency) as deal from model.opportunity where not is_deleted and not is_stub order by len(source_id), source_id`,
    )
    return rows.map(({ deal }) => deal)
  }
}

const stageNames: Readonly<Record<string, string>> = {
  qualified: 'Qualified',
  contract: 'Contract sent',
  closedwon: 'Closed won',
  closedlost: 'Closed lost',
  '7701': 'Qualified',
}

export const failure = async (work: Promise<unknown>): Promise<HelmdeckError> =>
  await work.then(
    () => Promise.reject(new Error('no failure')),
    (error: HelmdeckError) => error,
  )

/** Every file below a folder. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}
