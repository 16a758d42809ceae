import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AddressInfo } from 'node:net'
import { findShared } from '../../available.ts'

const run = promisify(execFile)
const scripts = join(findShared() ?? '', 'tryton')

/** A Tryton server on this machine with two years of data, asked here without the product. */
export class TrytonServer {
  readonly url: string
  readonly folder: string
  private readonly env: NodeJS.ProcessEnv
  private session = ''

  private constructor(port: number, folder: string) {
    this.url = `http://127.0.0.1:${port}/crm/`
    this.folder = folder
    this.env = { ...process.env, PORT: String(port), TRYTON_DIR: folder }
  }

  static async start(): Promise<TrytonServer> {
    if (!existsSync('/usr/bin/trytond')) await run('sh', [join(scripts, 'install.sh')])
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    await once(probe, 'close')
    const server = new TrytonServer(port, mkdtempSync(join(tmpdir(), 'helmdeck-tryton-')))
    await run('sh', [join(scripts, 'start.sh')], { env: server.env })
    return server
  }

  async stop(): Promise<void> {
    await run('sh', [join(scripts, 'stop.sh')], { env: this.env })
  }

  /** As a power cut would. */
  kill(): void {
    process.kill(Number(readFileSync(join(this.folder, 'trytond.pid'), 'utf8')), 'SIGKILL')
  }

  /** With the data it had. */
  async restart(): Promise<void> {
    await run('sh', [join(scripts, 'start.sh'), 'keep'], { env: this.env })
    this.session = ''
  }

  async ask<T>(method: string, ...params: unknown[]): Promise<T> {
    if (this.session === '') {
      const [id, key] = (await this.post('common.db.login', ['admin', { password: 'Cockpit-Demo-2026' }, 'en'])) as [number, string]
      this.session = Buffer.from(`admin:${id}:${key}`).toString('base64')
    }
    const context = params.at(-1)
    const hasContext = typeof context === 'object' && context !== null && 'context' in context
    const given = hasContext
      ? [...params.slice(0, -1), { company: 1, ...(context as { context: object }).context }]
      : [...params, { company: 1 }]
    return (await this.post(method, given)) as T
  }

  /** What the server's own tables say, read by another tool. */
  async sql<Row>(query: string): Promise<Row[]> {
    const script =
      'import sqlite3,sys,json;c=sqlite3.connect(sys.argv[1]);c.row_factory=sqlite3.Row;r=[dict(r) for r in c.execute(sys.argv[2])];c.commit();print(json.dumps(r))'
    const { stdout } = await run('python3', ['-c', script, join(this.folder, 'crm.sqlite'), query], { maxBuffer: 64 << 20 })
    return JSON.parse(stdout) as Row[]
  }

  private async post(method: string, params: readonly unknown[]): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json', ...(this.session === '' ? {} : { Authorization: `Session ${this.session}` }) }
    const response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify({ id: 1, method, params }) })
    const { result, error } = (await response.json()) as { result?: unknown; error?: unknown }
    if (error !== undefined) throw new Error(JSON.stringify(error))
    return result
  }
}

export function plainNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return Number((value as { decimal?: string } | null)?.decimal ?? 0)
}
