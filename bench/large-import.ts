import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api, type Api } from '../src/contract/api.ts'
import { HelmdeckError } from '../src/contract/errors.ts'
import type { ReportSpec } from '../src/contract/report-spec.ts'
import { ReportSpec as Spec } from '../src/contract/report-spec.ts'
import { prepareFolder } from '../src/engine/workspace/workspace-folder.ts'
import { createLog } from '../src/host/engine-log.ts'
import { uploadFile } from '../src/host/upload-file.ts'
import { createEngineHost } from '../src/server/engine-host.ts'
import { createClient } from '../src/transport/api-client.ts'
import { streamWire } from '../src/transport/socket.ts'
import { programPath } from '../test/programs.ts'
import { writeOpportunitiesCsv } from './opportunities-csv.ts'

const between = 150
const deals: ReportSpec = Spec.parse({ values: [{ metric: 'opportunity_count' }] })

type Asked = 'info' | 'catalog' | 'report'
type Waits = Record<Asked, number[]>

export interface LargeImport {
  /** Milliseconds that each call of a page took while the import ran. */
  readonly waits: Readonly<Record<Asked, readonly number[]>>
  /** One per cancel: was the workspace as before? */
  readonly cancels: readonly { readonly at: number; readonly problem: string | null }[]
  readonly loaded: number
}

/**
 * Imports a large file into an engine of its own process, as a page does, while a second page asks for what every page
 * asks for; before that the same import is cancelled at `cancelAt` of its way, and must leave nothing.
 */
export async function largeImport(rows: number, cancelAt: readonly number[]): Promise<LargeImport> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-large-'))
  const csv = join(folder, 'deals.csv')
  await writeOpportunitiesCsv(csv, rows)
  const host = createEngineHost({
    folder: await prepareFolder(join(folder, 'large.helmdeck'), { create: true }),
    entry: programPath('engine-process'),
    execArgv: [],
    log: createLog('silent'),
  })
  try {
    const [page, other] = [await connect(host), await connect(host)]
    const send = async (): Promise<string> =>
      await uploadFile(page, { path: csv, name: 'deals.csv', bytes: (await stat(csv)).size, inFolder: false }, new AbortController().signal)
    const waits: Waits = { info: [], catalog: [], report: [] }
    const cancels: { at: number; problem: string | null }[] = []
    for (const at of cancelAt) {
      const upload = await send()
      cancels.push({ at, problem: await whileAsking(other, waits, () => cancelled(page, upload, at)) })
      await page.sources.discard({ upload })
    }
    const upload = await send()
    const { files } = await whileAsking(other, waits, () => page.imports.run({ uploads: [upload] }))
    return { waits, cancels, loaded: files[0]?.loaded ?? 0 }
  } finally {
    await host.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function connect(host: ReturnType<typeof createEngineHost>): Promise<Api> {
  const socket = await host.connect()
  const client = createClient(api, streamWire(socket))
  socket.resume()
  return client
}

async function cancelled(page: Api, upload: string, at: number): Promise<string | null> {
  const stop = new AbortController()
  const before = await page.workspace.info({})
  try {
    await page.imports.run({ uploads: [upload] }, { signal: stop.signal, onProgress: ({ fraction }) => fraction >= at && stop.abort() })
    return 'it was not cancelled'
  } catch (error) {
    if (!(error instanceof HelmdeckError) || error.code !== 'cancelled') return String(error)
  }
  const after = await page.workspace.info({})
  if (JSON.stringify(after) !== JSON.stringify(before)) return 'the workspace is not what it was'
  return (await page.imports.loads({})).loads.length === 0 ? null : 'a load is listed'
}

/** Does `work` while somebody else asks what a page asks, again and again. */
async function whileAsking<T>(other: Api, waits: Waits, work: () => Promise<T>): Promise<T> {
  const questions: Record<Asked, () => Promise<unknown>> = {
    info: () => other.workspace.info({}),
    catalog: () => other.catalog.list({}),
    report: () => other.reports.run({ spec: deals }).catch(missingData),
  }
  let isDone = false
  const asking = async (): Promise<void> => {
    while (!isDone) {
      for (const asked of ['info', 'catalog', 'report'] as const) {
        const started = performance.now()
        await questions[asked]()
        waits[asked].push(performance.now() - started)
      }
      await new Promise((resolve) => setTimeout(resolve, between))
    }
  }
  const asked = asking()
  try {
    return await work()
  } finally {
    isDone = true
    await asked
  }
}

function missingData(error: unknown): void {
  if (!(error instanceof HelmdeckError) || error.code !== 'missing-data') throw error
}
