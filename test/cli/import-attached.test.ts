import { watch } from 'node:fs'
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
import { startProcess } from '../host/workspace-process.ts'
import { programPath } from '../programs.ts'
import { runCli } from './run-cli.ts'

const tiny = join(import.meta.dirname, '../../samples/tiny')

describe('an import beside an open browser', () => {
  it('goes through the engine that is there, and the browser sees the change', async () => {
    const folder = temporaryFolder()
    const host = createEngineHost({
      folder: await prepareFolder(join(folder, 'w.helmdeck'), { create: true }),
      entry: programPath('engine-process'),
      execArgv: [],
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

describe('an import attached to a process that dies', () => {
  it('begins anew as the owner and gives the same result', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'w.helmdeck')
    const owner = await startProcess()
    await owner.open(path)
    const uploading = new Promise<void>((resolve) => {
      const watcher = watch(path, (_event, name) => name === 'incoming' && resolve())
      onTestFinished(() => watcher.close())
    })
    const importing = runCli(['import', 'w.helmdeck', tiny, '--json'], { folder })
    await uploading
    await owner.kill()
    const { code, out, err } = await importing
    expect([code, err]).toEqual([0, ''])
    const { load, files } = JSON.parse(out) as { load: number; files: { name: string; loaded: number }[] }
    expect(load).toBe(1)
    expect(files.map(({ name, loaded }) => [name, loaded])).toEqual([
      ['accounts.csv', 3],
      ['leads.csv', 6],
      ['opportunities.csv', 12],
      ['answers.json', 0],
    ])
  })
})
