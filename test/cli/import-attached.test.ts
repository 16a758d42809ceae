import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api } from '../../src/contract/api.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import type { Change } from '../../src/contract/workspace.ts'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { createEngineHost } from '../../src/server/engine-host.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { streamWire } from '../../src/transport/socket.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

const tiny = join(import.meta.dirname, '../../samples/tiny')

describe('an import beside an open browser', () => {
  it('goes through the engine that is there, and the browser sees the change', async () => {
    const folder = temporaryFolder()
    const host = createEngineHost({
      folder: await prepareFolder(join(folder, 'w.helmdeck'), { create: true }),
      entry: join(import.meta.dirname, '../../main/engine-process.ts'),
      execArgv: ['--import', 'tsx'],
      log: createLog('silent'),
    })
    onTestFinished(() => host.close())
    const socket = await host.connect()
    const browser = createClient(api, streamWire(socket))
    socket.resume()

    let opened = (): void => undefined
    let changed = (_change: Change): void => undefined
    const isOpen = new Promise<void>((resolve) => (opened = resolve))
    const change = new Promise<Change>((resolve) => (changed = resolve))
    const stop = new AbortController()
    const watching = browser.workspace
      .watch({}, { signal: stop.signal, onProgress: (one) => (one.kind === 'opened' ? opened() : one.kind === 'data' && changed(one)) })
      .catch((error: unknown) => error)
    await isOpen

    const engine = host.enginePid()
    const imported = await runCli(['import', 'w.helmdeck', tiny, '--json'], { folder })
    expect([imported.code, imported.err]).toEqual([0, ''])
    const seen = await change
    const { bytes: _bytes, ...result } = await browser.reports.run({ spec: ReportSpec.parse({ values: [{ metric: 'won_count' }] }) })
    expect(result.n).toEqual({ won_count: 4 })
    expect(seen).toEqual({ kind: 'data', dataVersion: result.dataVersion, document: null })
    expect(host.enginePid()).toBe(engine)
    stop.abort()
    expect(await watching).toMatchObject({ code: 'cancelled' })
  })
})
