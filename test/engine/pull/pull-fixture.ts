import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiHandlers } from '../../../src/contract/api.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { Connection, type ConnectionEntry, type PullProgress, type PullRun } from '../../../src/contract/pulls.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import type { SecretStore } from '../../../src/engine/pull/secrets/secret-store.ts'
import { freshWorkspace } from '../fresh-workspace.ts'
import { still } from '../ingest/engine-fixture.ts'
import { dealsDescription } from './test-source.ts'

export const secret = 'tok-5f3c9e-never-shown'

export function memorySecrets(): SecretStore {
  const kept = new Map<string, string>()
  return {
    read: async (entry) => kept.get(entry) ?? null,
    write: async (entry, text) => void kept.set(entry, text),
    remove: async (entry) => void kept.delete(entry),
  }
}

/** A workspace whose pulls let no time pass; what was waited for is told in milliseconds. */
export class PullBench {
  readonly folder: string
  readonly pauses: number[] = []
  readonly logged: string[] = []
  /** What happens while a pull waits. */
  onPause: () => Promise<void> = async () => undefined
  readonly secrets = memorySecrets()
  time = new Date('2026-03-01T12:00:00Z')
  private engine: Engine
  private callBack: (() => Promise<void>) | null = null

  private constructor(folder: string, engine: Engine) {
    this.folder = folder
    this.engine = engine
  }

  static async open(): Promise<PullBench> {
    const folder = join(await mkdtemp(join(tmpdir(), 'helmdeck-pull-')), 'test.helmdeck')
    await freshWorkspace(folder)
    const bench = new PullBench(folder, undefined as unknown as Engine)
    await bench.start()
    return bench
  }

  get handlers(): ApiHandlers {
    return this.engine.handlers
  }

  async start(): Promise<void> {
    const log = (details: object, message: string): void => void this.logged.push(`${JSON.stringify(details)} ${message}`)
    this.engine = await createEngine({
      folder: this.folder,
      log: { info: log, warn: log, error: log },
      clock: () => this.time,
      secrets: this.secrets,
      pause: async (milliseconds) => {
        this.pauses.push(milliseconds)
        await this.onPause()
      },
      timer: (milliseconds, callBack) => {
        this.armed = milliseconds
        this.callBack = callBack
        return () => {
          if (this.callBack === callBack) this.callBack = null
        }
      },
    })
  }

  /** After how many milliseconds the schedule wants to be asked again. */
  armed = 0

  /** Lets the timer of the schedule go off, and the pulls that it begins end. */
  async tick(minutes = 0): Promise<void> {
    this.time = new Date(this.time.getTime() + minutes * 60_000)
    const { callBack } = this
    this.callBack = null
    if (callBack === null) throw new Error('no timer is set')
    await callBack()
  }

  async entry(name = 'crm'): Promise<ConnectionEntry> {
    const { connections } = await this.handlers.connections.list({}, still)
    return connections.find((one) => one.name === name)!
  }

  async runs(): Promise<PullRun[]> {
    return (await this.handlers.connections.runs({ offset: 0, limit: 1000 }, still)).runs
  }

  async close(): Promise<void> {
    await this.engine.close()
  }

  async connect(url: string, change: Partial<Connection> = {}, rest: object = dealsDescription): Promise<void> {
    const connection = Connection.parse({ system: 'rest', url, rest, ...change })
    await this.handlers.connections.connect({ name: 'crm', connection, secret, keepSecret: true }, still)
  }

  async pull(
    options: { full?: boolean; acceptDeletes?: boolean; name?: string } = {},
    call: { signal?: CancelSignal; progress?: (progress: PullProgress) => void } = {},
  ): Promise<PullRun> {
    const request = { name: 'crm', full: false, acceptDeletes: false, ...options }
    return await this.handlers.connections.pull(request, { ...still, progress: () => undefined, ...call })
  }

  /** Rows of the closed workspace, by a connection of its own; the engine is opened again. */
  async rows<Row extends object>(sql: string, params: Parameters<Database['rows']>[1] = {}): Promise<Row[]> {
    await this.close()
    const database = await openDatabase({ file: join(this.folder, 'data.duckdb'), allowedFolder: null })
    try {
      return await database.rows<Row>(sql, params)
    } finally {
      await database.close()
      await this.start()
    }
  }

  /** Every deal there is, as `id name amount`, sorted; deleted ones left out. */
  async deals(): Promise<string[]> {
    const rows = await this.rows<{ deal: string }>(
      `select concat_ws(' ', source_id, stage, amount::decimal(18, 2)) as deal from model.opportunity where not is_deleted and not is_stub order by len(source_id), source_id`,
    )
    return rows.map(({ deal }) => deal)
  }
}
