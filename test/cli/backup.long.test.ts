import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { api } from '../../src/contract/api.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import type { Change } from '../../src/contract/workspace.ts'
import { openDatabase } from '../../src/engine/database/database.ts'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { createEngineHost } from '../../src/server/engine-host.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { streamWire } from '../../src/transport/socket.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'
import { runCli } from './run-cli.ts'

// A dozen commands one after the other take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const two = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n'
const more = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nC,c,40,Won,2026-01-07\n'
const spec = { values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }] }
const ofTwo = { opportunity_count: 2, won_value: 350 }
const ofThree = { opportunity_count: 3, won_value: 390 }

async function workspace(): Promise<string> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'two.csv'), two)
  writeFileSync(join(folder, 'more.csv'), more)
  expect((await runCli(['import', 'w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
  return folder
}

async function json(folder: string, ...words: string[]): Promise<never> {
  const { code, out, err } = await runCli([...words, '--json'], { folder })
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as never
}

async function total(folder: string): Promise<unknown> {
  return (JSON.parse((await runCli(['report', 'w.helmdeck', '-'], { folder, input: JSON.stringify(spec) })).out) as { total: unknown })
    .total
}

describe('backup and restore on the command line', () => {
  it('put a workspace back, by id and by latest, and list what there is', async () => {
    const folder = await workspace()
    const { backup } = await json(folder, 'backup', 'w.helmdeck', '--note', 'Q1 前')
    const { id } = backup as { id: string }
    expect(backup).toMatchObject({
      reason: 'manual',
      note: 'Q1 前',
      loads: 1,
      entities: [{ entity: 'opportunity', rows: 2 }],
    })
    await runCli(['import', 'w.helmdeck', 'more.csv'], { folder })
    expect(await total(folder)).toEqual(ofThree)

    const restored = await runCli(['restore', 'w.helmdeck', 'latest'], { folder })
    expect([restored.code, restored.err]).toEqual([0, ''])
    expect(restored.out).toContain(`Restored ${id}.`)
    expect(await total(folder)).toEqual(ofTwo)
    expect((await runCli(['doctor', 'w.helmdeck'], { folder })).code).toBe(0)

    const { backups } = (await json(folder, 'backup', 'w.helmdeck', '--list')) as { backups: { id: string; reason: string }[] }
    expect(backups.map(({ reason }) => reason)).toEqual(['before-restore', 'manual'])
    const table = (await runCli(['backup', 'w.helmdeck', '--list', '--language', 'zh'], { folder })).out
    expect(table).toMatch(new RegExp(`^编号 .*\\n${backups[0]?.id} +恢复之前 .*\\n${id} +手动 .* Q1 前\\n$`))

    await json(folder, 'restore', 'w.helmdeck', backups[0]?.id ?? '')
    expect(await total(folder)).toEqual(ofThree)
    expect(await json(folder, 'backup', 'w.helmdeck', '--remove', id)).toEqual({ removed: id })
    expect(readdirSync(join(folder, 'w.helmdeck/backups'))).not.toContain(id)
  })

  it('refuse what is not there and say what to do, and options that exclude each other', async () => {
    const folder = await workspace()
    mkdirSync(join(folder, 'w.helmdeck/backups/2026-01-01T00-00-00-000Z'))
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [['restore', 'w.helmdeck', 'latest-but-one'], 'backup-missing'],
      [['restore', 'w.helmdeck', '2026-01-01T00-00-00-000Z'], 'backup-damaged'],
      [['backup', 'w.helmdeck', '--remove', '2027-01-01T00-00-00-000Z'], 'backup-missing'],
      [['backup', 'none.helmdeck'], 'workspace-missing'],
      [['backup', 'w.helmdeck', '--list', '--remove', 'x'], 'usage'],
    ]
    for (const [words, expected] of refusals) {
      const { code, err } = await runCli([...words, '--json'], { folder })
      expect([words, code, (JSON.parse(err) as { error: { code: string } }).error.code]).toEqual([
        words,
        expected === 'usage' ? 2 : 1,
        expected,
      ])
    }
    expect((await runCli(['restore', 'w.helmdeck', '2026-01-01T00-00-00-000Z', '--language', 'zh'], { folder })).err).toContain('已损坏')
    expect(readdirSync(folder).toSorted()).toEqual(['more.csv', 'two.csv', 'w.helmdeck'])
  })
})

describe('backup and restore beside an open browser', () => {
  it('go through the engine that is there, which lives on, and the browser sees the restored state', async () => {
    const folder = await workspace()
    const host = createEngineHost({
      folder: await prepareFolder(join(folder, 'w.helmdeck'), { create: false }),
      entry: programPath('engine-process'),
      execArgv: [],
      log: createLog('silent'),
    })
    onTestFinished(() => host.close())
    const socket = await host.connect()
    const browser = createClient(api, streamWire(socket))
    socket.resume()
    const seen: Change[] = []
    const stop = new AbortController()
    const watching = browser.workspace
      .watch({}, { signal: stop.signal, onProgress: (change) => seen.push(change) })
      .catch((error: unknown) => error)
    const engine = host.enginePid()

    const { backup } = await json(folder, 'backup', 'w.helmdeck')
    await json(folder, 'import', 'w.helmdeck', 'more.csv')
    await json(folder, 'restore', 'w.helmdeck', (backup as { id: string }).id)
    const { n, dataVersion } = await browser.reports.run({ spec: ReportSpec.parse(spec) })
    expect(n).toEqual({ opportunity_count: 2, won_value: 2 })
    expect(seen.slice(-3)).toEqual((['data', 'documents', 'settings'] as const).map((kind) => ({ kind, dataVersion, document: null })))
    expect(host.enginePid()).toBe(engine)

    // The database is as locked as before: no other program may write to it beside the engine.
    const second = openDatabase({ file: join(folder, 'w.helmdeck/data.duckdb'), allowedFolder: null })
    await expect(second).rejects.toMatchObject({ code: 'workspace-in-use' })
    stop.abort()
    expect(await watching).toMatchObject({ code: 'cancelled' })
  })
})
