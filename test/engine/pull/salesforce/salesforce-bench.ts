import { Connection } from '../../../../src/contract/pulls.ts'
import { still } from '../../ingest/engine-fixture.ts'
import { PullBench } from '../pull-fixture.ts'
import { SampleOrg } from './sample-org.ts'
import { SalesforceServer } from './salesforce-server.ts'
import type { Row } from './soql-rows.ts'

/** An organisation, and a workspace that follows it. */
export class SalesforceBench {
  readonly server: SalesforceServer
  readonly org: SampleOrg
  readonly bench: PullBench
  readonly token: string

  private constructor(server: SalesforceServer, bench: PullBench) {
    this.server = server
    this.org = new SampleOrg(server)
    this.bench = bench
    this.token = server.token()
  }

  static async open(): Promise<SalesforceBench> {
    const bench = new SalesforceBench(await SalesforceServer.start(), await PullBench.open())
    bench.bench.time = bench.server.now
    return bench
  }

  /** With the sample organisation; moments of the workspace are those of the organisation. */
  static async filled(): Promise<SalesforceBench> {
    const bench = await SalesforceBench.open()
    bench.org.fill()
    await bench.bench.handlers.settings.change({ change: { timeZone: 'UTC' } }, still)
    return bench
  }

  async close(): Promise<void> {
    await this.bench.close()
    await this.server.stop()
  }

  async connect(change: Partial<Connection> = {}): Promise<void> {
    const connection = Connection.parse({ system: 'salesforce', url: this.server.url, ...change })
    await this.bench.handlers.connections.connect({ name: 'crm', connection, secret: this.token, keepSecret: true }, still)
  }

  /** Lets time pass for the organisation and for us. */
  pass(hours: number): void {
    this.server.now = new Date(this.server.now.getTime() + hours * 3600_000)
    this.bench.time = this.server.now
  }

  /** What the organisation holds, without what lies in its recycle bin. */
  alive(sobject: string): Row[] {
    return this.server.rows(sobject).filter((row) => row['IsDeleted'] !== true)
  }

  async held(entity: string): Promise<string[]> {
    const rows = await this.bench.rows<{ id: string }>(
      `select source_id as id from model."${entity}" where not is_deleted and not is_stub order by 1`,
    )
    return rows.map(({ id }) => id)
  }

  /** Ids by entity, deleted ones and those that are only named left out. */
  async heldIn(entities: readonly string[]): Promise<Record<string, string[]>> {
    const parts = entities.map(
      (entity) => `select '${entity}' as entity, source_id as id from model."${entity}" where not is_deleted and not is_stub`,
    )
    const rows = await this.bench.rows<{ entity: string; id: string }>(`${parts.join(' union all ')} order by 2`)
    return Object.fromEntries(entities.map((entity) => [entity, rows.filter((row) => row.entity === entity).map(({ id }) => id)]))
  }

  ids(sobject: string): string[] {
    return this.alive(sobject)
      .map((row) => String(row['Id']).slice(0, 15))
      .toSorted()
  }

  /** Deals as `id stage status amount owner close`, of the workspace and of the organisation. */
  async deals(): Promise<string[]> {
    const rows = await this.bench.rows<{ deal: string }>(
      `select concat_ws('|', source_id, stage, status, coalesce(amount::decimal(18, 2)::varchar, ''), owner, expected_close_on) as deal
       from model.opportunity where not is_deleted and not is_stub order by 1`,
    )
    return rows.map(({ deal }) => deal)
  }

  dealsOfOrg(): string[] {
    const status = ({ IsWon, IsClosed }: Row): string => (IsWon === true ? 'won' : IsClosed === true ? 'lost' : 'open')
    const money = (amount: unknown): string => (amount === null ? '' : Number(amount).toFixed(2))
    return this.alive('Opportunity')
      .map((row) =>
        [
          String(row['Id']).slice(0, 15),
          row['StageName'],
          status(row),
          money(row['Amount']),
          String(row['OwnerId']).slice(0, 15),
          row['CloseDate'],
        ].join('|'),
      )
      .toSorted()
  }

  /** Stage visits as `deal stage entered`. */
  async visits(): Promise<string[]> {
    const rows = await this.bench.rows<{ visit: string }>(
      `select concat_ws('|', o.source_id, s.name, strftime(v.entered_at, '%Y-%m-%dT%H:%M:%S')) as visit
       from mart.stage_visit v join model.opportunity o on o.id = v.opportunity_id join mart.stage_place p on p.ref = v.stage_ref join model.stage s on s.id = p.id order by 1`,
    )
    return rows.map(({ visit }) => visit)
  }

  /** A visit begins where a save has another stage than the one before. */
  visitsOfOrg(): string[] {
    const deals = new Set(this.alive('Opportunity').map(({ Id }) => Id))
    const last = new Map<unknown, unknown>()
    return this.server
      .rows('OpportunityHistory')
      .filter(({ OpportunityId }) => deals.has(OpportunityId))
      .toSorted((a, b) => (String(a['CreatedDate']) < String(b['CreatedDate']) ? -1 : 1))
      .flatMap((row) => {
        const isNew = last.get(row['OpportunityId']) !== row['StageName']
        last.set(row['OpportunityId'], row['StageName'])
        return isNew
          ? [`${String(row['OpportunityId']).slice(0, 15)}|${String(row['StageName'])}|${String(row['CreatedDate']).slice(0, 19)}`]
          : []
      })
      .toSorted()
  }
}
